package affected

import (
	"iter"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// chains finds the way from a unit to a file that it reads. Includes, modules
// and their calls are told exactly; what functions read is found by the line
// that names the file.
type chains struct {
	read  func(path string) ([]byte, error)
	mu    sync.Mutex
	texts map[string][]string // lines of a file, without comments
}

// limit is how much of a file is searched for a name, in bytes: more is no
// configuration that somebody wrote.
const limit = 1 << 20

func (c *chains) lines(path string) []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if l, ok := c.texts[path]; ok {
		return l
	}
	var out []string
	if text, err := c.read(path); err == nil && len(text) <= limit {
		for line := range strings.Lines(string(text)) {
			if t := strings.TrimSpace(line); strings.HasPrefix(t, "#") || strings.HasPrefix(t, "//") {
				line = ""
			}
			out = append(out, line)
		}
	}
	c.texts[path] = out
	return out
}

// mention gives the first line that names a file by its last part.
func (c *chains) mention(in, file string) (diag.Pos, bool) {
	base := filepath.Base(file)
	for i, line := range c.lines(in) {
		for at := 0; ; {
			n := strings.Index(line[at:], base)
			if n < 0 {
				break
			}
			at += n
			if at > 0 && strings.ContainsRune(`"/}`, rune(line[at-1])) {
				return diag.Pos{File: in, Line: i + 1, Column: at + 1}, true
			}
			at++
		}
	}
	return diag.Pos{}, false
}

// find gives the chain from a unit to a file; nil for the unit's own file. A
// file that nothing names is read without a place.
func (c *chains) find(u *estate.Unit, file string) []Step {
	if file == u.File || u.Plain() && filepath.Dir(file) == u.Dir {
		return nil
	}
	if steps := c.module(u, file); steps != nil {
		return steps
	}
	type node struct {
		file  string
		steps []Step
	}
	seen := map[string]bool{u.File: true}
	for queue := []node{{u.File, nil}}; len(queue) > 0; queue = queue[1:] {
		n := queue[0]
		for next := range c.out(u, n.file) {
			if seen[next.File] {
				continue
			}
			seen[next.File] = true
			steps := append(n.steps[:len(n.steps):len(n.steps)], next)
			if next.File == file {
				return steps
			}
			queue = append(queue, node{next.File, steps})
		}
	}
	return []Step{{Verb: "reads", File: file}}
}

// out gives what one configuration file of a unit includes and then, as long as
// somebody asks, what it names.
func (c *chains) out(u *estate.Unit, from string) iter.Seq[Step] {
	return func(yield func(Step) bool) {
		for _, in := range u.Includes {
			if in.Pos.File == from && !yield(Step{"includes", in.Path, in.Pos}) {
				return
			}
		}
		for _, r := range u.Reads {
			if r == from {
				continue
			}
			if at, ok := c.mention(from, r); ok && !yield(Step{"reads", r, at}) {
				return
			}
		}
	}
}

// module gives the chain to a file of a local module, through the modules that
// call it.
func (c *chains) module(u *estate.Unit, file string) []Step {
	start, local := u.Module()
	if !local || start == u.Dir {
		start = u.Dir
	}
	steps := []Step{}
	if start != u.Dir {
		steps = append(steps, Step{"runs", start, u.Source.Pos})
		if strings.HasPrefix(file, start+string(filepath.Separator)) {
			return steps
		}
	}
	type node struct {
		dir   string
		steps []Step
	}
	seen := map[string]bool{start: true}
	for queue := []node{{start, steps}}; len(queue) > 0; queue = queue[1:] {
		n := queue[0]
		for _, call := range c.calls(u, n.dir) {
			if seen[call.File] {
				continue
			}
			seen[call.File] = true
			steps := append(n.steps[:len(n.steps):len(n.steps)], call)
			if strings.HasPrefix(file, call.File+string(filepath.Separator)) {
				return steps
			}
			queue = append(queue, node{call.File, steps})
		}
	}
	return nil
}

var localSource = regexp.MustCompile(`^\s*source\s*=\s*"(\.\.?/[^"$]*)"`)

// calls gives the local modules that the Terraform files of a folder call.
func (c *chains) calls(u *estate.Unit, dir string) (out []Step) {
	for _, f := range u.Reads {
		if filepath.Dir(f) != dir || !strings.HasSuffix(f, ".tf") && !strings.HasSuffix(f, ".tofu") {
			continue
		}
		for i, line := range c.lines(f) {
			if m := localSource.FindStringSubmatchIndex(line); m != nil {
				out = append(out, Step{"calls", filepath.Join(dir, line[m[2]:m[3]]), diag.Pos{File: f, Line: i + 1, Column: m[2]}})
			}
		}
	}
	return out
}
