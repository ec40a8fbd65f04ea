package rule

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// Kind is what a file is for.
type Kind int

// The kinds of files.
const (
	otherFile     Kind = iota
	Configuration      // Terragrunt configuration
	Terraform          // of a module or root module
	Variables          // .tfvars
	Script             // shell, Makefile, CI of other forges: what people and machines type
	WorkflowFile       // .github/workflows
	Data               // what a unit reads besides: YAML, JSON, templates, policies
)

// largest is how much of a file is looked at: what is larger is no source.
const largest = 1 << 20

// File is one file of the estate or the repository.
type File struct {
	Path  string // absolute
	Kind  Kind
	Src   []byte
	Body  *hclsyntax.Body // nil when it is not HCL in its own syntax, or does not parse
	Units []*estate.Unit  // units that read it, sorted by path
	lines []int           // byte offset of each line
}

func readFile(p string) *File {
	st, err := os.Stat(p)
	if err != nil || st.IsDir() || st.Size() > largest {
		return nil
	}
	src, err := os.ReadFile(p)
	if err != nil || bytes.IndexByte(src, 0) >= 0 { // unreadable, or no text
		return nil
	}
	return newFile(p, src)
}

func newFile(p string, src []byte) *File {
	f := &File{Path: p, Kind: kindOf(filepath.ToSlash(p)), Src: src, lines: offsets(src)}
	if f.Kind == otherFile {
		f.Kind = Data
	}
	switch f.Kind {
	case Configuration, Terraform, Variables:
		if strings.HasSuffix(p, ".json") {
			break
		}
		if hf, ds := hclsyntax.ParseConfig(src, p, hcl.InitialPos); !ds.HasErrors() {
			f.Body, _ = hf.Body.(*hclsyntax.Body)
		}
	}
	return f
}

// endings and names say what a file is for.
var (
	endings = map[string]Kind{".hcl": Configuration, ".tf": Terraform, ".tofu": Terraform, ".tfvars": Variables, ".sh": Script, ".bash": Script, ".mk": Script}
	names   = map[string]Kind{"Makefile": Script, "makefile": Script, "justfile": Script, "Justfile": Script, "Taskfile.yml": Script, "Taskfile.yaml": Script,
		".gitlab-ci.yml": Script, "Jenkinsfile": Script, "azure-pipelines.yml": Script, "atlantis.yaml": Script, ".terraform.lock.hcl": Data}
)

func kindOf(p string) Kind {
	dir, name := path.Split(p)
	ext := path.Ext(name)
	switch {
	case (ext == ".yml" || ext == ".yaml") && (strings.HasSuffix(dir, ".github/workflows/")):
		return WorkflowFile
	case (ext == ".yml" || ext == ".yaml") && strings.Contains("/"+dir, "/.circleci/"),
		(ext == ".yml" || ext == ".yaml") && strings.Contains("/"+dir, "/.github/actions/"):
		return Script
	}
	if k, ok := names[name]; ok {
		return k
	}
	return endings[ext]
}

// Line gives the text of a line, counted from 1; "" when there is none.
func (f *File) Line(n int) string {
	start, end := f.span(n)
	return strings.TrimRight(string(f.Src[start:end]), "\r\n")
}

// EndOfLine gives the byte behind the text of a line.
func (f *File) EndOfLine(n int) int {
	start, _ := f.span(n)
	return start + len(f.Line(n))
}

// span gives the bytes of a line, with its end.
func (f *File) span(n int) (start, end int) {
	ls := f.lines
	if n < 1 || n > len(ls) {
		return 0, 0
	}
	if n == len(ls) {
		return ls[n-1], len(f.Src)
	}
	return ls[n-1], ls[n]
}

func offsets(src []byte) []int {
	ls := []int{0}
	for i, c := range src {
		if c == '\n' && i+1 < len(src) {
			ls = append(ls, i+1)
		}
	}
	return ls
}

// Lines is how many lines the file has.
func (f *File) Lines() int { return len(f.lines) }

// At gives the place of a byte.
func (f *File) At(offset int) diag.Pos {
	ls := f.lines
	i, exact := slices.BinarySearch(ls, offset)
	if !exact {
		i--
	}
	return diag.Pos{File: f.Path, Line: i + 1, Column: len([]rune(string(f.Src[ls[i]:min(offset, len(f.Src))]))) + 1}
}

// Facts tells whether a configuration file only names facts: it has locals and
// nothing that makes a unit.
func (f *File) Facts() bool {
	if f.Kind != Configuration || f.Body == nil || len(f.Body.Attributes) > 0 {
		return false
	}
	for _, b := range f.Body.Blocks {
		if b.Type != "locals" && b.Type != "feature" {
			return false
		}
	}
	return true
}

// Blocks gives the blocks of a type in a body, and those below them for more
// types: Blocks(b, "terraform", "before_hook").
func Blocks(b *hclsyntax.Body, types ...string) (out []*hclsyntax.Block) {
	if b == nil {
		return nil
	}
	for _, bl := range b.Blocks {
		switch {
		case bl.Type != types[0]:
		case len(types) == 1:
			out = append(out, bl)
		default:
			out = append(out, Blocks(bl.Body, types[1:]...)...)
		}
	}
	return out
}

// Walk visits every node of the body of a file, parents first.
func (f *File) Walk(visit func(hclsyntax.Node)) {
	if f.Body != nil {
		_ = hclsyntax.VisitAll(f.Body, func(n hclsyntax.Node) hcl.Diagnostics {
			visit(n)
			return nil
		})
	}
}
