package report

import (
	"io"
	"net/url"

	"github.com/terrace-cloud/terrace/internal/check"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// What GitHub shows of a run: it refuses more than 25,000 results and shows the
// worst 5,000; of a result it shows 100 places. A file may have 10 MB when it is
// compressed, which 5,000 results stay far below.
// docs.github.com/en/code-security/reference/code-scanning/sarif-files/troubleshoot-sarif-uploads/results-exceed-limit
const (
	mostResults = 5000
	mostPlaces  = 100
)

type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool      `json:"tool"`
		Columns    string         `json:"columnKind"`
		Results    []sarifResult  `json:"results"`
		Properties map[string]any `json:"properties,omitempty"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Info    string      `json:"informationUri"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID         string         `json:"id"`
		Short      sarifText      `json:"shortDescription"`
		Full       sarifText      `json:"fullDescription"`
		Help       sarifText      `json:"help"`
		HelpURI    string         `json:"helpUri,omitempty"`
		Default    sarifLevel     `json:"defaultConfiguration"`
		Properties map[string]any `json:"properties,omitempty"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifLevel struct {
		Level string `json:"level"`
	}
	sarifResult struct {
		Rule         string            `json:"ruleId"`
		Index        int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Related      []sarifLocation   `json:"relatedLocations,omitempty"`
		Fingerprints map[string]string `json:"partialFingerprints,omitempty"`
		Properties   map[string]any    `json:"properties,omitempty"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		Line   int `json:"startLine"`
		Column int `json:"startColumn,omitempty"`
	}
)

// LeftOut is how many findings SARIF leaves out.
func LeftOut(r *Report) int { return max(len(r.Findings)-mostResults, 0) }

// SARIF writes the report in SARIF 2.1.0, within the limits of GitHub's code
// scanning: the worst findings come first.
func SARIF(w io.Writer, r *Report) error {
	driver := sarifDriver{Name: "terrace check", Version: r.Version, Info: rule.Docs, Rules: []sarifRule{}}
	index := map[string]int{}
	add := func(x *rule.Rule) {
		index[x.ID] = len(driver.Rules)
		s := sarifRule{ID: x.ID, Short: sarifText{x.ID}, Full: sarifText{x.Protects}, Help: sarifText{x.Fix}, HelpURI: x.Link,
			Default: sarifLevel{x.Severity.String()}, Properties: map[string]any{"tags": []string{string(x.Family)}}}
		driver.Rules = append(driver.Rules, s)
	}
	for _, x := range r.Rules {
		add(x)
	}
	add(check.Unread)
	run := sarifRun{Tool: sarifTool{driver}, Columns: "unicodeCodePoints", Results: []sarifResult{}}
	found := worst(r.Findings)
	if left := LeftOut(r); left > 0 {
		run.Properties = map[string]any{"findingsLeftOut": left}
		found = found[:mostResults]
	}
	for _, f := range found {
		x := sarifResult{Rule: f.Rule, Index: index[f.Rule], Level: f.Severity.String(), Message: sarifText{message(f)},
			Locations: []sarifLocation{location(f.Where)}, Fingerprints: map[string]string{"terrace/v1": f.Fingerprint}}
		for _, p := range f.Also {
			if len(x.Related) < mostPlaces {
				x.Related = append(x.Related, location(p))
			}
		}
		if f.Unit != "" {
			x.Properties = map[string]any{"unit": f.Unit}
		}
		run.Results = append(run.Results, x)
	}
	return encode(w, sarifLog{"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", "2.1.0", []sarifRun{run}})
}

func location(p diag.Pos) sarifLocation {
	u := url.URL{Path: p.File}
	l := sarifLocation{sarifPhysical{Artifact: sarifArtifact{u.EscapedPath()}}}
	if p.Line > 0 {
		l.Physical.Region = &sarifRegion{p.Line, p.Column}
	}
	return l
}
