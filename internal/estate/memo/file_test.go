package memo

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/terrace-cloud/terrace/internal/estate/tree"
)

// writeTo makes this process one that saves a cache again and again, until it
// is killed.
const writeTo = "TERRACE_TEST_WRITE_CACHE"

func TestMain(m *testing.M) {
	if file := os.Getenv(writeTo); file != "" {
		for i := 0; ; i++ {
			if err := saved(file, fmt.Sprint(i)); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
		}
	}
	os.Exit(m.Run())
}

// saved puts a long text that starts with word into the cache of a file.
func saved(file, word string) error {
	c := Open[string](file, "test")
	q := &Questions{}
	w := World{View: tree.NewView(nil)}
	c.In(w, q).Put("key", strings.Repeat(word+" ", 200_000), []int32{q.Number(Leads, file+".none")})
	return c.Save()
}

func got(t *testing.T, file string) string {
	t.Helper()
	v, _ := Open[string](file, "test").In(World{View: tree.NewView(nil)}, &Questions{}).Get("key")
	return v
}

// TestKilledWriter kills a process while it saves: the file is the old one or
// the new one, and what lies about is swept in time.
func TestKilledWriter(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "cache")
	if err := saved(file, "first"); err != nil {
		t.Fatal(err)
	}
	halves := 0
	for i := range 20 {
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), writeTo+"="+file)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(5+6*i) * time.Millisecond) // at another moment each time
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = c.Wait()
		v := got(t, file)
		word, _, _ := strings.Cut(v, " ")
		if word == "" || v != strings.Repeat(word+" ", 200_000) {
			t.Fatalf("what is kept starts with %.40q", v)
		}
		left, _ := filepath.Glob(filepath.Join(filepath.Dir(file), ".*"))
		halves = len(left)
	}
	t.Logf("%d half-written files lie about", halves)
	old := time.Now().Add(-2 * time.Hour)
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(file), ".*"))
	for _, p := range left {
		if err := os.Chtimes(p, old, old); err != nil {
			t.Fatal(err)
		}
	}
	if err := saved(file, "last"); err != nil {
		t.Fatal(err)
	}
	if es, err := os.ReadDir(filepath.Dir(file)); err != nil || len(es) != 1 {
		t.Errorf("%d files are left, %v", len(es), err)
	}
}

// TestDamaged opens what is not a whole cache of this making: it is empty, and
// is saved anew.
func TestDamaged(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "cache")
	if err := saved(file, "word"); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	flipped := append([]byte{}, good...)
	flipped[len(flipped)-3] ^= 1
	for name, bad := range map[string][]byte{"nothing": nil, "the first line": good[:30], "half": good[:len(good)/2], "but one": good[:len(good)-1], "a bit": flipped,
		"more": append(append([]byte{}, good...), 'x'), "zeros": make([]byte, len(good))} {
		if err := os.WriteFile(file, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if v := got(t, file); v != "" {
			t.Errorf("%s: %.40q is kept", name, v)
		}
		if err := saved(file, "anew"); err != nil {
			t.Fatal(err)
		}
		if v := got(t, file); !strings.HasPrefix(v, "anew ") {
			t.Errorf("%s: %.40q is kept after it was saved anew", name, v)
		}
	}
	if v, ok := Open[string](file, "another version").In(World{View: tree.NewView(nil)}, &Questions{}).Get("key"); ok {
		t.Errorf("another version finds %.40q", v)
	}
	if err := os.WriteFile(file+".none", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if v := got(t, file); v != "" {
		t.Errorf("a fact has changed, and %.40q is kept", v)
	}
}
