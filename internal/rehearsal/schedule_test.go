package rehearsal

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// line reads "a: b c" as a task a that needs b and c; a name that ends in ! fails.
func script(lines ...string) (tasks []*task, log func() string) {
	var mu sync.Mutex
	var out []string
	say := func(s string) { mu.Lock(); out = append(out, s); mu.Unlock() }
	for _, l := range lines {
		name, needs, _ := strings.Cut(l, ":")
		fails := strings.HasSuffix(name, "!")
		name = strings.TrimSuffix(name, "!")
		tasks = append(tasks, &task{name: name, needs: strings.Fields(needs),
			run:     func(context.Context) bool { say(name); return !fails },
			blocked: func(by string) { say(name + "<" + by) }})
	}
	return tasks, func() string { mu.Lock(); defer mu.Unlock(); return strings.Join(out, " ") }
}

func TestSchedule(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		lines    []string
		failFast bool
		want     string
	}{
		{"longest chain first", []string{"lone:", "a:", "b: a", "c: b"}, false, "a b lone c"},
		{"a failure blocks what needs it, and nothing else", []string{"a!:", "b: a", "c: b", "d:"}, false, "a b<a c<b d"},
		{"fail fast", []string{"a!:", "b: a", "d:"}, true, "a b<a d<"},
		{"a need outside the schedule counts as done", []string{"a: elsewhere"}, false, "a"},
		{"a ring never starts", []string{"a: b", "b: a", "c:"}, false, "c a< b<"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			tasks, log := script(c.lines...)
			schedule(t.Context(), tasks, 1, c.failFast)
			if got := log(); got != c.want {
				t.Errorf("ran %q, want %q", got, c.want)
			}
		})
	}
}

func TestScheduleStops(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	tasks, log := script("b: a", "c:")
	tasks = append(tasks, &task{name: "a", run: func(context.Context) bool { cancel(); return true }, blocked: func(string) {}})
	schedule(ctx, tasks, 1, false)
	got := strings.Fields(log())
	slices.Sort(got)
	if want := []string{"b<", "c<"}; !slices.Equal(got, want) {
		t.Errorf("after an interrupt: %v, want %v", got, want)
	}
}

// What --fail-fast keeps from starting was not interrupted.
func TestExitCodeOfStopped(t *testing.T) {
	t.Parallel()
	for interrupted, want := range map[bool]diag.Code{false: diag.Failed, true: diag.Interrupted} {
		r := &Result{Units: []*UnitResult{{Phase: Failed}, {Phase: Stopped}, {Phase: Settled}}, interrupted: interrupted}
		if r.finish(time.Now()); r.ExitCode != want || r.Settled {
			t.Errorf("interrupted %v: exit code %d, settled %v", interrupted, r.ExitCode, r.Settled)
		}
	}
}
