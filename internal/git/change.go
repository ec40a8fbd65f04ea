package git

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
)

// Kind is what happened to a file.
type Kind string

// The kinds of change.
const (
	Added    Kind = "added"
	Modified Kind = "modified"
	Deleted  Kind = "deleted"
	Mode     Kind = "mode" // only its permissions, or whether it is executable
	Type     Kind = "type" // it became a link, a file, a submodule, or is none any more
)

// Change is one file that differs.
type Change struct {
	Path      string // from the top of the repository, with slashes
	Kind      Kind
	Submodule bool   // it is the commit of a submodule
	Untracked bool   // git does not follow it yet
	Was       string // id of its content before; "" for an added one
}

// Changes gives the files that differ from a commit, sorted by path: in another
// commit, or for head "" in the work tree with what is not committed, what is
// not tracked and not ignored included. Renames are a deletion and an addition.
func (r *Repo) Changes(ctx context.Context, base, head string) ([]Change, error) {
	if head != "" {
		out, err := r.ask(ctx, "diff-tree", "-r", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-commit-id", "--end-of-options", base, head)
		if err != nil {
			return nil, err
		}
		return ParseRaw(out)
	}
	// Unlike its plumbing, `git diff` compares contents where times differ, and
	// with GIT_OPTIONAL_LOCKS=0 writes nothing down.
	out, err := r.ask(ctx, "diff", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-relative", "--no-ext-diff", "--no-textconv",
		"--no-color", "--ignore-submodules=none", "--end-of-options", base, "--")
	if err != nil {
		return nil, err
	}
	changes, err := ParseRaw(out)
	if err != nil {
		return nil, err
	}
	others, err := r.ask(ctx, "ls-files", "-z", "--others", "--exclude-standard")
	if err != nil {
		return nil, err
	}
	return join(changes, names(others)), nil
}

// join adds files that git does not track. One that was deleted from the index
// only is still there.
func join(changes []Change, untracked []string) []Change {
	at := make(map[string]int, len(changes))
	for i, c := range changes {
		at[c.Path] = i
	}
	for _, p := range untracked {
		if i, ok := at[p]; ok {
			changes[i].Kind, changes[i].Untracked = Modified, true
			continue
		}
		changes = append(changes, Change{Path: p, Kind: Added, Untracked: true})
	}
	slices.SortFunc(changes, func(a, b Change) int { return cmp.Compare(a.Path, b.Path) })
	return changes
}

func names(list []byte) (out []string) {
	for n := range bytes.SplitSeq(list, []byte{0}) {
		if len(n) > 0 {
			out = append(out, string(n))
		}
	}
	return out
}

// Tracked tells which files git follows or would follow: in the index of the
// work tree, and untracked but not ignored.
func (r *Repo) Tracked(ctx context.Context) (map[string]bool, error) {
	out, err := r.ask(ctx, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	if err != nil {
		return nil, err
	}
	all := names(out)
	set := make(map[string]bool, len(all))
	for _, n := range all {
		set[n] = true
	}
	return set, nil
}

// kinds are git's letters.
var kinds = map[byte]Kind{'A': Added, 'M': Modified, 'D': Deleted, 'T': Type, 'U': Modified}

const submodule = "160000"

// ParseRaw reads `git diff --raw -z`: ":MODE MODE ID ID LETTER" NUL PATH NUL.
func ParseRaw(out []byte) ([]Change, error) {
	fields := bytes.Split(bytes.TrimSuffix(out, []byte{0}), []byte{0})
	if len(out) == 0 {
		return nil, nil
	}
	var changes []Change
	for ; len(fields) >= 2; fields = fields[2:] {
		f := strings.Fields(string(fields[0]))
		if len(f) != 5 || !strings.HasPrefix(f[0], ":") || len(fields[1]) == 0 {
			return nil, fmt.Errorf("git diff --raw: %q is not understood", fields[0])
		}
		kind, ok := kinds[f[4][0]]
		if !ok {
			return nil, fmt.Errorf("git diff --raw: %q is not understood", fields[0])
		}
		c := Change{Path: string(fields[1]), Kind: kind, Submodule: f[0] == ":"+submodule || f[1] == submodule}
		if kind != Added {
			c.Was = f[2]
		}
		if kind == Modified && f[2] == f[3] && !c.Submodule {
			c.Kind = Mode
		}
		if n := len(changes); n > 0 && changes[n-1].Path == c.Path { // a conflict is told twice
			changes[n-1].Kind = Modified
			continue
		}
		changes = append(changes, c)
	}
	if len(fields) > 0 {
		return nil, fmt.Errorf("git diff --raw: the answer is cut off at %q", fields[0])
	}
	return changes, nil
}

// Links gives the symbolic links of a commit and of another commit or, for head
// "", of the index of the work tree: what each says, by its path.
func (r *Repo) Links(ctx context.Context, base, head string) (map[string]string, error) {
	trees := [][]string{{"ls-tree", "-r", "-z", "--full-tree", base}}
	if head != "" {
		trees = append(trees, []string{"ls-tree", "-r", "-z", "--full-tree", head})
	} else {
		trees = append(trees, []string{"ls-files", "-s", "-z"})
	}
	ids := map[string]string{}
	for _, args := range trees {
		out, err := r.ask(ctx, args...)
		if err != nil {
			return nil, err
		}
		for _, line := range names(out) { // MODE TYPE ID TAB PATH, or MODE ID STAGE TAB PATH
			if head, p, ok := strings.Cut(line, "\t"); ok && strings.HasPrefix(head, "120000 ") {
				f := strings.Fields(head)
				ids[p] = f[1]
				if f[1] == "blob" {
					ids[p] = f[2]
				}
			}
		}
	}
	links := make(map[string]string, len(ids))
	for p, id := range ids {
		out, err := r.ask(ctx, "cat-file", "blob", id)
		if err != nil {
			return nil, err
		}
		links[p] = string(out)
	}
	return links, nil
}
