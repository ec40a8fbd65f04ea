// Package counts compares how many resources of each type the units of an
// estate make: with the real registry modules, as recorded, and with the
// stand-ins.
package counts

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

// Types is the number of managed resources by type.
type Types map[string]int

// Units is Types by the path of a unit in the estate.
type Units map[string]Types

// Read takes a recording from a file.
func Read(file string) (Units, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var units Units
	if err := json.Unmarshal(text, &units); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return units, nil
}

// Write keeps a recording in a file, sorted.
func (u Units) Write(file string) error {
	text, err := json.MarshalIndent(u, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(text, '\n'), 0o644)
}

// FromPlan counts what a plan, as `terraform show -json` prints it, creates.
func FromPlan(plan []byte) (Types, error) {
	var document struct {
		Changes []struct {
			Mode, Type string
			Change     struct{ Actions []string }
		} `json:"resource_changes"`
	}
	if err := json.Unmarshal(plan, &document); err != nil {
		return nil, fmt.Errorf("plan: %w", err)
	}
	types := Types{}
	for _, change := range document.Changes {
		if change.Mode == "managed" && slices.Contains(change.Change.Actions, "create") {
			types[change.Type]++
		}
	}
	return types, nil
}

// FromRehearsal takes the counts from the output of `terrace rehearse --json`,
// whose last line is the final document, for the units that run a registry module
// and are not left out.
func FromRehearsal(output []byte) (Units, error) {
	output = bytes.TrimSpace(output)
	document := output[bytes.LastIndexByte(output, '\n')+1:]
	var result struct {
		Units []struct {
			Path, Module, Phase string
			Types               Types
		}
	}
	if err := json.Unmarshal(document, &result); err != nil {
		return nil, fmt.Errorf("rehearsal: %w", err)
	}
	units := Units{}
	for _, unit := range result.Units {
		if strings.HasPrefix(unit.Module, "tfr://") && unit.Phase != "excluded" {
			units[unit.Path] = unit.Types
		}
	}
	return units, nil
}

// Diff says, a line each, where units make other resources than recorded.
func Diff(want, got Units) []string {
	var lines []string
	for _, unit := range union(want, got) {
		if want[unit] == nil || got[unit] == nil {
			lines = append(lines, fmt.Sprintf("%s: recorded %t, made %t", unit, want[unit] != nil, got[unit] != nil))
			continue
		}
		for _, typ := range union(want[unit], got[unit]) {
			if want[unit][typ] != got[unit][typ] {
				lines = append(lines, fmt.Sprintf("%s: %s: %d, recorded %d", unit, typ, got[unit][typ], want[unit][typ]))
			}
		}
	}
	return lines
}

func union[V any](a, b map[string]V) []string {
	all := maps.Clone(a)
	if all == nil {
		all = map[string]V{}
	}
	maps.Copy(all, b)
	return slices.Sorted(maps.Keys(all))
}
