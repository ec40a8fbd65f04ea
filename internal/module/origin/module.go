package origin

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	store "github.com/terrace-cloud/terrace/internal/module"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

var (
	identifier = regexp.MustCompile(`^[A-Za-z_][0-9A-Za-z_-]*$`)
	number     = regexp.MustCompile(`^[0-9]+$`)
	quote      = strconv.Quote
)

// New gives a finder for the root module in dir, the folder where Terraform
// runs. Modules that init has brought are known by its own record.
func New(dir string) *Finder {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	return &Finder{dir: dir, installed: store.InstalledIn(dir), modules: map[string]*module{}}
}

// module is one folder's configuration by name.
type module struct {
	dir       string
	files     map[string]*hclsyntax.Body
	variables map[string]bool
	locals    map[string]*hclsyntax.Attribute
	outputs   map[string]*hclsyntax.Attribute
	blocks    map[string]*hclsyntax.Block // "module.NAME", "TYPE.NAME", "data.TYPE.NAME", "ephemeral.TYPE.NAME"
}

// load reads a folder; what does not parse is left out.
func (f *Finder) load(dir string) *module {
	if m := f.modules[dir]; m != nil {
		return m
	}
	m := &module{
		dir: dir, files: map[string]*hclsyntax.Body{}, variables: map[string]bool{},
		locals: map[string]*hclsyntax.Attribute{}, outputs: map[string]*hclsyntax.Attribute{}, blocks: map[string]*hclsyntax.Block{},
	}
	f.modules[dir] = m
	names, err := store.ConfigFiles(dir)
	if err != nil {
		return m
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil || strings.HasSuffix(name, ".json") {
			continue
		}
		parsed, _ := hclsyntax.ParseConfig(text, name, hcl.InitialPos)
		if body, ok := parsed.Body.(*hclsyntax.Body); ok {
			m.files[name] = body
			m.index(body)
		}
	}
	return m
}

func (m *module) index(body *hclsyntax.Body) {
	for _, b := range body.Blocks {
		switch {
		case b.Type == "locals":
			for name, a := range b.Body.Attributes {
				m.locals[name] = a
			}
		case b.Type == "variable" && len(b.Labels) == 1:
			m.variables[b.Labels[0]] = true
		case b.Type == "output" && len(b.Labels) == 1:
			if a := b.Body.Attributes["value"]; a != nil {
				m.outputs[b.Labels[0]] = a
			}
		case b.Type == "resource" && len(b.Labels) == 2:
			m.blocks[strings.Join(b.Labels, ".")] = b
		case len(b.Labels) > 0:
			m.blocks[b.Type+"."+strings.Join(b.Labels, ".")] = b
		}
	}
}

// frame is one module in the tree of calls.
type frame struct {
	finder *Finder
	*module
	name   string // names of the calls from the root down: "a.b"
	key    string // instance key of its call, "" when not known
	parent *frame
	call   *hclsyntax.Block // in the parent
	depth  int

	children map[[2]string]*frame // by name and key, so that what was seen is known again
	scopes   map[block]*scope
}

// block is a block's instance.
type block struct {
	block *hclsyntax.Block
	key   string
}

// scope gives the scope of a block's instance in the module, always the same.
func (fr *frame) scope(b *hclsyntax.Block, key string) *scope {
	id := block{b, key}
	if fr.scopes == nil {
		fr.scopes = map[block]*scope{}
	}
	if fr.scopes[id] == nil {
		fr.scopes[id] = &scope{frame: fr, block: b, key: key}
	}
	return fr.scopes[id]
}

// plain gives the scope outside of blocks.
func (fr *frame) plain() *scope { return fr.scope(nil, "") }

// maxDepth ends calls in a circle.
const maxDepth = 32

func (f *Finder) root() *frame { return &frame{finder: f, module: f.load(f.dir)} }

// child gives the module behind a call, or nil when its folder is not known.
func (fr *frame) child(name, key string) *frame {
	id := [2]string{name, key}
	if c, ok := fr.children[id]; ok {
		return c
	}
	if fr.children == nil {
		fr.children = map[[2]string]*frame{}
	}
	fr.children[id] = fr.open(name, key)
	return fr.children[id]
}

func (fr *frame) open(name, key string) *frame {
	call := fr.blocks["module."+name]
	if call == nil || fr.depth >= maxDepth {
		return nil
	}
	full := strings.TrimPrefix(fr.name+"."+name, ".")
	dir := fr.finder.installed[full].Folder
	if dir == "" {
		source := ""
		if a := call.Body.Attributes["source"]; a != nil {
			source, _ = text(a.Expr)
		}
		if !strings.HasPrefix(source, "./") && !strings.HasPrefix(source, "../") {
			return nil
		}
		dir = filepath.Join(fr.dir, filepath.FromSlash(source))
	}
	return &frame{finder: fr.finder, module: fr.finder.load(filepath.Clean(dir)), name: full, key: key, parent: fr, call: call, depth: fr.depth + 1}
}

// maxFrames bounds the search for a folder that is called again and again.
const maxFrames = 16

// frames gives the modules that a diagnostic can mean: the one that the address
// leads to, where it lies in dir, else every one that does.
func (f *Finder) frames(address, dir string) []*frame {
	if fr := f.at(address); fr != nil && fr.dir == dir {
		return []*frame{fr}
	}
	var out []*frame
	queue := []*frame{f.root()}
	for steps := 0; len(queue) > 0 && len(out) < maxFrames && steps < 1000; steps++ {
		fr := queue[0]
		queue = queue[1:]
		if fr.dir == dir {
			out = append(out, fr)
		}
		for _, name := range sorted(fr.blocks) {
			if call, ok := strings.CutPrefix(name, "module."); ok {
				if c := fr.child(call, ""); c != nil {
					queue = append(queue, c)
				}
			}
		}
	}
	return out
}

// at follows the modules of an address; nil when one is not known.
func (f *Finder) at(address string) *frame {
	steps, _ := parseAddress(address)
	fr := f.root()
	for _, s := range steps {
		if fr = fr.child(s.name, s.key); fr == nil {
			return nil
		}
	}
	return fr
}

// step is one part of an address: a module call, or the resource.
type step struct{ name, key string }

// parseAddress takes an address apart into its modules and its resource; an
// address that does not parse gives neither.
func parseAddress(address string) (modules []step, resource step) {
	t, ds := hclsyntax.ParseTraversalAbs([]byte(address), "", hcl.InitialPos)
	if ds.HasErrors() {
		return nil, step{}
	}
	words := make([]step, 0, len(t))
	for _, e := range t {
		switch e := e.(type) {
		case hcl.TraverseRoot:
			words = append(words, step{name: e.Name})
		case hcl.TraverseAttr:
			words = append(words, step{name: e.Name})
		case hcl.TraverseIndex:
			if n := len(words); n > 0 {
				words[n-1].key = keyText(e.Key)
			}
		}
	}
	for len(words) >= 2 && words[0].name == "module" {
		modules = append(modules, words[1])
		words = words[2:]
	}
	var names []string
	for _, w := range words {
		names = append(names, w.name)
		resource.key = w.key
	}
	resource.name = strings.Join(names, ".")
	return modules, resource
}

// keyText gives an instance key or an index as text, "" when it is neither.
func keyText(v cty.Value) string {
	if v.IsMarked() || v.IsNull() || !v.IsKnown() {
		return ""
	}
	s, err := convert.Convert(v, cty.String)
	if err != nil {
		return ""
	}
	return s.AsString()
}

// text gives the constant that an expression is.
func text(e hcl.Expression) (string, bool) {
	v, ds := e.Value(nil)
	if ds.HasErrors() {
		return "", false
	}
	s := keyText(v)
	return s, s != ""
}
