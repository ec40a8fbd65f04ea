package provider

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/zclconf/go-cty/cty"
)

// BenchmarkAWSTuning is what the garbage collector's settings of the real
// provider cost: its memory, and its CPU time for a slice's worth of plans. The
// last setting of each variable in the wrapper counts, so it stands in for
// those in package realprov.
func BenchmarkAWSTuning(b *testing.B) {
	program := realAWS(b)
	for _, set := range []string{"GOGC=50", "GOGC=100", "GOGC=200", "GOGC=400", "GOGC=off GOMEMLIMIT=600MiB", "GOGC=off GOMEMLIMIT=900MiB", "GOGC=200 GOMEMLIMIT=700MiB"} {
		b.Run(set, func(b *testing.B) {
			wrapper := filepath.Join(b.TempDir(), "aws")
			if err := os.WriteFile(wrapper, fmt.Appendf(nil, "#!/bin/sh\n%s exec '%s'\n", set, program), 0o700); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				w := newWorld(b, wrapper)
				e := w.serve(b, Session{})
				var wg sync.WaitGroup
				for _, region := range []string{"eu-central-1", "us-east-1"} {
					c := w.dial(b, e)
					c.configure(texted("region", region))
					for i := range 4 {
						wg.Go(func() {
							for j := range 40 {
								c.plan("aws_vpc", cty.NilVal, texted("cidr_block", fmt.Sprintf("10.%d.%d.0/24", i, j)))
								c.plan("aws_lb", cty.NilVal, texted("name", fmt.Sprintf("lb-%d-%d", i, j)))
							}
							c.plan("aws_wafv2_web_acl", cty.NilVal, texted("name", fmt.Sprint("acl-", i), "scope", "REGIONAL"))
						})
					}
				}
				wg.Wait()
				pid := w.Real.Pids()[0]
				b.ReportMetric(float64(memory(b, pid, "VmHWM")), "peak-MB")
				b.ReportMetric(float64(memory(b, pid, "VmRSS")), "end-MB")
				b.ReportMetric(cpu(b, pid), "CPU-s")
				w.Real.Close()
			}
		})
	}
}

// memory reads a line of a process's status, in MB.
func memory(b *testing.B, pid int, line string) int {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), line+":")
	n, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		b.Fatal(err)
	}
	return n / 1024
}

// cpu is the time of a process in seconds, at 100 ticks a second.
func cpu(b *testing.B, pid int) float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		b.Fatal(err)
	}
	f := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	user, err1 := strconv.Atoi(f[11])
	system, err2 := strconv.Atoi(f[12])
	if err1 != nil || err2 != nil {
		b.Fatal(err1, err2)
	}
	return float64(user+system) / 100
}
