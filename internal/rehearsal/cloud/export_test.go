package cloud

import "strings"

// TableRow is a row of a table with the attributes that it names, alternatives
// as "a/b".
type TableRow struct {
	Table, Type string
	Attrs       []string
}

// TableRows gives the rows of all tables of types.
func TableRows() (out []TableRow) {
	attrs := func(cols ...string) (names []string) {
		for _, col := range cols {
			for _, a := range strings.Split(col, ",") {
				if a == "" || a[0] == '=' {
					continue
				}
				names = append(names, strings.Trim(a, "~@?"))
			}
		}
		return names
	}
	for _, r := range rows(naturalText) {
		scope, _, _ := strings.Cut(r[1], "|")
		parent, ok := strings.CutPrefix(strings.TrimSuffix(scope, "!"), "parent:")
		if !ok {
			parent = ""
		}
		out = append(out, TableRow{"natural", r[0], attrs(parent, r[2])})
	}
	for _, r := range rows(identText) {
		out = append(out, TableRow{"ident", r[0], attrs(r[1])})
	}
	for _, r := range rows(globalText) {
		out = append(out, TableRow{"global", r[0], nil})
	}
	for _, r := range rows(sharedText) {
		out = append(out, TableRow{"shared", r[0], nil})
	}
	return out
}
