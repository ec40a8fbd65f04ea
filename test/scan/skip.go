// Package scan runs public scanners over the estate: tflint and checkov over its
// modules, checkov over the plans of a rehearsal. What they say is mended, or
// skipped in infrastructure/skips.yaml, with a reason and for a time.
package scan

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path"
	"regexp"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// Skip is a rule that is not followed somewhere.
type Skip struct {
	Rule      string   `yaml:"rule"`      // as its scanner calls it
	Places    []string `yaml:"places"`    // modules/NAME, or units as ENV/REGION/LAYER/UNIT; * is any name
	Resources []string `yaml:"resources"` // addresses without indexes; * is any text; none: all of the place
	Reason    string   `yaml:"reason"`
	Owner     string   `yaml:"owner"` // who looks at it again
	Until     string   `yaml:"until"` // the last day on which it holds

	line int
	used bool
}

// longest is how far ahead a skip may end: what nobody has looked at for a year
// is forgotten.
const longest = 366 * 24 * time.Hour

// ReadSkips reads the file of skips. The error names the line of each that says
// too little, or has ended on that day.
func ReadSkips(file string, today time.Time) ([]*Skip, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var doc struct {
		Skips []*Skip `yaml:"skips"`
	}
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(&doc); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	var lines struct {
		Skips []yaml.Node `yaml:"skips"`
	}
	if err := yaml.Unmarshal(text, &lines); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	var errs []error
	for i, s := range doc.Skips {
		s.line = lines.Skips[i].Line
		for _, wrong := range s.wrong(today) {
			errs = append(errs, fmt.Errorf("%s:%d: %s", file, s.line, wrong))
		}
	}
	return doc.Skips, errors.Join(errs...)
}

// wrong tells what a skip lacks.
func (s *Skip) wrong(today time.Time) (out []string) {
	for _, f := range []struct {
		lacks bool
		say   string
	}{
		{s.Rule == "", "a skip needs a rule"},
		{len(s.Places) == 0, "a skip needs places: modules/NAME, or units as ENV/REGION/LAYER/UNIT"},
		{len(strings.Fields(s.Reason)) < 4, "a skip needs a reason that somebody else understands"},
		{s.Owner == "", "a skip needs an owner, who looks at it again"},
	} {
		if f.lacks {
			out = append(out, f.say)
		}
	}
	for _, p := range append(s.Places, s.Resources...) {
		if _, err := path.Match(p, ""); err != nil {
			out = append(out, fmt.Sprintf("%q is no pattern: %v", p, err))
		}
	}
	end, err := time.Parse(time.DateOnly, s.Until)
	day := today.Truncate(24 * time.Hour)
	switch {
	case err != nil:
		out = append(out, fmt.Sprintf("until is %q, and must be a day like 2027-03-31", s.Until))
	case end.Before(day):
		out = append(out, fmt.Sprintf("ended on %s: mend what %s says, or say why it holds for longer", s.Until, s.Rule))
	case end.Sub(day) > longest:
		out = append(out, fmt.Sprintf("holds until %s: a year is the most, then somebody must look again", s.Until))
	}
	return out
}

var index = regexp.MustCompile(`\[[^\]]*\]`)

// Covers tells whether the finding is skipped, and notes that the skip is of use.
func (s *Skip) Covers(f Finding) bool {
	if s.Rule != f.Rule || !matches(s.Places, f.Place) {
		return false
	}
	if len(s.Resources) > 0 && !matches(s.Resources, index.ReplaceAllString(f.Resource, "")) {
		return false
	}
	s.used = true
	return true
}

func matches(patterns []string, name string) bool {
	for _, p := range patterns {
		if ok, _ := path.Match(p, name); ok {
			return true
		}
	}
	return false
}
