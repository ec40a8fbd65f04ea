package docs

import (
	"maps"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/estate/eval"
)

// functions lists the functions of configuration by where they come from.
func functions(*platform, []string) (string, error) {
	by := map[string][]string{}
	for _, f := range eval.Functions() {
		by[f.Source] = append(by[f.Source], "`"+f.Name+"`")
	}
	t := newTable("source", "functions")
	for _, source := range slices.Sorted(maps.Keys(by)) {
		t.row(source, strings.Join(by[source], " "))
	}
	return t.String(), nil
}
