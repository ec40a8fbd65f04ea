package eval

import (
	"fmt"
	"path/filepath"

	"github.com/terrace-cloud/terrace/internal/estate/tree"
	"github.com/zclconf/go-cty/cty"
)

func str(s string) (cty.Value, error) { return cty.StringVal(s), nil }

func findInParents(fr *frame, args []string) (cty.Value, error) {
	if err := arity(args, 0, 2); err != nil {
		return cty.NilVal, err
	}
	name := ""
	if len(args) > 0 {
		name = args[0]
	}
	if p := fr.t.find(filepath.Dir(fr.dir()), name); p != "" {
		return str(p)
	}
	if len(args) == 2 {
		return str(args[1])
	}
	if name == "" {
		name = unitFile
	}
	return cty.NilVal, fmt.Errorf("no folder above %s has %s", fr.dir(), name)
}

// selected gives the include that a path function speaks of: the one that
// brought the file in, the only one, or the one named.
func (fr *frame) selected(args []string) (*Include, error) {
	switch {
	case fr.from != nil:
		return fr.from, nil
	case len(fr.includes) == 0:
		return nil, nil
	case len(fr.includes) == 1:
		return &fr.includes[0], nil
	case len(args) != 1:
		return nil, fmt.Errorf("with several include blocks it needs the name of one")
	}
	for i := range fr.includes {
		if fr.includes[i].Name == args[0] {
			return &fr.includes[i], nil
		}
	}
	return nil, fmt.Errorf("there is no include %q", args[0])
}

func relativeToInclude(fr *frame, args []string) (cty.Value, error) {
	in, err := fr.selected(args)
	if err != nil || in == nil {
		return cty.StringVal("."), err
	}
	r, err := filepath.Rel(filepath.Dir(in.Path), fr.dir())
	return cty.StringVal(r), err
}

func relativeFromInclude(fr *frame, args []string) (cty.Value, error) {
	in, err := fr.selected(args)
	if err != nil || in == nil {
		return cty.StringVal("."), err
	}
	r, err := filepath.Rel(fr.dir(), filepath.Dir(in.Path))
	return cty.StringVal(r), err
}

func parentDir(fr *frame, args []string) (cty.Value, error) {
	in, err := fr.selected(args)
	if err != nil || in == nil {
		return cty.StringVal(fr.dir()), err
	}
	return str(filepath.Dir(in.Path))
}

func terragruntDir(fr *frame, _ []string) (cty.Value, error) { return str(fr.dir()) }

func originalDir(fr *frame, _ []string) (cty.Value, error) {
	fr.t.personal = true
	return str(filepath.Dir(fr.t.unit))
}

// repo gives the top of the repository: the nearest folder with .git, which is
// a file in a work tree.
func (fr *frame) repo() (string, error) {
	if p := fr.t.find(fr.dir(), ".git"); p != "" {
		return filepath.Dir(p), nil
	}
	return "", fmt.Errorf("%s is in no git repository", fr.dir())
}

func repoRoot(fr *frame, _ []string) (cty.Value, error) {
	r, err := fr.repo()
	return cty.StringVal(r), err
}

func fromRepoRoot(fr *frame, _ []string) (cty.Value, error) {
	r, err := fr.repo()
	if err != nil {
		return cty.NilVal, err
	}
	p, err := filepath.Rel(r, fr.dir())
	return cty.StringVal(p), err
}

func toRepoRoot(fr *frame, _ []string) (cty.Value, error) {
	r, err := fr.repo()
	if err != nil {
		return cty.NilVal, err
	}
	p, err := filepath.Rel(fr.dir(), r)
	return cty.StringVal(p), err
}

func sops(fr *frame, args []string) (cty.Value, error) {
	if err := arity(args, 1, 1); err != nil {
		return cty.NilVal, err
	}
	p := fr.abs(args[0])
	if fr.t.Kind(p) != tree.File {
		return cty.NilVal, fmt.Errorf("there is no file %s", p)
	}
	fr.t.Read(p)
	return cty.UnknownVal(cty.String), nil
}
