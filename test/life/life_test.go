// Package life takes estates through all that becomes of one: stood up, changed,
// tampered with, healed and taken down, with nothing left to do after each step.
//
// It needs what CI has not: real registry modules, OpenTofu, estates of others.
// The environment names them; `make help` lists the targets that set it.
package life

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTheSliceLives takes units of this repository, those of TERRACE_LIFE_DIRS or
// all of dev, through their life with the modules of TERRACE_LIFE_MIRROR and the
// engine of TERRACE_LIFE_ENGINE; what is not named is as in `make rehearse`.
func TestTheSliceLives(t *testing.T) {
	t.Parallel()
	mirror, engine := os.Getenv("TERRACE_LIFE_MIRROR"), os.Getenv("TERRACE_LIFE_ENGINE")
	if mirror == "" && engine == "" {
		t.Skip("neither TERRACE_LIFE_MIRROR nor TERRACE_LIFE_ENGINE is set: `make rehearse-real`, `make rehearse-tofu`")
	}
	top := folder(t)
	for _, part := range []string{"infrastructure", "test/mirror"} {
		clone(t, filepath.Join("..", "..", part), filepath.Join(top, part))
	}
	if err := os.Mkdir(filepath.Join(top, ".git"), 0o700); err != nil { // the top; not for git itself
		t.Fatal(err)
	}
	e := &estate{terrace: build(t), dir: top, args: strings.Fields(os.Getenv("TERRACE_LIFE_DIRS")), level: "stand-in"}
	if len(e.args) == 0 {
		e.args = []string{"infrastructure/dev"}
	}
	if mirror != "" {
		e.args, e.level = append(e.args, "--module-mirror", mirror), "real module"
	}
	if engine != "" {
		e.args = append(e.args, "--engine", engine)
	}
	e.change = func(t *testing.T) {
		file := filepath.Join(top, "infrastructure", "dev", "env.hcl")
		old, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Replace(string(old), "log_days         = 14", "log_days         = 30", 1)
		if text == string(old) {
			t.Fatalf("%s has no log_days = 14 to change", file)
		}
		write(t, file, text)
	}
	e.live(t)
}

// TestRootModulesLive does the same for plain root modules: the folders that
// TERRACE_LIFE_ESTATES lists, each with a variable "change".
func TestRootModulesLive(t *testing.T) {
	t.Parallel()
	list := os.Getenv("TERRACE_LIFE_ESTATES")
	if list == "" {
		t.Skip("TERRACE_LIFE_ESTATES names no folder: `make rehearse-roots`")
	}
	terrace := build(t)
	for dir := range strings.FieldsSeq(list) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			e := &estate{terrace: terrace, dir: filepath.Join(folder(t), filepath.Base(dir)), args: []string{"."}}
			clone(t, dir, e.dir)
			if mirror := os.Getenv("TERRACE_LIFE_MIRROR"); mirror != "" {
				e.args = append(e.args, "--module-mirror", mirror)
			}
			e.change = func(t *testing.T) { write(t, filepath.Join(e.dir, "life.auto.tfvars"), "change = \"changed\"\n") }
			e.live(t)
		})
	}
}
