package docs

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"go.yaml.in/yaml/v3"

	"github.com/terrace-cloud/terrace/internal/estate"
)

// table is a Markdown table; a row's cells are joined as they are.
type table struct{ strings.Builder }

func newTable(heads ...string) *table {
	t := &table{}
	t.row(heads...)
	t.row(slices.Repeat([]string{"---"}, len(heads))...)
	return t
}

func (t *table) row(cells ...string) {
	fmt.Fprintf(t, "| %s |\n", strings.Join(cells, " | "))
}

// units lists the units of a layer, each place once: its module, and where it stands.
func units(p *platform, words []string) (string, error) {
	by := map[string][]*unit{}
	for _, u := range p.those(func(u *unit) bool { return u.Layer == words[0] }) {
		by[u.short()] = append(by[u.short()], u)
	}
	t := newTable("unit", "stands in", "module", "left out in")
	for _, name := range slices.Sorted(maps.Keys(by)) {
		var where, out []string
		for _, u := range by[name] {
			at := map[string]string{primary: "each region", second: "each region"}[u.Region]
			if at = cmp.Or(at, u.Environment); u.Region == global && at != "management" {
				at = global
			}
			if !slices.Contains(where, at) {
				where = append(where, at)
			}
			if !u.stands() {
				out = append(out, u.Environment+" "+u.Region)
			}
		}
		t.row(code(name), strings.Join(where, ", "), p.source(by[name][0]), strings.Join(shorten(out), "; "))
	}
	return t.String(), nil
}

// shorten gathers "dev global", "dev ap-southeast-1" by environment, and an
// environment's regions where all have it.
func shorten(all []string) (out []string) {
	by := map[string][]string{}
	for _, s := range all {
		env, region, _ := strings.Cut(s, " ")
		by[env] = append(by[env], region)
	}
	for _, env := range environments {
		switch r := by[env]; {
		case len(r) == 0:
		case slices.Equal(r, []string{global}) || len(r) == 2:
			out = append(out, env)
		default:
			out = append(out, env+" ("+strings.Join(r, ", ")+")")
		}
	}
	return out
}

// waves lists what is applied after what, in an environment.
func waves(p *platform, words []string) (string, error) {
	var in []*estate.Unit
	for _, u := range p.those(func(u *unit) bool { return u.Environment == words[0] && u.stands() }) {
		in = append(in, u.Unit)
	}
	found, rings := p.Waves(in)
	if len(rings) > 0 {
		return "", rings[0]
	}
	t := newTable("wave", "units", "both regions", primary, second, global)
	for i, wave := range found {
		at := map[string][]string{}
		for _, e := range wave {
			u := p.byPath[e.Path]
			at[u.Region] = append(at[u.Region], u.short())
		}
		both := slices.DeleteFunc(slices.Clone(at[primary]), func(s string) bool { return !slices.Contains(at[second], s) })
		alone := func(region string) string {
			return strings.Join(slices.DeleteFunc(at[region], func(s string) bool { return slices.Contains(both, s) }), "<br>")
		}
		t.row(fmt.Sprint(i+1), fmt.Sprint(len(wave)), strings.Join(both, "<br>"), alone(primary), alone(second), strings.Join(at[global], "<br>"))
	}
	return t.String(), nil
}

// standing counts the units that stand, by environment and region.
func standing(p *platform, _ []string) (string, error) {
	t := newTable("environment", primary, second, global, "stand", "left out")
	for _, env := range append(slices.Clone(environments), "management") {
		count, out, all := map[string]int{}, 0, 0
		for _, u := range p.those(func(u *unit) bool { return u.Environment == env }) {
			if u.stands() {
				count[u.Region]++
				all++
			} else {
				out++
			}
		}
		t.row(env, fmt.Sprint(count[primary]), fmt.Sprint(count[second]), fmt.Sprint(count[global]), fmt.Sprint(all), fmt.Sprint(out))
	}
	return t.String(), nil
}

// alerts lists alerts.yaml.
func alerts(*platform, []string) (string, error) {
	b, err := os.ReadFile(root + "/alerts.yaml")
	if err != nil {
		return "", err
	}
	var file struct {
		Alerts []struct {
			Name, Metric, Severity, Runbook string
			Threshold                       float64
			Period                          int
			EvaluationPeriods               int `yaml:"evaluationPeriods"`
			Below, Rollback                 bool
			Environments                    map[string]map[string]any
		}
	}
	if err := yaml.Unmarshal(b, &file); err != nil {
		return "", err
	}
	t := newTable("alert", "rings when", "for", "severity", "runbook", "differs")
	for _, a := range file.Alerts {
		var differs []string
		for _, env := range slices.Sorted(maps.Keys(a.Environments)) {
			for _, key := range slices.Sorted(maps.Keys(a.Environments[env])) {
				differs = append(differs, fmt.Sprintf("%s: %s %v", env, key, a.Environments[env][key]))
			}
		}
		severity := a.Severity
		if a.Rollback {
			severity += ", takes a release back"
		}
		t.row(code(a.Name), fmt.Sprintf("%s %s %v", code(a.Metric), map[bool]string{false: ">", true: "<"}[a.Below], a.Threshold),
			fmt.Sprintf("%d × %d s", a.EvaluationPeriods, a.Period), severity,
			fmt.Sprintf("[%s](../../infrastructure/runbooks/%s.md)", a.Runbook, a.Runbook), strings.Join(differs, "; "))
	}
	return t.String(), nil
}

func code(s string) string { return "`" + s + "`" }

// settings lists values of the environments' env.hcl beside one another: words
// are names of locals, with dots into objects.
func settings(p *platform, words []string) (string, error) {
	t := newTable(append([]string{"in `env.hcl`"}, environments...)...)
	for _, path := range words {
		cells := []string{code(path)}
		for _, env := range environments {
			v := p.env[env]
			for key := range strings.SplitSeq(path, ".") {
				if v.Type().IsObjectType() && v.Type().HasAttribute(key) {
					v = v.GetAttr(key)
				} else { // one has it and another does not
					v = cty.NilVal
					break
				}
			}
			cells = append(cells, cell(v))
		}
		if len(slices.Compact(slices.Clone(cells[1:]))) == 1 && cells[1] == "-" {
			return "", fmt.Errorf("no env.hcl has %s", path)
		}
		t.row(cells...)
	}
	return t.String(), nil
}

// cell writes a value into a cell of a table.
func cell(v cty.Value) string {
	switch {
	case v == cty.NilVal:
		return "-"
	case v.IsNull():
		return "null"
	case v.CanIterateElements() && v.LengthInt() == 0:
		return "none"
	case v.CanIterateElements():
		var out []string
		for key, e := range v.Elements() {
			if text := cell(e); v.Type().IsObjectType() {
				out = append(out, key.AsString()+" "+text)
			} else {
				out = append(out, text)
			}
		}
		return strings.Join(out, ", ")
	}
	text, err := convert.Convert(v, cty.String)
	if err != nil {
		return "?"
	}
	return strings.ReplaceAll(text.AsString(), "|", `\|`)
}
