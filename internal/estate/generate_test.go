package estate

import (
	"fmt"
	"syscall"
	"testing"
	"time"

	"github.com/terrace-cloud/terrace/internal/estate/estatetest"
)

// write puts files below a new folder; the keys are paths.
func write(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := estatetest.Dir(t)
	writeTo(t, dir, files)
	return dir
}

func writeTo(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	estatetest.Write(t, dir, files)
}

// generated writes an estate of n units.
func generated(t testing.TB, n int) string {
	t.Helper()
	return write(t, estatetest.Files(n))
}

// sizes are the numbers of units that benchmarks run with.
var sizes = []int{180, 1000, 5000, 10000}

// each runs a benchmark at every size and reports the time spent computing.
func each(b *testing.B, prepare func(b *testing.B, dir string) func() (*Estate, error)) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			run := prepare(b, generated(b, n))
			b.ReportAllocs()
			start := cpu(b)
			for b.Loop() {
				e, err := run()
				if err != nil || len(e.Units) != n || e.Findings.HasErrors() {
					b.Fatalf("%v, %d units, %v", err, len(e.Units), e.Findings)
				}
			}
			b.ReportMetric((cpu(b)-start).Seconds()/float64(b.N), "cpu-s/op")
			b.ReportMetric(0, "ns/op") // of a machine that others use too
		})
	}
}

// BenchmarkLoad evaluates all units, with nothing remembered.
func BenchmarkLoad(b *testing.B) {
	each(b, func(b *testing.B, dir string) func() (*Estate, error) {
		return func() (*Estate, error) { return Load(b.Context(), dir, Options{}) }
	})
}

// BenchmarkOutline gives the outlines of all units, with nothing remembered,
// and remembers them.
func BenchmarkOutline(b *testing.B) {
	each(b, func(b *testing.B, dir string) func() (*Estate, error) {
		return func() (*Estate, error) {
			c := NewCache(b.TempDir(), "1")
			e, err := Outline(b.Context(), dir, Options{}, c)
			if err == nil {
				err = c.Save()
			}
			return e, err
		}
	})
}

// BenchmarkOutlineCached gives them from the file of a cache, after one unit
// has changed.
func BenchmarkOutlineCached(b *testing.B) {
	each(b, func(b *testing.B, dir string) func() (*Estate, error) {
		folder := b.TempDir()
		c := NewCache(folder, "1")
		if _, err := Outline(b.Context(), dir, Options{}, c); err != nil {
			b.Fatal(err)
		}
		if err := c.Save(); err != nil {
			b.Fatal(err)
		}
		writeTo(b, dir, map[string]string{"env0/region0/c1/terragrunt.hcl": "include \"root\" {\n  path = find_in_parent_folders(\"root.hcl\")\n}\nterraform {\n  source = \"tfr:///a/b/c\"\n}\n"})
		return func() (*Estate, error) { return Outline(b.Context(), dir, Options{}, NewCache(folder, "1")) }
	})
}

// cpu gives the time that this process has spent computing.
func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
