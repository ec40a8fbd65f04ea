package bench

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	terrace "github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/estate/estatetest"
)

var counts = flag.String("sizes", "180,1000,5000,10000", "sizes of the generated estates")

func sizes(b *testing.B) (out []int) {
	b.Helper()
	for s := range strings.SplitSeq(*counts, ",") {
		n, err := strconv.Atoi(s)
		if err != nil {
			b.Fatal(err)
		}
		out = append(out, n)
	}
	return out
}

// rounds is how often each figure is taken; the least counts.
const rounds = 5

// BenchmarkEvaluate holds evaluating an estate against parsing its files.
func BenchmarkEvaluate(b *testing.B) {
	bin := build(b)
	var doc strings.Builder
	doc.WriteString("| units | files | parsing alone | evaluating | times | `terrace list`: CPU s / MiB | `terrace check`: CPU s / MiB |\n|---|---|---|---|---|---|---|\n")
	for _, n := range sizes(b) {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := estatetest.Dir(b)
			estatetest.Write(b, dir, estatetest.Files(n))
			parsed, evaluated, files := time.Hour, time.Hour, 0
			var list, check cost
			for b.Loop() {
				for range rounds {
					parsed = min(parsed, spent(b, func() { files = parse(b, dir) }))
					evaluated = min(evaluated, spent(b, func() {
						if e, err := terrace.Load(b.Context(), dir, terrace.Options{}); err != nil || len(e.Units) != n || e.Findings.HasErrors() {
							b.Fatal(err)
						}
					}))
				}
				list = run(b, dir, nil, bin, "list", "--json")
				check = run(b, dir, nil, bin, "check", "--json")
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(parsed.Seconds(), "parse-cpu-s")
			b.ReportMetric(evaluated.Seconds(), "evaluate-cpu-s")
			fmt.Fprintf(&doc, "| %d | %d | %.2f | %.2f | %.1f | %.2f / %d | %.2f / %d |\n", n, files, parsed.Seconds(), evaluated.Seconds(),
				evaluated.Seconds()/parsed.Seconds(), list.cpu, list.mib, check.cpu, check.mib)
		})
	}
	if *write {
		keep(b, "measurements/evaluator.md", "evaluate", doc.String())
	}
}

// parse parses every file of an estate and gives their number.
func parse(b *testing.B, dir string) (n int) {
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(p) != ".hcl" {
			return err
		}
		src, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		if f, ds := hclsyntax.ParseConfig(src, p, hcl.InitialPos); ds.HasErrors() || f == nil {
			return ds
		}
		n++
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// spent gives the time that this process computes in a function.
func spent(b *testing.B, f func()) time.Duration {
	b.Helper()
	runtime.GC()
	start := computed(b)
	f()
	return computed(b) - start
}

func computed(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
