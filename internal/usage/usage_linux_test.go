package usage

import (
	"io"
	"os"
	"os/exec"
	"testing"
	"time"
)

// A child that works and holds memory is seen, also when it has ended.
func TestChildrenAreCounted(t *testing.T) {
	t.Parallel()
	shell := exec.Command("sh", "-c", `read go; sh -c 'x=$(head -c 40000000 /dev/zero | tr "\0" x); echo full; read end; :'; echo done; read end`)
	in, err1 := shell.StdinPipe()
	out, err2 := shell.StdoutPipe()
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	if err := shell.Start(); err != nil {
		t.Fatal(err)
	}
	defer shell.Wait()
	defer in.Close()
	say := func(want string) {
		t.Helper()
		in.Write([]byte("\n"))
		b := make([]byte, len(want))
		if _, err := io.ReadFull(out, b); err != nil || string(b) != want {
			t.Fatalf("the shell said %q, %v", b, err)
		}
	}
	m := Watch(shell.Process.Pid, time.Hour)
	say("full\n")
	m.look()
	say("done\n")
	c := m.Stop()
	if c == nil || c.Memory < 40_000_000 || c.CPU <= 0 {
		t.Errorf("seen: %+v", c)
	}
	if m := Watch(os.Getpid(), time.Hour).Stop(); m == nil || m.Memory < 1<<20 {
		t.Errorf("of this process: %+v", m)
	}
}

func TestAProcessThatIsGone(t *testing.T) {
	t.Parallel()
	gone := exec.Command("true")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	if c := Watch(gone.Process.Pid, time.Hour).Stop(); c != nil {
		t.Errorf("seen: %+v", c)
	}
}

func BenchmarkLook(b *testing.B) {
	for b.Loop() {
		memory(below(os.Getpid()))
	}
}
