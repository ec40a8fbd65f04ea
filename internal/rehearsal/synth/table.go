package synth

import (
	"embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed tables/*.txt
var files embed.FS

// tables is what the text files state, by entity.
type tables struct {
	lines   map[string][]line            // "aws_vpc.id": the first line whose condition holds counts
	data    map[string][]line            // the same for data sources and ephemeral values
	nouns   []noun                       // by an attribute's name alone, in order
	regions map[string]map[string]string // by region and column
	curated map[string]bool              // data sources with lines of their own
	likes   map[string]like              // data source: which resource answers it
}

// line is one statement about an attribute.
type line struct {
	when  []condition
	live  bool // made anew on every update, whatever it was before
	known bool // a fact about AWS or the rehearsal, not an assumption
	value value
}

// condition asks that an attribute has a value, or has not.
type condition struct {
	have template
	want string
	not  bool
}

// noun is what the name of an attribute alone tells about its value.
type noun struct {
	name    string
	suffix  bool // name is only the end of the attribute's
	always  bool // also for attributes that a configuration may set
	value   value
	exclude map[string]bool
}

// builtin parses the embedded tables once; a mistake in them is a mistake in
// the program, which the tests find.
var builtin = sync.OnceValue(func() *tables {
	t, err := parseTables(func(name string) ([]byte, error) { return files.ReadFile("tables/" + name) })
	if err != nil {
		panic(err)
	}
	return t
})

// parseTables reads every table; errors name file and line.
func parseTables(read func(name string) ([]byte, error)) (*tables, error) {
	t := &tables{
		lines: map[string][]line{}, data: map[string][]line{}, regions: map[string]map[string]string{},
		curated: map[string]bool{}, likes: map[string]like{},
	}
	for _, p := range []struct {
		file  string
		parse func(t *tables, cols []string) error
	}{
		{"attributes.txt", func(t *tables, c []string) error { return attributeLine(t.lines, c) }},
		{"ids.txt", idLine},
		{"nouns.txt", nounLine},
		{"data.txt", dataLine},
		{"likes.txt", likeLine},
		{"regions.txt", regionLine},
	} {
		raw, err := read(p.file)
		if err != nil {
			return nil, err
		}
		if err := parseFile(t, p.file, string(raw), p.parse); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func parseFile(t *tables, name, raw string, parse func(*tables, []string) error) error {
	for i, l := range strings.Split(raw, "\n") {
		if l = strings.TrimSpace(l); l == "" || l[0] == '#' {
			continue
		}
		cols := strings.Split(l+" ", " | ")
		for j := range cols {
			cols[j] = strings.TrimSpace(cols[j])
		}
		if err := parse(t, cols); err != nil {
			return fmt.Errorf("%s:%d: %w", name, i+1, err)
		}
	}
	return nil
}

// idLine reads "type | id | arn"; either may be empty. Lines of attributes.txt
// come first, so that a condition there beats the line here.
func idLine(t *tables, cols []string) error {
	if len(cols) < 2 || len(cols) > 3 {
		return fmt.Errorf("want type | id | arn, have %d columns", len(cols))
	}
	for i, attr := range []string{"id", "arn"} {
		if i+1 >= len(cols) || cols[i+1] == "" {
			continue
		}
		s := cols[i+1]
		if attr == "arn" && !strings.HasPrefix(s, "arn:") && !strings.HasPrefix(s, "{") {
			s = "arn:{partition}:" + s
		}
		v, err := parseValue(s)
		if err != nil {
			return err
		}
		key := cols[0] + "." + attr
		for _, l := range t.lines[key] {
			if len(l.when) == 0 {
				return fmt.Errorf("%s has a line already", key)
			}
		}
		t.lines[key] = append(t.lines[key], line{value: v})
	}
	return nil
}

// attributeLine reads "type.path [known] [live] [when a=b, c!=d] | value".
func attributeLine(into map[string][]line, cols []string) error {
	if len(cols) != 2 {
		return fmt.Errorf("want type.attribute | value, have %d columns", len(cols))
	}
	head, cond, _ := strings.Cut(cols[0], " when ")
	var l line
	head, l.live = strings.CutSuffix(head, " live")
	head, l.known = strings.CutSuffix(head, " known")
	if cond != "" {
		for _, c := range strings.Split(cond, ",") {
			c = strings.TrimSpace(c)
			i := strings.LastIndexByte(c, '=')
			if i < 0 {
				return fmt.Errorf("condition %q is not name=value", c)
			}
			name, not := strings.CutSuffix(c[:i], "!")
			have, err := parseTemplate("{" + name + "}")
			if err != nil {
				return err
			}
			l.when = append(l.when, condition{have, c[i+1:], not})
		}
	}
	typ, path, ok := strings.Cut(head, ".")
	if !ok || typ == "" || path == "" || strings.Contains(head, " ") {
		return fmt.Errorf("%q is not type.attribute", head)
	}
	var err error
	if l.value, err = parseValue(cols[1]); err != nil {
		return err
	}
	for _, o := range into[head] {
		if len(o.when) == 0 {
			return fmt.Errorf("%s is never reached: a line above has no condition", head)
		}
	}
	into[head] = append(into[head], l)
	return nil
}

// dataLine reads a line of data.txt.
func dataLine(t *tables, cols []string) error {
	typ, _, _ := strings.Cut(cols[0], ".")
	t.curated[typ] = true
	return attributeLine(t.data, cols)
}

// nounLine reads "name [+] | value", or "*suffix | value", with names that the
// suffix does not mean in a third column.
func nounLine(t *tables, cols []string) error {
	if len(cols) < 2 || len(cols) > 3 {
		return fmt.Errorf("want name | value | except, have %d columns", len(cols))
	}
	v, err := parseValue(cols[1])
	if err != nil {
		return err
	}
	n := noun{value: v, exclude: map[string]bool{}}
	n.name, n.always = strings.CutSuffix(cols[0], " +")
	n.name, n.suffix = strings.CutPrefix(n.name, "*")
	if len(cols) == 3 {
		for _, x := range strings.Fields(cols[2]) {
			n.exclude[x] = true
		}
	}
	t.nouns = append(t.nouns, n)
	return nil
}

// regionLine reads "region | column=value column=value ...".
func regionLine(t *tables, cols []string) error {
	if len(cols) != 2 {
		return fmt.Errorf("want region | facts, have %d columns", len(cols))
	}
	facts := map[string]string{}
	for _, kv := range strings.Fields(cols[1]) {
		k, v, ok := strings.Cut(kv, "=")
		if !ok {
			return fmt.Errorf("%q is not column=value", kv)
		}
		facts[k] = v
	}
	t.regions[cols[0]] = facts
	return nil
}
