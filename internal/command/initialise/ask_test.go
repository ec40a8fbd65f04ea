package initialise_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"github.com/terrace-cloud/terrace/internal/command"
)

// TestMain is terrace itself where a test starts it.
func TestMain(m *testing.M) {
	if os.Getenv("BE_TERRACE") != "" {
		os.Exit(command.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// session is terrace on a terminal of its own.
type session struct {
	t     *testing.T
	tty   *os.File
	c     *exec.Cmd
	shown bytes.Buffer // since the last answer
}

func start(t *testing.T, args ...string) *session {
	c := exec.Command(os.Args[0], args...)
	c.Env = append(os.Environ(), "BE_TERRACE=1", "NO_COLOR=1")
	tty, err := pty.Start(c)
	if errors.Is(err, pty.ErrUnsupported) {
		t.Skip("no terminals to be had here")
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tty.Close() })
	return &session{t: t, tty: tty, c: c}
}

// asks waits for a question, and types the answer.
func (s *session) asks(question, answer string) {
	s.t.Helper()
	_ = s.tty.SetReadDeadline(time.Now().Add(time.Minute)) // where it can be had
	for buf := make([]byte, 1024); !strings.Contains(s.shown.String(), question); {
		n, err := s.tty.Read(buf)
		if s.shown.Write(buf[:n]); err != nil {
			s.t.Fatalf("%v before %q was asked:\n%s", err, question, s.shown.String())
		}
	}
	s.shown.Reset()
	if _, err := s.tty.WriteString(answer); err != nil {
		s.t.Fatal(err)
	}
}

// ends gives the exit code.
func (s *session) ends() int {
	_, _ = s.shown.ReadFrom(s.tty) // a terminal that is closed is an error of reading
	var exit *exec.ExitError
	if err := s.c.Wait(); err != nil && !errors.As(err, &exit) {
		s.t.Fatal(err)
	}
	return s.c.ProcessState.ExitCode()
}

func content(t *testing.T, path ...string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestQuestions(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := start(t, "init", dir)
	s.asks("Short name", "Acme!\n")
	s.asks("cannot begin the names", "acme\n") // told what is wrong, and asked again
	s.asks("Domain", "acme.example\n")
	s.asks("Repository", "acme/platform\n")
	s.asks("Primary region", "us-east-1\n")
	s.asks("Secondary region", "none\n")
	s.asks("Block of addresses", "\n") // what stands in brackets
	s.asks("Environments", "dev, production\n")
	s.asks("Account of dev", "111111111111\n")
	s.asks("Account of production", "111111111111\n")
	s.asks("in one account", "333333333333\n")
	s.asks("Management account", "none\n")
	s.asks("Parts to leave out", "gpu shield\n")
	if code := s.ends(); code != 0 || !strings.Contains(s.shown.String(), "Wrote") {
		t.Fatalf("exit code %d:\n%s", code, s.shown.String())
	}
	env := content(t, dir, "infrastructure/production/env.hcl")
	for _, want := range []string{`primary   = "us-east-1"`, `secondary = ""`, "gpu             = false"} {
		if !strings.Contains(env, want) {
			t.Errorf("no %q in\n%s", want, env)
		}
	}
	for _, none := range []string{"staging", "management"} {
		if _, err := os.Stat(filepath.Join(dir, "infrastructure", none)); err == nil {
			t.Errorf("%s is there", none)
		}
	}

	// Once more over what somebody has changed: asked first, and left as it is.
	org := filepath.Join(dir, "infrastructure/organization.hcl")
	if err := os.WriteFile(org, []byte("# mine\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for answer, want := range map[string]string{"no": "# mine\n", "": "# mine\n", "yes": "acme"} {
		if err := os.WriteFile(org, []byte("# mine\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		s = start(t, "init", dir, "--organization", "acme", "--domain", "acme.example", "--repository", "acme/platform",
			"--regions", "us-east-1", "--account", "dev=111111111111", "--account", "production=333333333333", "--without", "gpu,shield")
		s.asks("Overwrite them?", answer+"\n")
		if code := s.ends(); code != map[bool]int{true: 0, false: 3}[answer == "yes"] {
			t.Errorf("%q: exit code %d", answer, code)
		}
		if got := content(t, org); !strings.Contains(got, want) {
			t.Errorf("%q: %s", answer, got)
		}
	}
}

// Ctrl-C ends the questions; nothing has been written.
func TestCtrlC(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := start(t, "init", dir)
	s.asks("Short name", "acme\n")
	s.asks("Domain", "\x03")
	if code := s.ends(); code != 130 {
		t.Errorf("exit code %d", code)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) > 0 {
		t.Errorf("%v is there: %v", files, err)
	}
}
