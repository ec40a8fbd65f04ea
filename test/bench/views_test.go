package bench

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/terrace-cloud/terrace/internal/estate/estatetest"
)

// BenchmarkStart is what every command costs before it does anything: 50 ms at
// most.
func BenchmarkStart(b *testing.B) {
	bin := build(b)
	var doc strings.Builder
	for _, args := range []string{"--help", "version"} {
		b.Run(args, func(b *testing.B) {
			cpu, wall := 0.0, time.Hour
			for b.Loop() {
				for range 4 * rounds {
					start := time.Now()
					cpu += run(b, ".", nil, bin, args).cpu
					wall = min(wall, time.Since(start))
				}
			}
			each := 1000 * cpu / float64(b.N*4*rounds)
			b.ReportMetric(each, "cpu-ms/op")
			fmt.Fprintf(&doc, "`terrace %s`: %d ms of wall time at the least, %.0f ms of CPU on average.\n", args, wall.Milliseconds(), each)
		})
	}
	if *write {
		keep(b, "measurements/evaluator.md", "start", doc.String())
	}
}

// BenchmarkViews looks at estates of many units.
func BenchmarkViews(b *testing.B) {
	bin := build(b)
	for _, n := range []int{180, 1000, 5000, 10000} {
		dir := estatetest.Dir(b)
		estatetest.Write(b, dir, estatetest.Files(n))
		for _, args := range []string{"list --json", "graph --format svg", "graph --all --format svg"} {
			b.Run(fmt.Sprintf("%d/%s", n, strings.ReplaceAll(args, " ", "_")), func(b *testing.B) {
				var sum cost
				for b.Loop() {
					c := run(b, dir, nil, bin, strings.Fields(args)...)
					sum.cpu, sum.mib = sum.cpu+c.cpu, max(sum.mib, c.mib)
				}
				b.ReportMetric(sum.cpu/float64(b.N), "cpu-s/op")
				b.ReportMetric(float64(sum.mib), "MiB")
			})
		}
	}
}

// build builds the program.
func build(b *testing.B) string {
	b.Helper()
	bin := filepath.Join(b.TempDir(), "terrace")
	run(b, "../..", nil, "go", "build", "-o", bin, "./cmd/terrace")
	return bin
}
