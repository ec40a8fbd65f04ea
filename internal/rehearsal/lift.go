package rehearsal

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// lift takes the protection against destroying out of the copy of the estate:
// prevent_destroy, exclude blocks that refuse destroy, and `protected = true`
// among locals. The user's own files stay as they are. It gives a note that
// names the files where that made a difference.
func (r *runner) lift() ([]string, error) {
	files := map[string]bool{} // whether a unit that reads it would refuse
	for _, u := range r.Units {
		for _, f := range append([]string{u.File}, u.Reads...) {
			if strings.HasSuffix(f, ".hcl") && below(f, r.Top) {
				files[f] = files[f] || refuses(u)
			}
		}
	}
	var lifted []string
	for f, refused := range files {
		path := r.tree.To(f)
		src, err := os.ReadFile(path)
		if err != nil {
			continue // not part of the copy
		}
		out, did := unprotect(src, path)
		if !did {
			continue
		}
		if err := os.WriteFile(path, out, 0o600); err != nil {
			return nil, err
		}
		if rel, _ := filepath.Rel(r.Top, f); refused {
			lifted = append(lifted, rel)
		}
	}
	if len(lifted) == 0 {
		return nil, nil
	}
	sort.Strings(lifted)
	return []string{fmt.Sprintf("Protection against destroying was lifted, in the copy only: %s.", strings.Join(lifted, ", "))}, nil
}

// refuses tells whether a unit would not let itself be destroyed.
func refuses(u *estate.Unit) bool {
	x := u.Exclude
	return u.PreventDestroy || x.Unknown || x.If && slices.Contains(x.Actions, "destroy")
}

func unprotect(src []byte, name string) ([]byte, bool) {
	f, diags := hclwrite.ParseConfig(src, name, hcl.InitialPos)
	if diags.HasErrors() {
		return src, false
	}
	did := false
	if f.Body().RemoveAttribute("prevent_destroy") != nil {
		did = true
	}
	for _, b := range f.Body().Blocks() {
		switch b.Type() {
		case "exclude":
			if a := b.Body().GetAttribute("actions"); a != nil && strings.Contains(string(a.Expr().BuildTokens(nil).Bytes()), `"destroy"`) {
				did = f.Body().RemoveBlock(b) || did
			}
		case "locals":
			a := b.Body().GetAttribute("protected")
			if a != nil && strings.TrimSpace(string(a.Expr().BuildTokens(nil).Bytes())) == "true" {
				b.Body().SetAttributeRaw("protected", hclwrite.TokensForIdentifier("false"))
				did = true
			}
		}
	}
	return f.Bytes(), did
}
