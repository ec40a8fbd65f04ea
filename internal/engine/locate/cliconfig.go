package locate

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// readCLIConfig gives the mirrors and the cache that a CLI configuration names.
// The file is TF_CLI_CONFIG_FILE's, else the user's own; one that cannot be
// read is told, for Terraform itself does no more about it.
// Source: https://developer.hashicorp.com/terraform/cli/config/config-file
func readCLIConfig(o Options) ([]place, diag.Findings) {
	file, named := o.Env("TF_CLI_CONFIG_FILE"), true
	if file == "" {
		file, named = userConfig(o), false
	}
	if file == "" {
		return nil, nil
	}
	text, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist) && named:
		return nil, diag.Findings{{Severity: diag.Note, Summary: "TF_CLI_CONFIG_FILE names a file that does not exist",
			Detail: "Terrace goes on without it.", Fix: "Unset the variable, or create the file.", Where: diag.Pos{File: file}}}
	case err != nil:
		return nil, diag.Findings{{Severity: diag.Note, Summary: "The CLI configuration cannot be read", Detail: err.Error(), Where: diag.Pos{File: file}}}
	}
	places, ds := parseCLIConfig(file, text, o.Env)
	var notes diag.Findings
	if ds.HasErrors() {
		notes = diag.FromHCL(ds[:1], diag.OK)
		notes[0].Severity = diag.Note
		notes[0].Summary = "Not all of the CLI configuration can be read: " + notes[0].Summary
	}
	return places, notes
}

// userConfig gives the first configuration file that is there.
func userConfig(o Options) string {
	for _, f := range []string{
		filepath.Join(o.Home, ".terraformrc"),
		filepath.Join(o.Home, ".tofurc"),
		filepath.Join(or(o.Env("XDG_CONFIG_HOME"), filepath.Join(o.Home, ".config")), "opentofu", "tofurc"),
	} {
		if _, err := os.Stat(f); err == nil && filepath.IsAbs(f) { // without a home: none
			return f
		}
	}
	return ""
}

var (
	cliSchema = &hcl.BodySchema{
		Attributes: []hcl.AttributeSchema{{Name: "plugin_cache_dir"}},
		Blocks:     []hcl.BlockHeaderSchema{{Type: "provider_installation"}},
	}
	installationSchema = &hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{{Type: "filesystem_mirror"}}}
	mirrorSchema       = &hcl.BodySchema{Attributes: []hcl.AttributeSchema{{Name: "path"}}}
)

// parseCLIConfig reads what it can: Terraform reads the file with an older
// HCL, which allows a little more than this one.
func parseCLIConfig(file string, text []byte, env func(string) string) ([]place, hcl.Diagnostics) {
	p := hclparse.NewParser()
	parse := p.ParseHCL
	if filepath.Ext(file) == ".json" {
		parse = p.ParseJSON
	}
	f, ds := parse(text, file)
	if f == nil || f.Body == nil {
		return nil, ds
	}
	var all []place
	content, _, _ := f.Body.PartialContent(cliSchema)
	add := func(c *hcl.BodyContent, attribute, from string, cache bool) {
		a, ok := c.Attributes[attribute]
		if !ok {
			return
		}
		v, d := a.Expr.Value(nil)
		ds = append(ds, d...)
		if d.HasErrors() || v.IsNull() || v.Type().FriendlyName() != "string" {
			return
		}
		all = append(all, place{os.Expand(v.AsString(), env), from, cache})
	}
	add(content, "plugin_cache_dir", "plugin_cache_dir of "+filepath.Base(file), true)
	for _, b := range content.Blocks {
		inside, _, _ := b.Body.PartialContent(installationSchema)
		for _, m := range inside.Blocks {
			mirror, _, _ := m.Body.PartialContent(mirrorSchema)
			add(mirror, "path", "filesystem_mirror of "+filepath.Base(file), false)
		}
	}
	return all, ds
}
