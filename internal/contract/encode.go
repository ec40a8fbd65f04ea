package contract

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// The form of the file: one line for each variable, output, provider, call and
// file, so that a change of one of them is a change of one line.
type (
	lockFile struct {
		Schema   string        `json:"schema"`
		Packages []packageFile `json:"modules"`
	}
	packageFile struct {
		Source  string       `json:"source"`
		Version string       `json:"version"`
		Hash    string       `json:"hash"`
		Folders []folderFile `json:"folders"`
	}
	folderFile struct {
		Folder    string         `json:"folder"`
		Kept      bool           `json:"kept,omitempty"`
		Terraform []string       `json:"terraform,omitempty"`
		Providers []Provider     `json:"providers,omitempty"`
		Calls     []Call         `json:"calls,omitempty"`
		Variables []variableFile `json:"variables"`
		Outputs   []outputFile   `json:"outputs"`
		Files     []fileHash     `json:"files"`
	}
	variableFile struct {
		Name      string          `json:"name"`
		Type      string          `json:"type,omitempty"` // absent when none is written
		Default   json.RawMessage `json:"default,omitempty"`
		Nullable  *bool           `json:"nullable,omitempty"` // only false is written
		Sensitive bool            `json:"sensitive,omitempty"`
		Ephemeral bool            `json:"ephemeral,omitempty"`
		Checks    []Check         `json:"validation,omitempty"`
	}
	outputFile struct {
		Name      string `json:"name"`
		Type      string `json:"type,omitempty"` // as inferred; absent when it is not
		Sensitive bool   `json:"sensitive,omitempty"`
		Ephemeral bool   `json:"ephemeral,omitempty"`
	}
	fileHash struct {
		Name   string `json:"name"`
		SHA256 string `json:"sha256"`
	}
)

// Parse reads the text of a lock.
func Parse(text []byte) (*Lock, error) {
	var file lockFile
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&file); err != nil {
		return nil, err
	}
	if file.Schema != Schema {
		return nil, fmt.Errorf("its form is %q, this Terrace reads %q", file.Schema, Schema)
	}
	l := &Lock{}
	for _, p := range file.Packages {
		out := &Package{Source: p.Source, Version: p.Version, Hash: p.Hash}
		for _, f := range p.Folders {
			folder, err := f.decode(out)
			if err != nil {
				return nil, fmt.Errorf("%s %s: %w", p.Source, p.Version, err)
			}
			out.Folders = append(out.Folders, folder)
		}
		l.Packages = append(l.Packages, out)
	}
	l.Sort()
	return l, l.duplicate()
}

func (f folderFile) decode(p *Package) (Folder, error) {
	m := &Module{
		Source: p.Source, Version: p.Version, Sub: f.Folder, Terraform: f.Terraform, Providers: f.Providers, Calls: f.Calls,
		Variables: make(map[string]*Variable, len(f.Variables)), Outputs: make(map[string]*Output, len(f.Outputs)),
	}
	for _, v := range f.Variables {
		d, err := v.decode()
		if err != nil {
			return Folder{}, fmt.Errorf("variable %q: %w", v.Name, err)
		}
		m.Variables[v.Name] = d
	}
	for _, o := range f.Outputs {
		m.Outputs[o.Name] = &Output{Name: o.Name, TypeExpr: o.Type, Sensitive: o.Sensitive, Ephemeral: o.Ephemeral}
	}
	files := make(map[string]string, len(f.Files))
	for _, h := range f.Files {
		files[h.Name] = h.SHA256
	}
	return Folder{m, f.Kept, files}, nil
}

func (f variableFile) decode() (*Variable, error) {
	v := &Variable{Name: f.Name, Type: cty.DynamicPseudoType, TypeExpr: "any", Nullable: f.Nullable == nil || *f.Nullable,
		Sensitive: f.Sensitive, Ephemeral: f.Ephemeral, Checks: f.Checks}
	if f.Type != "" {
		v.TypeExpr = f.Type
		if err := v.setType(); err != nil {
			return nil, err
		}
	}
	if f.Default != nil {
		kind, err := ctyjson.ImpliedType(f.Default)
		if err != nil {
			return nil, err
		}
		value, err := ctyjson.Unmarshal(f.Default, kind)
		if err != nil {
			return nil, err
		}
		v.setDefault(value)
	}
	return v, nil
}

// Bytes gives the text of the lock, always the same for the same lock.
func (l *Lock) Bytes() ([]byte, error) {
	l.Sort()
	w := &writer{}
	w.text(`{"schema":`).value(Schema).text(`,"modules":[`)
	for i, p := range l.Packages {
		w.comma(i).text("\n{").field("source", p.Source).text(",").field("version", p.Version).text(",").field("hash", p.Hash)
		w.text(`,"folders":[`)
		for j, f := range p.Folders {
			w.comma(j).folder(f)
		}
		w.text("]}")
	}
	w.text("\n]}\n")
	return w.Bytes(), w.err
}

// writer writes JSON in which a line holds what belongs together.
type writer struct {
	bytes.Buffer
	err error
}

func (w *writer) text(s string) *writer {
	w.WriteString(s)
	return w
}

func (w *writer) comma(i int) *writer {
	if i > 0 {
		w.WriteByte(',')
	}
	return w
}

// value writes JSON in which ">=" stays readable.
func (w *writer) value(v any) *writer {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	w.err = errors.Join(w.err, e.Encode(v))
	w.Write(bytes.TrimSpace(out.Bytes()))
	return w
}

func (w *writer) field(name string, v any) *writer { return w.value(name).text(":").value(v) }

func (w *writer) folder(f Folder) {
	w.text("\n {").field("folder", f.Sub)
	if f.Kept {
		w.text(",").field("kept", true)
	}
	if len(f.Terraform) > 0 {
		w.text(",").field("terraform", f.Terraform)
	}
	if len(f.Providers) > 0 {
		lines(w, "providers", f.Providers)
	}
	if len(f.Calls) > 0 {
		lines(w, "calls", f.Calls)
	}
	lines(w, "variables", encodeVariables(f.Variables))
	outputs := []outputFile{}
	for _, name := range slices.Sorted(maps.Keys(f.Outputs)) {
		o := f.Outputs[name]
		outputs = append(outputs, outputFile{name, o.TypeExpr, o.Sensitive, o.Ephemeral})
	}
	lines(w, "outputs", outputs)
	files := []fileHash{}
	for _, name := range slices.Sorted(maps.Keys(f.Files)) {
		files = append(files, fileHash{name, f.Files[name]})
	}
	lines(w, "files", files)
	w.text("}")
}

func lines[T any](w *writer, key string, all []T) {
	w.text(",\n ").value(key).text(":[")
	for i, one := range all {
		w.comma(i).text("\n  ").value(one)
	}
	w.text("]")
}

func encodeVariables(all map[string]*Variable) []variableFile {
	out := []variableFile{}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		v := all[name]
		f := variableFile{Name: name, Sensitive: v.Sensitive, Ephemeral: v.Ephemeral, Checks: v.Checks, Default: v.DefaultJSON()}
		if v.Typed {
			f.Type = v.TypeExpr
		}
		if !v.Nullable {
			f.Nullable = new(bool)
		}
		out = append(out, f)
	}
	return out
}

// DefaultJSON gives the default as it is written, as JSON; nil when there is none.
func (v *Variable) DefaultJSON() json.RawMessage {
	if !v.HasDefault {
		return nil
	}
	value, _ := v.written.UnmarkDeep()
	raw, err := ctyjson.SimpleJSONValue{Value: value}.MarshalJSON()
	if err != nil {
		return json.RawMessage("null") // what is no data, a module cannot have as a default
	}
	return raw
}

// Write writes the lock to a file, whole or not at all; a text that is the same
// already stays.
func (l *Lock) Write(path string) error {
	text, err := l.Bytes()
	if err != nil {
		return err
	}
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, text) {
		return nil
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(text)
	if err = errors.Join(err, tmp.Chmod(0o644), tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}
