package eval

import (
	"errors"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

// remedies is what to do about the errors that evaluating gives, by the start
// of HCL's summary.
var remedies = []struct{ summary, fix string }{
	{"Unknown variable", "Terragrunt has local, dependency, include, feature and values, each only where it is declared."},
	{"Unsupported attribute", "Declare the name where it is looked up, or correct it; try(…, default) where it may be missing."},
	{"Invalid index", "Correct the key or index; try(…, default) where it may be missing."},
	{"Invalid function argument", "Correct the arguments of the call."},
	{"Not enough function arguments", "Add the missing arguments."},
	{"Too many function arguments", "Remove the arguments that are too many."},
}

// fromHCL turns diagnostics of evaluating into findings with a remedy.
func fromHCL(ds hcl.Diagnostics) diag.Findings {
	out := diag.FromHCL(ds, diag.Config)
	for i, f := range out {
		if name(ds[i], f) {
			continue
		}
		f.Fix = "Correct the expression."
		for _, r := range remedies {
			if strings.HasPrefix(f.Summary, r.summary) {
				f.Fix = r.fix
			}
		}
	}
	return out
}

// absent is what stands behind the roots of names, and what to do about a name
// that is not there.
var absent = map[string]struct{ what, fix string }{
	"local":      {"local", "Declare it in locals of this file, or correct the name; locals of other files are not seen."},
	"include":    {"include", "Add the include block, with expose = true, or correct the name."},
	"dependency": {"dependency", "Add the dependency block, or correct the name."},
	"feature":    {"feature", "Add the feature block, or correct the name."},
	"values":     {"value", "Add it to terragrunt.values.hcl, or correct the name."},
}

// name rewords a finding about a local, include and so on that is not there.
func name(d *hcl.Diagnostic, f *diag.Finding) bool {
	if call, ok := hcl.DiagnosticExtra[hclsyntax.FunctionCallUnknownDiagExtra](d); ok {
		n := call.CalledFunctionName()
		f.Summary, f.Detail = "there is no function "+strconv.Quote(n), ""
		f.Fix = "Use a function of Terragrunt or of Terraform up to 0.15; Terragrunt knows no newer ones." + didYouMean(n, functionNames())
		return true
	}
	if call, ok := hcl.DiagnosticExtra[hclsyntax.FunctionCallDiagExtra](d); ok && call.FunctionCallError() != nil {
		said := call.FunctionCallError().Error()
		if strings.HasPrefix(said, "panic in function implementation") { // of the library, as of log(0, 0); what follows is for its authors
			said = "it has no answer for these arguments"
		}
		f.Summary, f.Detail = call.CalledFunctionName()+" fails: "+strings.ReplaceAll(said, "\n", " "), ""
		f.Fix = "Correct the arguments of the call; try(…, default) where it may fail."
		var variable noVariable
		if errors.As(call.FunctionCallError(), &variable) {
			f.Fix = variable.remedy()
		}
		return true
	}
	if d.Expression == nil || d.EvalContext == nil || d.Subject == nil {
		return false
	}
	for _, t := range d.Expression.Variables() {
		a, ok := absent[t.RootName()]
		n := attrName(t, 1)
		if !ok || n == "" || !within(*d.Subject, t.SourceRange()) {
			continue
		}
		root, ds := t[:1].TraverseAbs(d.EvalContext)
		switch {
		case ds.HasErrors():
			f.Summary, f.Detail, f.Fix = "there is no "+a.what+" here: "+n, "", a.fix
			return true
		case isObject(root) && root.Type().IsObjectType() && !root.Type().HasAttribute(n):
			f.Summary, f.Detail, f.Fix = "there is no "+a.what+" "+strconv.Quote(n), "", a.fix+didYouMean(n, keys(root.Type().AttributeTypes()))
			return true
		case t.RootName() == "dependency" && attrName(t, 2) == "outputs":
			if v, ds := t[:2].TraverseAbs(d.EvalContext); !ds.HasErrors() && v.Type().IsObjectType() && !v.Type().HasAttribute("outputs") {
				f.Summary, f.Detail = "dependency "+strconv.Quote(n)+" has no outputs", "It is switched off, or its outputs are skipped, and it has no mocks."
				f.Fix = "Write try(dependency." + n + ".outputs.NAME, null)."
				return true
			}
		}
	}
	return false
}

// judged tells whether a diagnostic is ours to report. An output that the
// known outputs of a dependency lack is not: whoever compares modules does so
// with the module at hand.
func judged(d *hcl.Diagnostic) bool {
	if d.Expression == nil || d.EvalContext == nil {
		return true
	}
	for _, t := range d.Expression.Variables() {
		if len(t) < 4 || t.RootName() != "dependency" || d.Subject == nil || !within(*d.Subject, t.SourceRange()) {
			continue
		}
		out, ok := t[2].(hcl.TraverseAttr)
		if !ok || out.Name != "outputs" {
			continue
		}
		if v, ds := t[:3].TraverseAbs(d.EvalContext); !ds.HasErrors() && v != cty.NilVal {
			return false
		}
	}
	return true
}

func within(in, out hcl.Range) bool {
	return in.Filename == out.Filename && in.Start.Byte >= out.Start.Byte && in.End.Byte <= out.End.Byte
}
