package module

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

// kinds are the blocks that use a type of a provider.
var kinds = []struct {
	block string
	list  func(*Types) *[]string
}{
	{"resource", func(t *Types) *[]string { return &t.Resources }},
	{"data", func(t *Types) *[]string { return &t.Data }},
	{"ephemeral", func(t *Types) *[]string { return &t.Ephemeral }},
	{"action", func(t *Types) *[]string { return &t.Actions }},
}

var topLevel = &hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{
	{Type: "terraform"},
	{Type: "module", LabelNames: []string{"name"}},
	{Type: "provider", LabelNames: []string{"name"}},
	{Type: "check", LabelNames: []string{"name"}},
	{Type: "resource", LabelNames: []string{"type", "name"}},
	{Type: "data", LabelNames: []string{"type", "name"}},
	{Type: "ephemeral", LabelNames: []string{"type", "name"}},
	{Type: "action", LabelNames: []string{"type", "name"}},
}}

var (
	inResource  = &hcl.BodySchema{Attributes: []hcl.AttributeSchema{{Name: "provider"}}, Blocks: []hcl.BlockHeaderSchema{{Type: "provisioner", LabelNames: []string{"kind"}}}}
	inModule    = &hcl.BodySchema{Attributes: []hcl.AttributeSchema{{Name: "source"}, {Name: "version"}}}
	inTerraform = &hcl.BodySchema{Attributes: []hcl.AttributeSchema{{Name: "required_version"}}, Blocks: []hcl.BlockHeaderSchema{{Type: "required_providers"}}}
)

// suffixes are the names of configuration files, both engines' together.
var suffixes = []string{".tf", ".tofu", ".tf.json", ".tofu.json"}

// ConfigFiles lists the configuration files right in a folder, absolute.
func ConfigFiles(dir string) ([]string, error) {
	l, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range l {
		if !e.IsDir() && IsConfig(e.Name()) {
			out = append(out, filepath.Join(dir, e.Name()))
		}
	}
	return out, nil
}

// IsConfig tells whether a file of that name is configuration.
func IsConfig(name string) bool {
	return !strings.HasPrefix(name, ".") && !strings.HasSuffix(name, "~") &&
		slices.ContainsFunc(suffixes, func(s string) bool { return strings.HasSuffix(name, s) })
}

// File is one configuration file, parsed as far as it parses.
type File struct {
	Name string // absolute path
	Body hcl.Body
	Text []byte

	content *hcl.BodyContent // the blocks of topLevel
}

// ParseFolder reads the configuration files right in a folder. What does not
// parse is in the findings, and given as far as it does.
func ParseFolder(dir string) ([]File, diag.Findings) {
	names, err := ConfigFiles(dir)
	if err != nil {
		return nil, diag.AsFindings(err, diag.Config)
	}
	var files []File
	var findings diag.Findings
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			findings = append(findings, diag.AsFindings(err, diag.Config)...)
			continue
		}
		f, found := ParseFile(name, text)
		findings = append(findings, found...)
		files = append(files, f)
	}
	return files, findings
}

// ParseFile reads the text of a configuration file.
func ParseFile(name string, text []byte) (File, diag.Findings) {
	parser := hclparse.NewParser()
	parse := parser.ParseHCL
	if strings.HasSuffix(name, ".json") {
		parse = parser.ParseJSON
	}
	f, ds := parse(text, name)
	out := File{Name: name, Body: hcl.EmptyBody(), Text: text, content: &hcl.BodyContent{}}
	if f != nil && f.Body != nil {
		out.Body = f.Body
		out.content, _, _ = f.Body.PartialContent(topLevel)
	}
	return out, diag.FromHCL(ds, diag.Config)
}

// ContentsOf gives what the files of one folder ask for; the modules that they
// call are listed, and not followed.
func ContentsOf(files []File) Contents {
	c := Contents{Types: map[string]*Types{}}
	c.Calls = c.take(files)
	return c
}

// read takes one folder's contents in and gives the modules that it calls.
func (c *Contents) read(dir string) ([]ModuleCall, diag.Findings) {
	files, findings := ParseFolder(dir)
	return c.take(files), findings
}

func (c *Contents) take(files []File) []ModuleCall {
	// Local names of providers come first: resources are told apart by them.
	local := map[string]string{}
	for _, f := range files {
		for _, b := range f.content.Blocks.OfType("terraform") {
			c.settings(b, local)
		}
	}
	source := func(name string) string {
		if s, ok := local[name]; ok {
			return s
		}
		return providerSource(name)
	}
	var calls []ModuleCall
	for _, f := range files {
		for _, b := range f.content.Blocks {
			switch b.Type {
			case "terraform": // read above
			case "module":
				calls = append(calls, call(b))
			case "provider":
				c.of(source(b.Labels[0]))
			case "check":
				inner, _, _ := b.Body.PartialContent(topLevel)
				for _, b := range inner.Blocks.OfType("data") {
					c.use(b, source)
				}
			default:
				c.use(b, source)
			}
		}
		c.functions(f, source)
	}
	return calls
}

// settings reads a terraform block.
func (c *Contents) settings(b *hcl.Block, local map[string]string) {
	content, _, _ := b.Body.PartialContent(inTerraform)
	if content == nil {
		return
	}
	if a := content.Attributes["required_version"]; a != nil {
		c.Terraform = append(c.Terraform, Constraint{Text: constant(a.Expr), Pos: diag.FromRange(a.Range)})
	}
	for _, b := range content.Blocks {
		attrs, _ := b.Body.JustAttributes()
		for _, name := range sortedNames(attrs) {
			a := attrs[name]
			n := Need{Name: name, Source: providerSource(name), Pos: diag.FromRange(a.Range)}
			if pairs, ds := hcl.ExprMap(a.Expr); !ds.HasErrors() {
				for _, p := range pairs {
					switch keyword(p.Key) {
					case "source":
						n.Source = providerSource(constant(p.Value))
					case "version":
						n.Constraint = constant(p.Value)
						n.Pos = diag.FromRange(p.Value.Range())
					}
				}
			} else {
				n.Constraint = constant(a.Expr)
			}
			local[name] = n.Source
			c.of(n.Source)
			c.Providers = append(c.Providers, n)
		}
	}
}

// use records the type of a block, its provider and its provisioners.
func (c *Contents) use(b *hcl.Block, source func(string) string) {
	kind := b.Labels[0]
	name, _, _ := strings.Cut(kind, "_")
	content, _, _ := b.Body.PartialContent(inResource)
	if content != nil {
		if a := content.Attributes["provider"]; a != nil {
			if t, ds := hcl.AbsTraversalForExpr(a.Expr); !ds.HasErrors() && len(t) > 0 {
				name = t.RootName()
			}
		}
		for _, p := range content.Blocks {
			if b.Type == "resource" {
				c.Provisioners = append(c.Provisioners, Provisioner{Kind: p.Labels[0], Address: strings.Join(b.Labels, "."), Pos: diag.FromRange(p.DefRange)})
			}
		}
	}
	types := c.of(source(name))
	if types.First.IsZero() {
		types.First = diag.FromRange(b.DefRange)
	}
	for _, k := range kinds {
		if k.block == b.Type {
			insert(k.list(types), kind)
		}
	}
	if b.Type == "data" && kind == "external" {
		c.External = append(c.External, diag.FromRange(b.DefRange))
	}
}

func call(b *hcl.Block) ModuleCall {
	c := ModuleCall{Name: b.Labels[0], Pos: diag.FromRange(b.DefRange)}
	content, _, _ := b.Body.PartialContent(inModule)
	if content == nil {
		return c
	}
	if a := content.Attributes["source"]; a != nil {
		c.Source, c.Pos = constant(a.Expr), diag.FromRange(a.Range)
	}
	if a := content.Attributes["version"]; a != nil {
		c.Constraint = constant(a.Expr)
	}
	return c
}

var providerFunction = regexp.MustCompile(`\bprovider::([0-9A-Za-z_-]+)::([0-9A-Za-z_-]+)\(`)

// functions records the provider-defined functions; JSON files carry theirs in
// strings.
func (c *Contents) functions(f File, source func(string) string) {
	if !bytes.Contains(f.Text, []byte("provider::")) {
		return
	}
	add := func(name string, at hcl.Range) {
		if w := strings.Split(name, "::"); len(w) == 3 && w[0] == "provider" {
			c.Functions = append(c.Functions, Function{Source: source(w[1]), Name: w[2], Pos: diag.FromRange(at)})
		}
	}
	if body, ok := f.Body.(*hclsyntax.Body); ok {
		_ = hclsyntax.VisitAll(body, func(n hclsyntax.Node) hcl.Diagnostics {
			if e, ok := n.(*hclsyntax.FunctionCallExpr); ok {
				add(e.Name, e.NameRange)
			}
			return nil
		})
		return
	}
	for _, m := range providerFunction.FindAllSubmatchIndex(f.Text, -1) {
		at := f.Body.MissingItemRange()
		at.Start.Line, at.Start.Column = 1+bytes.Count(f.Text[:m[0]], []byte("\n")), 0
		add(strings.TrimSuffix(string(f.Text[m[0]:m[1]]), "("), at)
	}
}

// constant gives the string that an expression is, or "".
func constant(e hcl.Expression) string {
	v, ds := e.Value(nil)
	if ds.HasErrors() || !v.IsKnown() || v.IsNull() || v.Type() != cty.String {
		return ""
	}
	return v.AsString()
}

// keyword gives the bare or quoted word that an object key is, or "".
func keyword(e hcl.Expression) string {
	if k := hcl.ExprAsKeyword(e); k != "" {
		return k
	}
	return constant(e)
}

func sortedNames(a hcl.Attributes) []string {
	l := make([]string, 0, len(a))
	for n := range a {
		l = append(l, n)
	}
	slices.Sort(l)
	return l
}
