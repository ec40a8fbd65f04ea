package docs

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

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
	t := newTable("unit", "stands in", "module", "left out in")
	for _, place := range p.places(words[0]) {
		var where, out []string
		var any *unit
		for _, u := range p.those(func(u *unit) bool { return u.place() == place }) {
			any = u
			if !slices.Contains(where, u.region) {
				where = append(where, u.region)
			}
			if !u.stands() {
				out = append(out, u.env+" "+u.region)
			}
		}
		t.row(code(place), in(any.env, where), any.source(), strings.Join(shorten(out), "; "))
	}
	return t.String(), nil
}

// places gives what a layer has, each once.
func (p *platform) places(layer string) (out []string) {
	for _, u := range p.those(func(u *unit) bool { return u.layer == layer }) {
		if !slices.Contains(out, u.place()) {
			out = append(out, u.place())
		}
	}
	slices.Sort(out)
	return out
}

// in says where a unit stands, in words.
func in(env string, regions []string) string {
	var out []string
	if slices.Contains(regions, primary) {
		out = append(out, "each region")
	}
	if slices.Contains(regions, global) {
		out = append(out, map[bool]string{true: "management", false: global}[env == "management"])
	}
	return strings.Join(out, ", ")
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
	for _, u := range p.those(func(u *unit) bool { return u.env == words[0] && u.stands() }) {
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
			at[u.region] = append(at[u.region], u.place())
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
		for _, u := range p.those(func(u *unit) bool { return u.env == env }) {
			if u.stands() {
				count[u.region]++
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

// byPlace sorts units as they are read: by layer, then name.
func byPlace(a, b *unit) int {
	return cmp.Or(cmp.Compare(a.layer, b.layer), cmp.Compare(a.name, b.name), cmp.Compare(a.region, b.region))
}
