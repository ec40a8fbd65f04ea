package rehearsal

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/engine"
)

// generate has Terragrunt write the units of stacks into the copy, as they are
// rarely kept in a repository. A stack inside of another comes with that.
func (r *runner) generate(ctx context.Context) error {
	var files []diag.Pos
	inside := string(filepath.Separator) + ".terragrunt-stack" + string(filepath.Separator)
	for _, u := range r.Units {
		if u.Generated == nil {
			continue
		}
		file, _, nested := strings.Cut(u.Dir, inside) // the folder of the outermost stack file
		if !nested {
			file = filepath.Dir(u.Generated.Block.File)
		}
		at := diag.Pos{File: filepath.Join(file, "terragrunt.stack.hcl")}
		if !slices.Contains(files, at) {
			files = append(files, at)
		}
	}
	var out diag.Findings
	for _, at := range files {
		dir := r.tree.To(filepath.Dir(at.File))
		res, err := engine.Run(ctx, engine.Command{Path: r.Tools.Terragrunt.Path, Args: []string{"stack", "generate", "--working-dir", dir}, Dir: dir, Env: r.environment(nobody, false)})
		if err != nil {
			return err
		}
		if res.ExitCode != 0 {
			out = append(out, &diag.Finding{Severity: diag.Error, Code: diag.Config, Where: at, Summary: "Terragrunt cannot generate this stack",
				Detail: strings.ReplaceAll(strings.TrimSpace(res.Stderr), r.tree.Dir, r.tree.Source),
				Fix:    fmt.Sprintf("Mend what it says; `terragrunt stack generate` in %s says the same.", filepath.Dir(at.File))})
		}
	}
	return out.Err()
}
