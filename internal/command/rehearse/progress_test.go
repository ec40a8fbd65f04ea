package rehearse

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/terrace-cloud/terrace/internal/rehearsal"
	"github.com/terrace-cloud/terrace/internal/term"
)

func TestProgressForNobody(t *testing.T) {
	t.Parallel()
	for _, k := range []struct {
		name           string
		json, outTTY   bool
		want, unwanted []string
	}{
		{"lines", false, false, []string{"✓ a", "7 resources", "1.5 s", "1 of 2 units done, 0 at work, 30s"}, nil},
		{"events as JSON in a file", true, false, []string{"1 of 2 units done, 0 at work, 30s"}, []string{"✓ a"}},
		{"events as JSON before somebody's eyes", true, true, nil, []string{"✓ a", "1 of 2"}},
	} {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			var errw bytes.Buffer
			s := term.New(nil, &bytes.Buffer{}, &errw, func(string) string { return "" })
			s.OutTTY = k.outTTY
			now := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
			p := newProgress(s, k.json, func() time.Time { return now })
			p.see(rehearsal.Event{Event: "plan", Units: []string{"a", "b"}})
			p.see(rehearsal.Event{Event: "unit", Unit: "a", Phase: rehearsal.Apply, Time: now})
			p.see(rehearsal.Event{Event: "unit", Unit: "a", Phase: rehearsal.Settled, Result: &rehearsal.UnitResult{Resources: 7, Seconds: 1.5}})
			p.mu.Lock()
			now = now.Add(beat)
			p.tick()
			p.mu.Unlock()
			p.close()
			got := errw.String()
			for _, want := range k.want {
				if !strings.Contains(got, want) {
					t.Errorf("%q is missing in\n%s", want, got)
				}
			}
			for _, no := range append(k.unwanted, "\x1b") {
				if strings.Contains(got, no) {
					t.Errorf("%q is in\n%q", no, got)
				}
			}
		})
	}
}

// What stands on a terminal says numbers before pictures where it is narrow, and
// counts nothing before it knows what.
func TestProgressOnATerminal(t *testing.T) {
	t.Parallel()
	for columns, want := range map[string]string{"40": "\n0 of 2 units done, 0 at work, 0s\n", "80": "░ 0 of 2 units done, 0 at work, 0s\n"} {
		var errw bytes.Buffer
		s := term.New(nil, &bytes.Buffer{}, &errw, func(name string) string { return map[string]string{"COLUMNS": columns}[name] })
		s.Redraw = true
		now := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
		p := newProgress(s, false, func() time.Time { return now })
		p.see(rehearsal.Event{Event: "note", Message: "starting"})
		if got := errw.String(); got != "  starting\n" {
			t.Errorf("at the start: %q", got)
		}
		p.see(rehearsal.Event{Event: "plan", Units: []string{"a", "b"}})
		p.close()
		if got := errw.String(); !strings.Contains(got, want) {
			t.Errorf("at %s columns: %q", columns, got)
		}
	}
}

func TestFit(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"dev/eu-central-1/network/vpc", 40, "dev/eu-central-1/network/vpc"},
		{"production/ap-southeast-1/compute/ecs-service-inference", 30, "productio…ecs-service-inference"},
		{"abc", 2, "abc"},
	} {
		got := fit(c.in, c.n)
		if c.in == "production/ap-southeast-1/compute/ecs-service-inference" {
			if len([]rune(got)) != 30 || !strings.HasSuffix(got, "ecs-service-inference"[2:]) {
				t.Errorf("fit(%q, %d) = %q", c.in, c.n, got)
			}
			continue
		}
		if got != c.want {
			t.Errorf("fit(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
}
