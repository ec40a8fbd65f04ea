package report

import (
	"encoding/xml"
	"fmt"
	"io"

	"github.com/terrace-cloud/terrace/internal/diag"
)

type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Class   string        `xml:"classname,attr"`
		Name    string        `xml:"name,attr"`
		File    string        `xml:"file,attr,omitempty"`
		Line    int           `xml:"line,attr,omitempty"`
		Failure *junitFailure `xml:"failure"`
		Out     string        `xml:"system-out,omitempty"`
	}
	junitFailure struct {
		Type    string `xml:"type,attr"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// JUnit writes the report as results of tests: a suite for each family, a case
// for each rule that found nothing and for each finding. A note does not fail.
func JUnit(w io.Writer, r *Report) error {
	out := junitSuites{Name: "terrace check"}
	suite := func(name string) *junitSuite {
		for i := range out.Suites {
			if out.Suites[i].Name == name {
				return &out.Suites[i]
			}
		}
		out.Suites = append(out.Suites, junitSuite{Name: name})
		return &out.Suites[len(out.Suites)-1]
	}
	found := map[string]bool{}
	for _, f := range r.Findings {
		found[f.Rule] = true
	}
	for _, x := range r.Rules {
		if !found[x.ID] {
			s := suite(string(x.Family))
			s.Cases = append(s.Cases, junitCase{Class: string(x.Family), Name: x.ID})
		}
	}
	for _, f := range r.Findings {
		family := f.Rule
		if x := r.rule(f.Rule); x != nil {
			family = string(x.Family)
		}
		c := junitCase{Class: family, Name: fmt.Sprintf("%s %s", f.Rule, f.Where), File: f.Where.File, Line: f.Where.Line}
		if f.Severity == diag.Note {
			c.Out = message(f)
		} else {
			c.Failure = &junitFailure{f.Severity.String(), f.Summary, message(f)}
		}
		s := suite(family)
		s.Cases = append(s.Cases, c)
	}
	for i := range out.Suites {
		s := &out.Suites[i]
		s.Tests = len(s.Cases)
		for _, c := range s.Cases {
			if c.Failure != nil {
				s.Failures++
			}
		}
		out.Tests += s.Tests
		out.Failures += s.Failures
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(out); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
