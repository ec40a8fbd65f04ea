package estate

import (
	"path/filepath"
	"testing"

	"github.com/zclconf/go-cty/cty"
)

func TestOutputs(t *testing.T) {
	t.Parallel()
	top := small(t)
	writeTo(t, top, map[string]string{"infrastructure/dev/b/terragrunt.hcl": dep("../a") +
		"inputs = {\n  id = dependency.d0.outputs.id\n  more = [dependency.d0.outputs.missing, 1]\n  kept = try(dependency.d0.outputs.missing, \"kept\")\n}\n"})
	asked := ""
	e := load(t, filepath.Join(top, "infrastructure/dev/b"), Options{Outputs: func(dir string) (cty.Value, bool) {
		asked = dir
		return cty.ObjectVal(map[string]cty.Value{"id": cty.StringVal("i-1")}), true
	}})
	b := e.Unit("dev/b")
	same(t, "asked for", asked, filepath.Join(top, "infrastructure/dev/a"))
	same(t, "findings: a missing output is not judged here", b.Findings.Err(), nil)
	same(t, "id", b.Inputs["id"].Value.AsString(), "i-1")
	same(t, "kept", b.Inputs["kept"].Value.AsString(), "kept")
	if v := b.Inputs["more"].Value; v.IsWhollyKnown() {
		t.Errorf("more = %#v, want unknown parts", v)
	}
	unknown := load(t, filepath.Join(top, "infrastructure/dev/b"), Options{}).Unit("dev/b")
	if v := unknown.Inputs["more"].Value; !v.IsKnown() || v.IsWhollyKnown() {
		t.Errorf("more = %#v, want a known list with unknown parts", v)
	}
}

// TestOutputTypes types outputs by the contract of the module that the other
// unit runs, as far as an include of its own tells which.
func TestOutputTypes(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{
		"root.hcl":         "terraform {\n  source = \"tfr:///acme/x/aws?version=${local.v}\"\n}\nlocals {\n  v = \"1.2.3\"\n}\n",
		"a/terragrunt.hcl": includesRoot,
		"b/terragrunt.hcl": includesRoot + "dependency \"a\" {\n  config_path = \"../a\"\n}\ninputs = {\n  id = dependency.a.outputs.id\n  ids = [for x in dependency.a.outputs.ids : upper(x)]\n" +
			"  none = try(dependency.a.outputs.none, \"none\")\n}\n",
	})
	o := Options{OutputTypes: func(unit, source string) (map[string]cty.Type, bool) {
		same(t, "source", source, "tfr:///acme/x/aws?version=1.2.3")
		same(t, "unit", unit, filepath.Join(dir, "a"))
		return map[string]cty.Type{"id": cty.String, "ids": cty.List(cty.String)}, true
	}}
	b := load(t, dir, o).Unit("b")
	same(t, "findings", b.Findings.Err(), nil)
	if v := b.Inputs["id"].Value; v.IsKnown() || v.Type() != cty.String {
		t.Errorf("id = %#v", v)
	}
	same(t, "what no contract names", b.Inputs["none"].Value.AsString(), "none")
}

// TestOutputTypesThatNobodyKnows carries outputs as unknown where only a run can
// tell the module, and where more than the module gives outputs.
func TestOutputTypesThatNobodyKnows(t *testing.T) {
	t.Parallel()
	const source = "terraform {\n  source = \"tfr:///acme/x/aws?version=1.0.0\"\n}\n"
	on := func(name string) string {
		return source + "dependency \"d\" {\n  config_path = \"../" + name + "\"\n}\ninputs = {\n  x = try(dependency.d.outputs.none, \"none\")\n}\n"
	}
	dir := write(t, map[string]string{
		"root.hcl":           "",
		"run/terragrunt.hcl": "terraform {\n  source = run_cmd(\"which\")\n}\n", "on-run/terragrunt.hcl": on("run"),
		"made/terragrunt.hcl": source + "generate \"o\" {\n  path      = \"o.tf\"\n  if_exists = \"overwrite\"\n  contents  = \"output \\\"none\\\" {}\"\n}\n", "on-made/terragrunt.hcl": on("made"),
		"ring/terragrunt.hcl": on("gnir"), "gnir/terragrunt.hcl": on("ring"),
		"plain/terragrunt.hcl": source, "on-plain/terragrunt.hcl": on("plain"),
		"unheard/terragrunt.hcl": "terraform {\n  source = \"tfr:///acme/unheard/aws?version=1.0.0\"\n}\n", "on-unheard/terragrunt.hcl": on("unheard"),
	})
	e := load(t, dir, Options{OutputTypes: func(_, source string) (map[string]cty.Type, bool) {
		return map[string]cty.Type{"id": cty.String}, source == "tfr:///acme/x/aws?version=1.0.0"
	}})
	for name, known := range map[string]bool{"on-run": false, "on-made": false, "on-unheard": false, "on-plain": true} {
		if v := e.Unit(name).Inputs["x"].Value; v.IsKnown() != known {
			t.Errorf("%s: %#v", name, v)
		}
	}
	for _, name := range []string{"ring", "gnir"} {
		if e.Unit(name) == nil {
			t.Errorf("%s is lost", name)
		}
	}
}

func TestInputsThatOnlyARunCanTell(t *testing.T) {
	t.Parallel()
	top := small(t)
	writeTo(t, top, map[string]string{"infrastructure/dev/b/terragrunt.hcl": dep("../a") +
		"inputs = merge({ early = 1 }, dependency.d0.outputs.more, { late = 2 })\n"})
	b := load(t, filepath.Join(top, "infrastructure/dev/b"), Options{}).Unit("dev/b")
	same(t, "unknown", b.InputsUnknown, true)
	same(t, "late", b.Inputs["late"].Value.RawEquals(cty.NumberIntVal(2)), true)
	if b.Inputs["early"].Value.IsKnown() {
		t.Error("early may be overridden, and is known")
	}
}
