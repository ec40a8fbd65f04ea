package cloud

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

// The tables of AWS's facts; each file says how its rows are written.
var (
	//go:embed tables/natural.txt
	naturalText string
	//go:embed tables/ident.txt
	identText string
	//go:embed tables/global.txt
	globalText string
	//go:embed tables/shared.txt
	sharedText string
	//go:embed tables/partitions.txt
	partitionsText string
)

type facts struct {
	natural    map[string]natural
	ident      map[string][]string
	global     patterns
	shared     patterns
	partitions []partition
}

type natural struct {
	scope  string   // "world", "partition", "account", "region", "parent:ATTR,..."
	name   []string // attributes, see joined
	family string   // the type whose name space this one shares
	silent bool     // AWS overwrites instead of refusing
	source string   // where AWS states the rule
}

type partition struct{ prefix, name string }

// tables parses the files once; a test holds that they parse.
var tables = sync.OnceValue(func() facts {
	f, err := parseTables()
	if err != nil {
		panic(err) // the files are part of the program
	}
	return f
})

func parseTables() (facts, error) {
	f := facts{natural: map[string]natural{}, ident: map[string][]string{}, global: patterns{}, shared: patterns{}}
	for _, r := range rows(naturalText) {
		if len(r) != 4 {
			return f, fmt.Errorf("natural.txt: %q does not have four columns", strings.Join(r, " "))
		}
		n := natural{scope: r[1], source: r[3]}
		n.scope, n.family, _ = strings.Cut(n.scope, "|")
		n.scope, n.silent = strings.CutSuffix(n.scope, "!")
		n.name = strings.Split(r[2], ",")
		f.natural[r[0]] = n
	}
	for _, r := range rows(identText) {
		f.ident[r[0]] = strings.Split(r[1], ",")
	}
	for _, r := range rows(globalText) {
		f.global[r[0]] = true
	}
	for _, r := range rows(sharedText) {
		f.shared[r[0]] = true
	}
	for _, r := range rows(partitionsText) {
		f.partitions = append(f.partitions, partition{r[0], r[1]})
	}
	return f, nil
}

// rows cuts a table into its columns, without comments and empty lines.
func rows(text string) (out [][]string) {
	for l := range strings.Lines(text) {
		l, _, _ = strings.Cut(l, "#")
		if c := strings.Fields(l); len(c) > 0 {
			out = append(out, c)
		}
	}
	return out
}

// patterns are type names; "aws_iam_*" stands for all that begin so, and
// "!aws_x_*" takes some of them out. The longest that fits decides.
type patterns map[string]bool

func (p patterns) match(typ string) bool {
	for n := len(typ); n >= 0; n-- {
		stem := typ[:n] + "*"
		if n == len(typ) {
			stem = typ
		}
		if p["!"+stem] {
			return false
		}
		if p[stem] {
			return true
		}
	}
	return false
}
