package setup

import (
	"encoding/json"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/term"
)

// Schema names the form of the JSON document; docs/schema/setup.json describes it.
const Schema = "terrace.setup/1"

// document is what `terrace setup --json` prints.
type document struct {
	Schema   string        `json:"schema"`
	Ready    bool          `json:"ready"`     // nothing is missing
	ExitCode diag.Code     `json:"exit_code"` // of the command
	Tools    []tool        `json:"tools"`
	Findings diag.Findings `json:"findings"`
}

// tool is one of the tools; without a path it is missing.
type tool struct {
	Role string `json:"role"` // engine, terragrunt, git, provider
	engine.Tool
	title string
}

// titles are the tools as people know them.
var titles = map[string]string{
	"terraform": "Terraform", "tofu": "OpenTofu", "terragrunt": "Terragrunt", "git": "git", "terraform-provider-aws": "AWS provider",
}

func newDocument(t *engine.Tools, found diag.Findings) document {
	d := document{Schema: Schema, ExitCode: diag.CodeOf(found.Err()), Findings: found}
	for _, one := range []tool{
		{Role: "engine", Tool: t.Engine},
		{Role: "terragrunt", Tool: t.Terragrunt},
		{Role: "git", Tool: t.Git},
		{Role: "provider", Tool: t.Provider.Tool},
	} {
		one.title = titles[one.Name]
		if one.title == "" {
			one.title = "engine"
		}
		d.Tools = append(d.Tools, one)
	}
	d.Ready = d.ExitCode == diag.OK
	if d.Findings == nil {
		d.Findings = diag.Findings{}
	}
	return d
}

func (d document) print(s *term.Streams) error {
	b, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return err
	}
	s.Printf("%s\n", b)
	return nil
}

// table prints a line a tool: mark, name, version, from where, path.
func table(s *term.Streams, d document) {
	rows := [][]string{}
	widths := make([]int, 4)
	for _, t := range d.Tools {
		row := []string{t.title, t.Version, t.From, t.Path}
		if t.Path != "" && t.Version == "" {
			row[1] = "?"
		}
		if t.Path == "" {
			row = []string{t.title, "missing", "", ""}
		}
		for i, cell := range row {
			widths[i] = max(widths[i], len(cell))
		}
		rows = append(rows, row)
	}
	for i, row := range rows {
		mark, version := s.Paint(term.Green, "✓"), term.Bold
		if d.Tools[i].Path == "" {
			mark, version = s.Paint(term.Red, "✗"), term.Red
		}
		line := mark + " " + pad(row[0], widths[0]) + "  " + s.Paint(version, row[1]) + strings.Repeat(" ", widths[1]-len(row[1])) + "  " + pad(row[2], widths[2]) + "  " + s.Paint(term.Dim, row[3])
		s.Printf("%s\n", strings.TrimRight(line, " "))
	}
}

func pad(text string, n int) string { return text + strings.Repeat(" ", n-len(text)) }
