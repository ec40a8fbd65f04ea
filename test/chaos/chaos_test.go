//go:build linux

// Package chaos kills a rehearsal at random moments and holds the next run to
// its promise: it goes on to an empty plan, and cloud and state agree.
package chaos

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/terrace-cloud/terrace/internal/rehearsal/awsfront"
	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
)

// rounds is how often the rehearsal is killed: TERRACE_CHAOS, else ten.
func rounds(t *testing.T) int {
	for _, tool := range []string{"TERRACE_TERRAGRUNT", "TERRACE_AWS_PROVIDER"} {
		if os.Getenv(tool) == "" {
			t.Skip(tool + " names no tool: `make test` sets it")
		}
	}
	n, err := strconv.Atoi(os.Getenv("TERRACE_CHAOS"))
	if err != nil || n < 1 {
		n = 10
	}
	if testing.Short() {
		t.Skip("kills take a minute; not in -short")
	}
	return n
}

// victims are the programs that are killed, by the start of their name.
var victims = []string{"terrace", "terraform", "terraform-provider-aws", "terragrunt"}

func TestKilledRunsResume(t *testing.T) {
	t.Parallel()
	n := rounds(t)
	seed := uint64(time.Now().UnixNano())
	if s, err := strconv.ParseUint(os.Getenv("TERRACE_CHAOS_SEED"), 10, 64); err == nil {
		seed = s
	}
	random := rand.New(rand.NewPCG(seed, 0))
	t.Logf("seed %d", seed)
	terrace, estate := build(t), copyEstate(t)

	span := 5 * time.Second // how long a run takes on this machine, as last seen
	sum := tally{killed: map[string]int{}, mended: map[string]int{}}
	for i := range n {
		edit(t, estate, i)
		begin(t, estate, i)
		victim := victims[random.IntN(len(victims))]
		// A run that is over before its victim falls is none: the next one dies earlier.
		delay := time.Duration(random.Int64N(int64(span)))
		for !killDuring(t, terrace, estate, victim, delay) {
			sum.missed++
			delay /= 2
			edit(t, estate, i+sum.missed)
		}
		sum.killed[victim]++
		start := time.Now()
		out, code := run(t, terrace, estate, "rehearse", "--json", "--offline")
		span = time.Since(start)
		doc := last(t, out)
		if code != 0 || !doc.Settled {
			t.Fatalf("round %d: after %s was killed at %s the next run ended with %d:\n%s", i, victim, delay, code, tail(out))
		}
		sum.add(doc.Reconciled)
		compare(t, estate, doc)
		if i%10 == 9 || i == n-1 {
			planAgain(t, terrace, estate)
			t.Logf("round %d: %s", i+1, sum)
		}
		if t.Failed() {
			t.Fatalf("round %d: %s had been killed at %s", i, victim, delay)
		}
	}
}

// tally is what the rounds came to.
type tally struct {
	rounds int
	missed int            // runs that ended before their victim was there
	killed map[string]int // by victim
	mended map[string]int // by what the resumed run says that it did
}

func (s *tally) add(reconciled []string) {
	s.rounds++
	for _, line := range reconciled {
		for _, did := range []string{"rolled back", "released"} {
			if strings.Contains(line, did) {
				s.mended[did]++
			}
		}
	}
}

func (s tally) String() string {
	return fmt.Sprintf("%d resumed and agreed; killed %v, %d ended before; objects rolled back: %d, locks released: %d",
		s.rounds, s.killed, s.missed, s.mended["rolled back"], s.mended["released"])
}

// begin takes the cloud away now and then, so that a round creates all, and
// seldom the copy of the tree as well, so that it initialises all too.
func begin(t *testing.T, estate string, round int) {
	t.Helper()
	gone := ""
	switch {
	case round%16 == 0:
		gone = ".terrace"
	case round%4 == 0:
		gone = ".terrace/cloud.db"
	default:
		return
	}
	if err := os.RemoveAll(filepath.Join(estate, gone)); err != nil {
		t.Fatal(err)
	}
}

// document is what the test reads of the final document.
type document struct {
	Settled   bool
	Resources int
	Units     []struct {
		Path      string
		Resources int
		Replanned map[string]int
	}
	Reconciled []string
}

// planAgain holds a later run to the same: a plan finds nothing to change.
func planAgain(t *testing.T, terrace, estate string) {
	t.Helper()
	if out, code := run(t, terrace, estate, "rehearse", "--plan-only", "--json", "--offline"); code != 0 {
		t.Fatalf("the plan after a resumed run ended with %d:\n%s", code, tail(out))
	}
}

// compare holds each unit's objects against its state, object by object, in a
// copy of the cloud.
func compare(t *testing.T, estate string, doc document) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(estate, ".terrace", "cloud.db"))
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "cloud.db")
	if err := os.WriteFile(copied, b, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := cloud.Open(copied)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	states, err := awsfront.NewStore(db, "compare")
	if err != nil {
		t.Fatal(err)
	}
	if locks, err := states.Locks(); err != nil || len(locks) > 0 {
		t.Errorf("locks are left: %v, %v", locks, err)
	}
	for _, u := range doc.Units {
		raw, ok, err := states.State("six-tfstate-210987654321", u.Path+"/terraform.tfstate")
		if err != nil || !ok {
			t.Fatalf("the state of %s: there %v, %v", u.Path, ok, err)
		}
		instances, err := cloud.ParseState(raw, func(typ string) (*tfwire.Block, error) { return nil, fmt.Errorf("%s is told by its attributes", typ) })
		if err != nil {
			t.Fatal(err)
		}
		if len(instances) != u.Resources {
			t.Errorf("%s: %d objects in the cloud, %d instances in the state", u.Path, u.Resources, len(instances))
		}
		rep, err := db.Reconcile(t.Context(), u.Path, instances, "compare")
		if err != nil || !rep.Clean() {
			t.Errorf("%s: cloud and state differ: %+v, %v", u.Path, rep, err)
		}
	}
}

// killDuring starts a rehearsal and kills a process of it after a while. It
// tells whether there was one to kill.
func killDuring(t *testing.T, terrace, estate, victim string, after time.Duration) bool {
	t.Helper()
	args := []string{"rehearse", "--offline"}
	if after%2 == 0 { // the other units stop, or go on
		args = append(args, "--fail-fast")
	}
	cmd := exec.Command(terrace, args...)
	cmd.Dir = estate
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() { _ = cmd.Wait(); close(done) }()
	select {
	case <-done:
		return false
	case <-time.After(after):
	}
	hit := strike(cmd.Process.Pid, victim, done)
	select {
	case <-done:
	case <-time.After(2 * time.Minute):
		_ = cmd.Process.Kill()
		t.Fatalf("a rehearsal that lost its %s hangs:\n%s", victim, tail(out.String()))
	}
	deadline := time.Now().Add(10 * time.Second)
	for time.Now().Before(deadline) && len(orphans(estate)) > 0 {
		time.Sleep(100 * time.Millisecond)
	}
	if left := orphans(estate); len(left) > 0 {
		t.Fatalf("processes left behind after %s was killed: %v", victim, left)
	}
	return hit
}

// strike kills a program of the family as soon as one is at work; it gives up
// when the rehearsal is through.
func strike(parent int, victim string, done chan struct{}) bool {
	for {
		for _, p := range family(parent) {
			if strings.HasPrefix(p.name, victim) && (victim != "terraform" || p.name == "terraform") {
				return syscall.Kill(p.pid, syscall.SIGKILL) == nil
			}
		}
		select {
		case <-done:
			return false
		case <-time.After(20 * time.Millisecond):
		}
	}
}

type process struct {
	pid, parent int
	name        string
}

// table lists the processes of this machine.
func table() []process {
	var out []process
	files, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			continue
		}
		open, shut := bytes.IndexByte(b, '('), bytes.LastIndexByte(b, ')')
		fields := strings.Fields(string(b[shut+1:]))
		pid, _ := strconv.Atoi(strings.TrimSpace(string(b[:open])))
		parent, _ := strconv.Atoi(fields[1])
		name := string(b[open+1 : shut])
		if exe, err := os.Readlink(fmt.Sprintf("/proc/%d/exe", pid)); err == nil {
			name = filepath.Base(exe)
		}
		out = append(out, process{pid, parent, name})
	}
	return out
}

// family is a process with all that it started.
func family(pid int) []process {
	all := table()
	in := map[int]bool{pid: true}
	for grew := true; grew; {
		grew = false
		for _, p := range all {
			if in[p.parent] && !in[p.pid] {
				in[p.pid], grew = true, true
			}
		}
	}
	var out []process
	for _, p := range all {
		if in[p.pid] {
			out = append(out, p)
		}
	}
	return out
}

// orphans are processes that still work in the estate's folder.
func orphans(estate string) []string {
	var out []string
	for _, p := range table() {
		if cwd, err := os.Readlink(fmt.Sprintf("/proc/%d/cwd", p.pid)); err == nil && strings.HasPrefix(cwd, estate) {
			out = append(out, fmt.Sprintf("%s (%d)", p.name, p.pid))
		}
	}
	return out
}

// edit changes two units, so that a round has something to do: log groups are
// updated, and a network with all that is in it is replaced.
func edit(t *testing.T, estate string, round int) {
	t.Helper()
	days := []int{7, 14, 30, 60, 90}[round%5]
	inputs(t, estate, "logs", fmt.Sprintf("  key       = dependency.keys.outputs.arns[1]\n  retention = %d\n", days))
	inputs(t, estate, "network", fmt.Sprintf("  cidr = \"10.%d.0.0/16\"\n", 60+round%7))
}

// inputs writes a unit's inputs anew.
func inputs(t *testing.T, estate, unit, body string) {
	t.Helper()
	path := filepath.Join(estate, unit, "terragrunt.hcl")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text, _, _ := strings.Cut(string(b), "\ninputs = {")
	if err := os.WriteFile(path, []byte(text+"\ninputs = {\n"+body+"}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

func build(t *testing.T) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "terrace")
	if out, err := exec.Command("go", "build", "-o", bin, "../../cmd/terrace").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return bin
}

func copyEstate(t *testing.T) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "six"), os.DirFS("../estates/six")); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "six")
}

func run(t *testing.T, terrace, dir string, args ...string) (string, int) {
	t.Helper()
	cmd := exec.Command(terrace, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if _, ok := err.(*exec.ExitError); err != nil && !ok {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

func last(t *testing.T, out string) (doc document) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &doc); err != nil {
		t.Fatalf("no final document: %v\n%s", err, tail(out))
	}
	return doc
}

func tail(s string) string {
	if len(s) > 6000 {
		return "…" + s[len(s)-6000:]
	}
	return s
}
