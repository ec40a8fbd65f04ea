package engine

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// named is a place where somebody has said which program to use.
type named struct {
	value string
	from  string // how people call the place
	where diag.Pos
}

// names gives the places that name a program, the strongest first.
func (f *finder) names(flag, value, env, setting string) []named {
	all := []named{{value: value, from: "flag --" + flag}}
	if env != "" {
		all = append(all, named{value: f.env(env), from: "environment " + env})
	}
	return append(all, named{value: setting, from: "terrace.yaml", where: diag.Pos{File: f.Settings.File}})
}

func (f *finder) namesOf(p program) []named {
	values := map[string][2]string{
		"terraform":  {f.Terraform, f.Settings.Terraform},
		"tofu":       {f.Tofu, f.Settings.Tofu},
		"terragrunt": {f.Terragrunt, f.Settings.Terragrunt},
	}[p.name]
	return f.names(p.name, values[0], p.env, values[1])
}

func (f *finder) isNamed(p program) bool {
	for _, n := range f.namesOf(p) {
		if n.value != "" {
			return true
		}
	}
	return false
}

// program looks for a program: named, built by Terrace, in PATH. What is named
// must do: to pass it over would run another program than the user asked for.
func (f *finder) program(ctx context.Context, name string) Tool {
	p := programs[name]
	for _, n := range f.namesOf(p) {
		if n.value == "" {
			continue
		}
		t, err := f.try(ctx, p, f.resolve(n.value), n.from)
		if err != nil {
			f.wrong = append(f.wrong, &diag.Finding{Severity: diag.Error, Code: diag.Missing, Where: n.where,
				Summary: fmt.Sprintf("%s, named by %s, will not do", p.title, n.from),
				Detail:  fmt.Sprintf("%s %s.", t.Path, err),
				Fix:     fmt.Sprintf("Name a %s %s there, or take the name away and Terrace looks for one itself.", p.title, p.needs())})
			return Tool{Name: p.name}
		}
		return t
	}
	if p.pin != nil {
		if t, err := f.try(ctx, p, p.pin.Path(f.Cache), "built by terrace"); err == nil {
			return t
		}
	}
	return f.inPath(ctx, p)
}

// inPath takes the first program in PATH that will do, and tells of those
// before it that will not.
func (f *finder) inPath(ctx context.Context, p program) Tool {
	var passed []string
	seen := map[string]bool{}
	for _, dir := range filepath.SplitList(f.env("PATH")) {
		path := filepath.Join(dir, p.name)
		if !filepath.IsAbs(dir) || seen[path] || !isFile(path) {
			continue // a relative entry would run what a repository brings along
		}
		seen[path] = true
		t, err := f.try(ctx, p, path, "PATH")
		if err == nil {
			if len(passed) > 0 {
				f.note("Passed over a "+p.title+" in PATH that will not do", strings.Join(passed, "\n"))
			}
			return t
		}
		passed = append(passed, fmt.Sprintf("%s %s.", path, err))
	}
	f.absent[p.name] = p.missing(passed)
	return Tool{Name: p.name}
}

func (f *finder) try(ctx context.Context, p program, path, from string) (Tool, error) {
	v, err := p.probe(ctx, path, f.Top, f.Environ)
	return Tool{Name: p.name, Path: path, Version: v, From: from}, err
}

// resolve makes a name absolute: a bare one is looked up in PATH, a path counts
// from the working folder.
func (f *finder) resolve(name string) string {
	if !strings.ContainsRune(name, filepath.Separator) {
		for _, dir := range filepath.SplitList(f.env("PATH")) {
			if path := filepath.Join(dir, name); filepath.IsAbs(dir) && isFile(path) {
				return path
			}
		}
	}
	if abs, err := filepath.Abs(name); err == nil {
		return abs
	}
	return name
}

// missing says that a program is not there, and how to get it.
func (p program) missing(passed []string) *diag.Finding {
	d := &diag.Finding{Severity: diag.Error, Code: diag.Missing, Summary: p.title + " " + p.needs() + " is missing", Detail: strings.Join(passed, "\n")}
	d.Fix = "Install it (" + p.get + ")"
	if p.env != "" {
		d.Fix += fmt.Sprintf(", or name it with --%s, %s or in terrace.yaml", p.name, p.env)
	}
	if p.pin != nil {
		d.Fix += fmt.Sprintf("; or run `terrace setup`, which builds %s %s with Go", p.title, p.pin.Version)
	}
	d.Fix += "."
	return d
}
