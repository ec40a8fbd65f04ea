package module

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/whole"
)

// DropProvisioners cuts the provisioner blocks out of every configuration file
// below dir, and gives their places. Lines keep their numbers, and nothing else
// in a file changes; only JSON files are written anew. Links are not followed,
// and files that do not parse are left to Terraform to complain about.
func DropProvisioners(dir string) ([]diag.Pos, error) {
	var cut []diag.Pos
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && p != dir && leftBehind[d.Name()]:
			return filepath.SkipDir
		case !d.Type().IsRegular():
			return nil
		}
		text, err := dropIn(p)
		if err != nil || text == nil {
			return err
		}
		cut = append(cut, text.places...)
		return whole.Write(p, text.after, 0o600)
	})
	return cut, err
}

// dropped is a file without its provisioners.
type dropped struct {
	after  []byte
	places []diag.Pos
}

// dropIn gives nil for a file that has no provisioner.
func dropIn(p string) (*dropped, error) {
	drop := dropHCL
	switch {
	case strings.HasSuffix(p, ".tf"), strings.HasSuffix(p, ".tofu"):
	case strings.HasSuffix(p, ".tf.json"), strings.HasSuffix(p, ".tofu.json"):
		drop = dropJSON
	default:
		return nil, nil
	}
	text, err := os.ReadFile(p)
	if err != nil || !bytes.Contains(text, []byte("provisioner")) {
		return nil, err
	}
	return drop(text, p), nil
}

// dropHCL keeps the line breaks of what it cuts.
func dropHCL(text []byte, name string) *dropped {
	f, ds := hclsyntax.ParseConfig(text, name, hcl.InitialPos)
	if ds.HasErrors() {
		return nil
	}
	var out dropped
	rest := 0
	for _, b := range f.Body.(*hclsyntax.Body).Blocks {
		if b.Type != "resource" {
			continue
		}
		for _, p := range b.Body.Blocks {
			if p.Type != "provisioner" {
				continue
			}
			r := p.Range()
			start, end := r.Start.Byte, p.CloseBraceRange.End.Byte
			out.after = append(out.after, text[rest:start]...)
			out.after = append(out.after, bytes.Repeat([]byte("\n"), bytes.Count(text[start:end], []byte("\n")))...)
			out.places = append(out.places, diag.FromRange(r))
			rest = end
		}
	}
	if len(out.places) == 0 {
		return nil
	}
	out.after = append(out.after, text[rest:]...)
	return &out
}

// dropJSON takes the key "provisioner" out of each resource, which JSON may
// write as an object or as a list of objects.
func dropJSON(text []byte, name string) *dropped {
	var top any
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	if dec.Decode(&top) != nil {
		return nil
	}
	n := 0
	each(top, func(file map[string]any) {
		each(file["resource"], func(kinds map[string]any) {
			for _, kind := range kinds {
				each(kind, func(names map[string]any) {
					for _, body := range names {
						each(body, func(b map[string]any) {
							if _, ok := b["provisioner"]; ok {
								delete(b, "provisioner")
								n++
							}
						})
					}
				})
			}
		})
	})
	if n == 0 {
		return nil
	}
	after, err := json.MarshalIndent(top, "", "  ")
	if err != nil {
		return nil
	}
	return &dropped{after: append(after, '\n'), places: []diag.Pos{{File: name}}}
}

func each(v any, do func(map[string]any)) {
	switch v := v.(type) {
	case map[string]any:
		do(v)
	case []any:
		for _, e := range v {
			each(e, do)
		}
	}
}
