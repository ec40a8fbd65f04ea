package scan

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Finding is what a scanner says of one resource.
type Finding struct {
	Rule     string
	Place    string // modules/NAME, or a unit
	Resource string // address; empty for a module as a whole
	File     string // relative to the folder that was scanned
	Line     int
	Message  string
}

func (f Finding) String() string {
	return fmt.Sprintf("%s: %s: %s %s (%s:%d)", f.Rule, f.Place, f.Resource, f.Message, f.File, f.Line)
}

// tflint looks at every module below dir.
func tflint(program, config, dir string) ([]Finding, error) {
	config, err := filepath.Abs(config)
	if err != nil {
		return nil, err
	}
	out, err := output(program, "--chdir", dir, "--recursive", "--config", config, "--format", "json", "--force")
	if err != nil {
		return nil, err
	}
	var doc struct {
		Issues []struct {
			Rule    struct{ Name string }
			Message string
			Range   struct {
				Filename string
				Start    struct{ Line int }
			}
		}
		Errors []struct{ Message string }
	}
	if err := json.Unmarshal(out, &doc); err != nil {
		return nil, fmt.Errorf("%s: %w", program, err)
	}
	if len(doc.Errors) > 0 {
		return nil, fmt.Errorf("%s: %s", program, doc.Errors[0].Message)
	}
	var all []Finding
	for _, i := range doc.Issues {
		file, err := filepath.Rel(dir, i.Range.Filename)
		if err != nil || strings.HasPrefix(file, "..") {
			file = i.Range.Filename // relative to dir already
		}
		all = append(all, Finding{Rule: i.Rule.Name, Place: module(file), File: file, Line: i.Range.Start.Line, Message: i.Message})
	}
	return all, nil
}

// checkov looks at what is below dir: at modules as HCL, at plans as JSON.
// place tells of a file whose it is.
func checkov(program, framework, dir string, place func(file string) string) ([]Finding, error) {
	out, err := output(program, "--directory", dir, "--framework", framework, "--skip-download", "--quiet", "--compact", "--soft-fail", "--output", "json")
	if err != nil {
		return nil, err
	}
	type report struct {
		Results struct {
			Failed []struct {
				Rule     string `json:"check_id"`
				Name     string `json:"check_name"`
				File     string `json:"file_path"`
				Lines    []int  `json:"file_line_range"`
				Resource string
				Address  string `json:"resource_address"`
			} `json:"failed_checks"`
		}
		Summary struct {
			Passed int
			Broken int `json:"parsing_errors"`
		}
	}
	var reports []report
	if bytes.HasPrefix(bytes.TrimSpace(out), []byte("{")) { // one report comes without its list
		out = append(append([]byte{'['}, out...), ']')
	}
	if err := json.Unmarshal(out, &reports); err != nil {
		return nil, fmt.Errorf("%s: %w", program, err)
	}
	var all []Finding
	passed := 0
	for _, r := range reports {
		if r.Summary.Broken > 0 {
			return nil, fmt.Errorf("%s: %d files cannot be read", program, r.Summary.Broken)
		}
		passed += r.Summary.Passed
		for _, f := range r.Results.Failed {
			file := strings.TrimPrefix(f.File, "/")
			found := Finding{Rule: f.Rule, Place: place(file), Resource: cmp.Or(f.Address, f.Resource), File: file, Message: f.Name}
			if len(f.Lines) > 0 {
				found.Line = f.Lines[0]
			}
			all = append(all, found)
		}
	}
	if passed == 0 {
		return nil, fmt.Errorf("%s: nothing in %s passed a single check: it was not read", program, dir)
	}
	return all, nil
}

// module is the place of a file in infrastructure/modules.
func module(file string) string {
	first, _, _ := strings.Cut(filepath.ToSlash(file), "/")
	return "modules/" + first
}

// unit is the place of a file of plans.
func unit(file string) string { return strings.TrimSuffix(filepath.ToSlash(file), ".json") }

func output(program string, args ...string) ([]byte, error) {
	c := exec.Command(program, args...)
	c.Env = append(os.Environ(), "NO_COLOR=1")
	var errs bytes.Buffer
	c.Stderr = &errs
	out, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", program, err, errs.String())
	}
	return out, nil
}
