package engine

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// builder builds one pinned tool.
type builder struct {
	Config
	Pin
	goTool string // the go program
	dir    string // module to build in, thrown away afterwards
}

// build builds a pinned tool into the cache, once: of several Terraces that
// want it one builds, and the others wait. Half a build is never seen.
func build(ctx context.Context, c Config, p Pin) error {
	b := &builder{Config: c, Pin: p}
	tools := filepath.Join(c.Cache, "tools")
	unlock, err := lock(ctx, filepath.Join(tools, p.Program+"-"+p.Version+".lock"), func() { b.tell(Waiting, 0, 0, "") })
	if err != nil {
		return b.failed(ctx, err.Error(), "Make the folder writable, or name another with TERRACE_CACHE.")
	}
	defer unlock()
	if isFile(p.Path(c.Cache)) {
		return nil // built while we waited
	}
	if b.goTool = findGo(c.Environ); b.goTool == "" {
		return &diag.Finding{Severity: diag.Error, Code: diag.Missing, Summary: fmt.Sprintf("Go is missing, so that %s %s cannot be built", p.Name, p.Version),
			Fix: "Install Go 1.26 or newer (https://go.dev/dl/) and run `terrace setup` again; or install " + p.Name + " itself (" + programs[p.Program].get + ")."}
	}
	part, err := os.MkdirTemp(tools, ".build-*")
	if err != nil {
		return b.failed(ctx, err.Error(), "Make the folder writable, or name another with TERRACE_CACHE.")
	}
	defer os.RemoveAll(part)
	b.dir = filepath.Join(part, "module")
	if err := b.compile(ctx, filepath.Join(part, "out", p.Program)); err != nil {
		return err
	}
	if err := install(filepath.Join(part, "out"), p.home(c.Cache)); err != nil {
		return b.failed(ctx, err.Error(), "Make the folder writable, or name another with TERRACE_CACHE.")
	}
	b.tell(Installed, 0, 0, "")
	return nil
}

// compile writes the module and builds the program to the path out.
func (b *builder) compile(ctx context.Context, out string) error {
	if err := os.MkdirAll(b.dir, 0o755); err != nil {
		return err
	}
	for _, f := range []struct{ pin, name string }{{".mod", "go.mod"}, {".sum", "go.sum"}} {
		text, err := pins.ReadFile("pins/" + b.module + f.pin)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(b.dir, f.name), text, 0o644); err != nil {
			return err
		}
	}
	b.tell(Downloading, 0, 0, "")
	total, modules := 0, 0
	err := b.run(ctx, []string{"list", "-deps", b.pkg}, func(string) { total++ }, func(l string) {
		if m, ok := strings.CutPrefix(l, "go: downloading "); ok {
			modules++
			b.tell(Downloading, modules, 0, m)
		}
	})
	if err != nil {
		return err
	}
	b.tell(Building, 0, total, "")
	done := 0
	err = b.run(ctx, []string{"build", "-v", "-trimpath", "-ldflags", b.ldflags, "-o", out, b.pkg}, nil, func(l string) {
		if !strings.Contains(l, " ") { // -v names each package as it is compiled
			done++
			b.tell(Building, done, total, l)
		}
	})
	if err != nil {
		return err
	}
	if v, err := programs[b.Program].probe(ctx, out, b.dir, b.Environ); err != nil || v != b.Version {
		return b.failed(ctx, fmt.Sprintf("It was built, but %s is version %q: %v.", b.Program, v, err), "Report this: it is a fault of Terrace.")
	}
	return nil
}

// run runs go in the module; each line of its output and of its error output is
// handed out as it comes.
func (b *builder) run(ctx context.Context, args []string, out, errs func(string)) error {
	var said tail
	stdout := &lines{log: io.Discard, each: func(l []byte) {
		if out != nil {
			out(string(l))
		}
	}}
	stderr := &lines{log: io.Discard, each: func(l []byte) {
		said.add(l)
		errs(string(l))
	}}
	r, err := run(ctx, Command{Path: b.goTool, Args: args, Dir: b.dir, Env: goEnv(b.Environ, b.Offline)}, stdout, stderr)
	if err == nil && r.ExitCode == 0 {
		return nil
	}
	fix := "See what Go says above. Building needs the Go module proxy, some 3 GB of disk and 2 GB of memory; or install " + b.Name + " itself (" + programs[b.Program].get + ")."
	if b.Offline {
		fix = "Without --offline Go may download what it needs; or install " + b.Name + " itself (" + programs[b.Program].get + ")."
	}
	detail := lastLines(said.String(), 12)
	if err != nil && ctx.Err() == nil {
		detail = err.Error()
	}
	return b.failed(ctx, detail, fix)
}

func (b *builder) failed(ctx context.Context, detail, fix string) error {
	if ctx.Err() != nil {
		return &diag.Finding{Severity: diag.Error, Code: diag.Interrupted, Summary: fmt.Sprintf("The build of %s %s was stopped", b.Name, b.Version),
			Fix: "Run it again: what Go has compiled is kept."}
	}
	return &diag.Finding{Severity: diag.Error, Code: diag.Missing, Summary: fmt.Sprintf("%s %s could not be built", b.Name, b.Version), Detail: detail, Fix: fix}
}

func (b *builder) tell(p Phase, done, total int, now string) {
	b.Config.tell(Progress{Tool: b.Name, Version: b.Version, Phase: p, Done: done, Total: total, Now: now})
}

// lastLines gives the last n lines of a text, without the names of packages
// and modules that went well.
func lastLines(text string, n int) string {
	var keep []string
	for l := range strings.Lines(text) {
		l = strings.TrimRight(l, "\n")
		if strings.Contains(l, " ") && !strings.HasPrefix(l, "go: downloading ") {
			keep = append(keep, l)
		}
	}
	if len(keep) > n {
		keep = keep[len(keep)-n:]
	}
	return strings.Join(keep, "\n")
}

// install gives a folder its final name after what is in it stands on the disk.
func install(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, e := range entries {
		f, err := os.Open(filepath.Join(from, e.Name()))
		if err != nil {
			return err
		}
		err = f.Sync()
		f.Close()
		if err != nil {
			return err
		}
	}
	return os.Rename(from, to)
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
