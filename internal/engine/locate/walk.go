package locate

import (
	"context"
	"os"
	"path/filepath"
	"time"
)

// walk looks for folders of one name, level by level, within bounds: it must
// not keep anybody waiting on a large disk or a slow share.
type walk struct {
	want  string          // name of the folder
	depth int             // levels below the root
	most  int             // ends after so many
	skip  map[string]bool // names not to go into
}

// longestWalk bounds one walk in time.
const longestWalk = 2 * time.Second

var skipInRepository = map[string]bool{".git": true, ".terrace": true, "node_modules": true}

var skipInSystem = map[string]bool{
	".git": true, ".terrace": true, "node_modules": true, ".terragrunt-cache": true, ".npm": true, ".cargo": true, ".rustup": true,
	"Library": true, "site-packages": true, "go-build": true, "mod": true, "doc": true, "locale": true, "man": true, "icons": true,
}

// find gives the folders in the order in which they are met. Links are not
// followed, and what it found is not gone into.
func (w walk) find(ctx context.Context, roots []string) []string {
	ctx, cancel := context.WithTimeout(ctx, longestWalk)
	defer cancel()
	var found []string
	level := roots
	for range w.depth {
		var next []string
		for _, dir := range level {
			if ctx.Err() != nil {
				return found
			}
			entries, _ := os.ReadDir(dir)
			for _, e := range entries {
				path := filepath.Join(dir, e.Name())
				switch {
				case !e.IsDir() || w.skip[e.Name()]:
				case e.Name() == w.want:
					if found = append(found, path); len(found) == w.most {
						return found
					}
				default:
					next = append(next, path)
				}
			}
		}
		level = next
	}
	return found
}
