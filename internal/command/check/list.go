package check

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check"
	"github.com/terrace-cloud/terrace/internal/check/own"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/term"
)

// entry is a rule in the list.
type entry struct {
	ID       string        `json:"id"`
	Family   rule.Family   `json:"family"`
	Severity diag.Severity `json:"severity"`
	Off      bool          `json:"off,omitempty"`
	Protects string        `json:"protects"`
	Fix      string        `json:"fix"`
	Link     string        `json:"link"`
}

// list writes all rules, with the severities of the settings around the working
// folder.
func list(s *term.Streams, o options) error {
	wd, err := os.Getwd()
	if err != nil {
		return err
	}
	settings, err := o.settings.Load(config.Top(wd))
	if err != nil {
		return err
	}
	set, err := own.Read(config.Top(wd), func(id string) bool { return check.Find(id) != nil })
	if err != nil {
		return err
	}
	all := slices.Concat(check.All(), set.Rules)
	on, err := check.Choose(all, settings.Rules, o.only)
	if err != nil {
		return err
	}
	entries := []entry{}
	for _, r := range all {
		e := entry{r.ID, r.Family, r.Severity, true, r.Protects, r.Fix, r.Link}
		for _, x := range on {
			if x.ID == r.ID {
				e.Severity, e.Off = x.Severity, false
			}
		}
		if len(o.only) == 0 || slices.Contains(o.only, r.ID) {
			entries = append(entries, e)
		}
	}
	if o.format == "json" {
		return document(s, entries)
	}
	family := rule.Family("")
	for _, e := range entries {
		if e.Family != family {
			if family != "" {
				s.Printf("\n")
			}
			family = e.Family
			s.Printf("%s\n", s.Paint(term.Bold, string(family)))
		}
		level := e.Severity.String()
		if e.Off {
			level = "off"
		}
		s.Printf("  %-32s %-8s %s\n", e.ID, level, e.Protects)
	}
	s.Printf("\n%d rules; terrace check --explain RULE tells more of one.\n", len(entries))
	return nil
}

// explain tells what one rule is about.
func explain(s *term.Streams, o options) error {
	id := o.explain
	r, err := named(id)
	if err != nil {
		return err
	}
	if o.format == "json" {
		return document(s, []entry{{r.ID, r.Family, r.Severity, false, r.Protects, r.Fix, r.Link}})
	}
	s.Printf("%s %s\n\n%s\n\n", s.Paint(term.Bold, r.ID), s.Paint(term.Dim, "("+string(r.Family)+", "+r.Severity.String()+")"), r.Protects)
	if a := check.Fixture(id); a != nil {
		s.Printf("Found:\n%s\n", indent(string(a.Comment)))
		for _, side := range []struct{ dir, say string }{{"bad/", "Where this is written"}, {"good/", "Not found"}} {
			s.Printf("%s:\n", side.say)
			for _, f := range a.Files {
				if name, ok := strings.CutPrefix(f.Name, side.dir); ok && len(strings.TrimSpace(string(f.Data))) > 0 {
					s.Printf("  %s\n%s", s.Paint(term.Dim, "# "+name), indent(string(f.Data)))
				}
			}
			s.Printf("\n")
		}
	}
	s.Printf("What to do: %s\nMore: %s\n", r.Fix, r.Link)
	return nil
}

// named gives the rule of that name: of Terrace, of the evaluator, or of the
// team's own.
func named(id string) (*rule.Rule, error) {
	if id == check.Evaluation {
		return check.Unread, nil
	}
	if r := check.Find(id); r != nil {
		return r, nil
	}
	wd, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	set, err := own.Read(config.Top(wd), func(id string) bool { return check.Find(id) != nil })
	if err != nil {
		return nil, err
	}
	for _, r := range set.Rules {
		if r.ID == id {
			return r, nil
		}
	}
	return nil, check.Unknown(slices.Concat(check.All(), set.Rules), id)
}

func document(s *term.Streams, entries []entry) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(entries); err != nil {
		return err
	}
	s.Printf("%s", b.String())
	return nil
}

func indent(text string) string {
	return "  " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n  ") + "\n"
}
