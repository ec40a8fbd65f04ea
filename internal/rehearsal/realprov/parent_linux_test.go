package realprov_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/rehearsal/realprov"
	"github.com/terrace-cloud/terrace/internal/rehearsal/realprov/tinyprov"
)

// hold names the program that a child of this test runs in a pool.
const hold = "TERRACE_TEST_HOLD"

// TestHold is the child of the test below: it runs a provider until it is killed.
func TestHold(t *testing.T) {
	program := os.Getenv(hold)
	if program == "" {
		t.Skip("runs only as a child of TestKillingUsTakesTheProviderAlong")
	}
	p, err := realprov.Start(program, nil)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println("provider", p.Pids()[0])
	<-t.Context().Done()
}

func TestKillingUsTakesTheProviderAlong(t *testing.T) {
	t.Parallel()
	us := exec.Command(os.Args[0], "-test.run=^TestHold$")
	us.Env = append(os.Environ(), hold+"="+tinyprov.Program(t))
	out, err := us.StdoutPipe()
	if err == nil {
		err = us.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	pid := 0
	for s := bufio.NewScanner(out); pid == 0 && s.Scan(); {
		if n, ok := strings.CutPrefix(s.Text(), "provider "); ok {
			pid, _ = strconv.Atoi(n)
		}
	}
	killed := us.Process.Kill()
	_ = us.Wait()
	if pid == 0 || killed != nil {
		t.Fatalf("the child did not start a provider (%v)", killed)
	}
	if !gone(pid) {
		t.Errorf("provider %d outlives a killed parent", pid)
	}
}
