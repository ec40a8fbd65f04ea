package rehearsal

import (
	"cmp"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/module/origin"
)

// explain turns Terraform's diagnostics into findings that point at the user's
// own files: at the line of the input that feeds the attribute where one does.
func (u *unitRun) explain(ds []engine.Diagnostic) diag.Findings {
	var out diag.Findings
	takenBack := map[string]bool{}
	for _, d := range ds {
		if d.Severity == diag.Warning && d.Summary == "Incomplete lock file information for providers" {
			continue // of the lock in the copy, and of how providers come there
		}
		if strings.Contains(d.Summary, "encountered problems during init") && len(ds) > 1 {
			continue // a headline: the others say what
		}
		if m := expanding.FindStringSubmatch(d.Detail); m != nil && d.Address == "" {
			if d.Address = m[1]; takenBack[d.Address] {
				continue
			}
			takenBack[d.Address] = true
		}
		f := &diag.Finding{Severity: d.Severity, Summary: d.Summary, Detail: strings.TrimSpace(d.Detail), Address: d.Address, Unit: u.name}
		if d.Range != nil {
			at := diag.Pos{File: filepath.Join(u.workDir(), d.Range.File), Line: d.Range.Start.Line, Column: d.Range.Start.Column}
			f.Where = u.inModule(at)
			if from := u.fedBy(d); len(from) > 0 {
				f.Also = append(from[1:], f.Where)
				f.Where = from[0]
			}
		}
		if strings.Contains(d.Summary, "variable") {
			u.byInput(f)
		}
		u.placed(f)
		u.madeUp(f, d.Snippet)
		if lacking := u.lacksProvider(d.Detail); lacking != nil {
			f = lacking
		}
		out = append(out, advise(f))
	}
	return out
}

// madeUp tells where an error may come of an answer that the rehearsal has made up.
func (u *unitRun) madeUp(f *diag.Finding, code *engine.Snippet) {
	if code == nil || f.Severity != diag.Error {
		return
	}
	named := code.Code
	for _, v := range code.Values {
		named += " " + v.Traversal
	}
	for _, m := range dataRe.FindAllStringSubmatch(named, -1) {
		if u.assumed[m[1]] {
			f.Fix = fmt.Sprintf("What %s answers was made up: say what it answers in AWS in a file of fixtures (docs/rehearsal.md shows one; --verbose lists what was made up).", m[0])
			return
		}
	}
}

// dataRe is a data source as an expression names it.
var dataRe = regexp.MustCompile(`\bdata\.(\w+)\.\w+`)

// expanding begins what Terraform says of a plan that the provider itself takes
// back while it is carried out: once for each attribute, the cause first.
var expanding = regexp.MustCompile(`^When expanding the plan for (\S+) to include`)

// notFound is what Terraform says of a provider that it cannot have; its lines
// are broken at any place.
var notFound = regexp.MustCompile(`list\s+of\s+available\s+versions\s+for\s+provider\s+([a-zA-Z0-9_./-]+):`)

// lacksProvider explains that a provider cannot be had; nil where a text does not
// say so.
func (u *unitRun) lacksProvider(text string) *diag.Finding {
	m := notFound.FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	f := &diag.Finding{Severity: diag.Error, Code: diag.Missing, Unit: u.name, Where: u.asked[m[1]],
		Summary: fmt.Sprintf("Provider %s cannot be had", m[1]),
		Detail:  "It needs no cloud and would run for real, but this machine has no binary of it, and it could not be downloaded.",
		Fix:     "Put its binary into a plugin folder of Terraform (~/.terraform.d/plugins/HOST/NAMESPACE/NAME/VERSION/OS_ARCH)."}
	if name := m[1][strings.LastIndexByte(m[1], '/')+1:]; !slices.Contains(harmless, name) {
		f.Detail = "It is allowed to run for real, but this machine has no binary of it, and it could not be downloaded."
	}
	if strings.Contains(strings.Join(strings.Fields(text), " "), "no available releases match") {
		f.Detail = "None of the versions at hand meets the constraint."
	}
	if u.Offline {
		f.Fix += " Or run without --offline."
	}
	return f
}

// fedBy gives the lines of the inputs that feed the place of a diagnostic, the
// one that says most about it first.
func (u *unitRun) fedBy(d engine.Diagnostic) []diag.Pos {
	r := d.Range
	found := origin.New(u.workDir()).Find(origin.Place{File: r.File, Line: r.Start.Line, Column: r.Start.Column,
		EndLine: r.End.Line, EndColumn: r.End.Column, Address: d.Address})
	var out []diag.Pos
	for _, o := range found {
		if p := u.unit.InputPos(append([]string{o.Variable}, o.Path...)...); !p.IsZero() && !slices.Contains(out, u.shown(p)) {
			out = append(out, u.shown(p))
		}
	}
	return out
}

// unsettled says that the second plan was not empty, and why.
func (u *unitRun) unsettled(obs *observation) *diag.Finding {
	c := obs.counts
	var what []string
	for _, x := range []struct {
		n    int
		text string
	}{{c.Create, "create"}, {c.Update, "update"}, {c.Replace, "replace"}, {c.Delete, "delete"}, {c.Drift, "drift"}, {c.Outputs, "output change"}} {
		if x.n > 0 {
			what = append(what, fmt.Sprintf("%d × %s", x.n, x.text))
		}
	}
	detail := "Applied in AWS, it would change something with every run."
	if len(obs.outputs) > 0 {
		detail += " Outputs that change: " + strings.Join(obs.outputs, ", ") + "."
	}
	return &diag.Finding{Severity: diag.Error, Unit: u.name, Where: diag.Pos{File: cmp.Or(u.unit.File, u.unit.Dir)},
		Summary: "The unit does not settle: a second plan is not empty (" + strings.Join(what, ", ") + ")",
		Detail:  detail,
		Fix:     "Look at the resources below: an attribute that another resource or unit also sets, or a value that differs with every plan (a time, a random order)."}
}

var (
	// hclPlace is how HCL names a place in an error of Terragrunt's own.
	hclPlace = regexp.MustCompile(`(\S+\.hcl):(\d+),(\d+)-[\d,]+: ([^;\n]+); ([^\n]+)`)
	// variableName is an input in an error of Terraform about its value.
	variableName = regexp.MustCompile(`TF_VAR_(\w+)|var\.(\w+)|variable "(\w+)"|input variable (\w+)`)
)

// wordless is for a child that failed without a diagnostic: Terragrunt itself,
// or Terraform before it read its own flags.
func (u *unitRun) wordless(res engine.Result) *diag.Finding {
	said := strings.TrimSpace(res.Stderr)
	if f := u.lacksProvider(said); f != nil {
		return f
	}
	f := &diag.Finding{Severity: diag.Error, Unit: u.name, Where: diag.Pos{File: u.unit.File}, Summary: "Terragrunt failed", Detail: said}
	if u.unit.Plain() {
		f.Summary, f.Where.File = "Terraform failed", u.unit.Dir
	}
	if m := hclPlace.FindStringSubmatch(said); m != nil {
		f.Summary, f.Detail, f.Code = m[4], m[5], diag.Config
		f.Where = diag.Pos{File: m[1]}
		f.Where.Line, _ = strconv.Atoi(m[2])
		f.Where.Column, _ = strconv.Atoi(m[3])
		if !filepath.IsAbs(f.Where.File) {
			f.Where.File = filepath.Join(u.tree.To(u.unit.Dir), f.Where.File)
		}
		f.Where = u.shown(f.Where)
		return advise(f)
	}
	if said == "" {
		f.Detail = fmt.Sprintf("It ended with exit code %d and said nothing.", res.ExitCode)
	}
	return advise(f)
}

// early explains that a unit cannot be planned yet, as what it needs has no
// outputs before it is applied; nil where that is not why it failed.
func (u *unitRun) early(f *diag.Finding) *diag.Finding {
	if f.Summary == "Unknown variable" && strings.Contains(f.Detail, `"dependency"`) {
		return u.leftOut(f)
	}
	if u.Mode != PlanOnly || f.Summary != "Unsupported attribute" {
		return nil
	}
	var first []string
	for _, path := range forward(u.runner, u.unit) {
		if d := u.units[path]; d != nil && (d.res.Phase == Blocked || d.res.Applied.Outputs > 0) {
			first = append(first, d.name)
		}
	}
	if len(first) == 0 {
		return nil
	}
	return &diag.Finding{Severity: diag.Note, Where: f.Where, Summary: "Not planned: it needs outputs of " + strings.Join(first, ", ") + ", which come with the apply",
		Fix: "`terrace rehearse` applies what it needs first."}
}

// leftOut explains that a unit reads outputs of units whose exclude blocks leave
// them out, for which Terragrunt has no name at all; nil where it needs none.
func (u *unitRun) leftOut(f *diag.Finding) *diag.Finding {
	var out []string
	for _, path := range forward(u.runner, u.unit) {
		if d := u.units[path]; d != nil && d.res.Phase == Excluded {
			out = append(out, d.name)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return &diag.Finding{Severity: diag.Error, Code: diag.Failed, Unit: u.name, Where: f.Where,
		Summary: "It reads outputs of " + strings.Join(out, ", ") + ", which the exclude block there leaves out",
		Detail:  "A unit that is never applied has no outputs, and Terragrunt stops here.",
		Fix:     "Switch the dependency off where the unit is left out (enabled = …), and read its outputs by try(dependency.NAME.outputs.x, null)."}
}

// byInput points a finding about the value of an input at the input's line.
func (u *unitRun) byInput(f *diag.Finding) {
	m := variableName.FindStringSubmatch(f.Summary + " " + f.Detail)
	if m == nil {
		return
	}
	name := m[1] + m[2] + m[3] + m[4]
	in, ok := u.unit.Inputs[name]
	if !ok && u.unit.Plain() && strings.Contains(f.Summary, "No value for required variable") {
		f.Fix = fmt.Sprintf("Give it in a file terraform.tfvars or *.auto.tfvars beside the module, or as TF_VAR_%[1]s, which terrace.yaml must allow: allow: {env: [TF_VAR_%[1]s]}.", name)
	}
	if ok {
		if !f.Where.IsZero() {
			f.Also = append(f.Also, f.Where)
		}
		f.Where = u.shown(in.Pos)
	}
}

// advices give the next step for what the tools say, by a part of their words.
var advices = []struct{ contains, fix string }{
	{"already exists", ""},
	{"inconsistent final plan", "It would stop here in AWS too, with what comes before it done already. Search the provider's issues for this type: another version may not have the fault, and often a second apply goes through."},
	{"Unsupported argument", "Check the argument's name against the module's or the provider's documentation."},
	{"Unsupported attribute", "The module gives no such output or attribute: check the name against its outputs."},
	{"Incorrect attribute value type", "Give a value of the type that the attribute asks for."},
	{"Invalid value for variable", "Give the input a value that the module's validation accepts."},
	{"Unable to find remote state", "Rehearse the module that keeps its state there first: both then stand in the same cloud."},
	{"No value for required variable", "Give the input in the unit, or in the file it includes."},
	{"Invalid value for input variable", "Give a value of the type that the module declares."},
	{"Invalid index", "Check the key: the collection has no such element."},
}

func advise(f *diag.Finding) *diag.Finding {
	if f.Fix != "" {
		return f
	}
	for _, a := range advices {
		if strings.Contains(f.Summary, a.contains) || strings.Contains(f.Detail, a.contains) {
			f.Fix = a.fix
			break
		}
	}
	return f
}
