package tffunc

import (
	"encoding/base64"
	"fmt"
	"io/fs"
	"path/filepath"
	"sort"
	"unicode/utf8"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/estate/tree"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// FileNames are the functions that [Files] gives.
var FileNames = []string{"file", "filebase64", "filebase64sha256", "filebase64sha512", "fileexists", "filemd5",
	"fileset", "filesha1", "filesha256", "filesha512", "templatefile"}

// Tree is where the functions find files. Read is told of each file that
// counts as read though only its name was asked for.
type Tree interface {
	tree.Reader
	Read(path string)
}

// folder is where relative paths start.
type folder struct {
	base string
	Tree
}

// Files gives the functions that read files; relative paths start at base.
func Files(base string, in Tree) map[string]function.Function {
	f := folder{base, in}
	out := map[string]function.Function{
		"file":         f.content(text),
		"filebase64":   f.content(func(b []byte) (string, error) { return base64.StdEncoding.EncodeToString(b), nil }),
		"fileexists":   f.exists(),
		"fileset":      f.set(),
		"templatefile": f.template(),
	}
	for name, in := range map[string]string{"filemd5": "md5", "filesha1": "sha1", "filesha256": "sha256", "filesha512": "sha512",
		"filebase64sha256": "base64sha256", "filebase64sha512": "base64sha512"} {
		out[name] = f.content(func(b []byte) (string, error) { return hashes[in].of(b), nil })
	}
	return out
}

func text(b []byte) (string, error) {
	if !utf8.Valid(b) {
		return "", fmt.Errorf("the file is no UTF-8 text; filebase64 reads any file")
	}
	return string(b), nil
}

func (f folder) path(p string) (string, error) {
	p, err := expand(p)
	if err != nil {
		return "", err
	}
	if !filepath.IsAbs(p) {
		p = filepath.Join(f.base, p)
	}
	return filepath.Clean(p), nil
}

func (f folder) load(p string) ([]byte, error) {
	p, err := f.path(p)
	if err != nil {
		return nil, err
	}
	switch f.Kind(p) {
	case tree.None:
		return nil, fmt.Errorf("there is no file %s", p)
	case tree.File:
		return f.ReadFile(p)
	}
	return nil, fmt.Errorf("%s is no regular file", p)
}

func (f folder) content(write func([]byte) (string, error)) function.Function {
	return words(1, func(a []string) (string, error) {
		b, err := f.load(a[0])
		if err != nil {
			return "", err
		}
		return write(b)
	})
}

func (f folder) exists() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "path", Type: cty.String}}, Type: function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			p, err := f.path(args[0].AsString())
			if err != nil {
				return cty.NilVal, err
			}
			switch f.Kind(p) {
			case tree.None:
				return cty.False, nil
			case tree.File:
				f.Read(p)
				return cty.True, nil
			}
			return cty.NilVal, fmt.Errorf("%s is no regular file", p)
		},
	})
}

func (f folder) set() function.Function {
	p := function.Parameter{Name: "path", Type: cty.String}
	return function.New(&function.Spec{
		Params: []function.Parameter{p, p}, Type: function.StaticReturnType(cty.Set(cty.String)),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			base, err := f.path(args[0].AsString())
			if err != nil {
				return cty.NilVal, err
			}
			names := []string{}
			err = doublestar.GlobWalk(tree.Below(f, base), filepath.ToSlash(filepath.Clean(args[1].AsString())), func(p string, d fs.DirEntry) error {
				if d.Type().IsRegular() {
					names = append(names, p)
				}
				return nil
			})
			if err != nil || len(names) == 0 {
				return cty.SetValEmpty(cty.String), err
			}
			sort.Strings(names)
			out := make([]cty.Value, len(names))
			for i, n := range names {
				f.Read(filepath.Join(base, n))
				out[i] = cty.StringVal(n)
			}
			return cty.SetVal(out), nil
		},
	})
}

func (f folder) template() function.Function {
	run := func(args []cty.Value) (cty.Value, error) {
		b, err := f.load(args[0].AsString())
		if err != nil {
			return cty.DynamicVal, err
		}
		x, ds := hclsyntax.ParseTemplate(b, args[0].AsString(), hcl.InitialPos)
		if ds.HasErrors() {
			return cty.DynamicVal, ds
		}
		if t := args[1].Type(); !t.IsMapType() && !t.IsObjectType() {
			return cty.DynamicVal, function.NewArgErrorf(1, "the variables must be a map or an object")
		}
		ctx := &hcl.EvalContext{Variables: args[1].AsValueMap(), Functions: Pure()}
		if ctx.Variables == nil {
			ctx.Variables = map[string]cty.Value{}
		}
		for name, fn := range Files(f.base, f.Tree) {
			if name != "templatefile" { // a template cannot call itself
				ctx.Functions[name] = fn
			}
		}
		v, ds := x.Value(ctx)
		if ds.HasErrors() {
			return cty.DynamicVal, ds
		}
		return v, nil
	}
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "path", Type: cty.String}, {Name: "variables", Type: cty.DynamicPseudoType}},
		Type: func(args []cty.Value) (cty.Type, error) {
			if !args[0].IsKnown() || !args[1].IsKnown() {
				return cty.DynamicPseudoType, nil
			}
			v, err := run(args)
			return v.Type(), err
		},
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) { return run(args) },
	})
}
