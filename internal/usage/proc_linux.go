package usage

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strconv"
)

// ticks is how many of the kernel's clock ticks a second has, on every
// architecture that Go knows.
// https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
const ticks = 100

// process is a line of /proc/PID/stat.
type process struct {
	pid, parent int
	ticks       int // its own, and those of its children that it has waited for
}

// below gives a process and all that descend from it; none where it is gone.
func below(root int) []process {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil
	}
	children := map[int][]process{}
	var out []process
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		p, ok := stat(pid)
		switch {
		case !ok: // ended in the meantime
		case pid == root:
			out = append(out, p)
		default:
			children[p.parent] = append(children[p.parent], p)
		}
	}
	for i := 0; i < len(out); i++ {
		out = append(out, children[out[i].pid]...)
	}
	return out
}

func stat(pid int) (process, bool) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return process{}, false
	}
	f := bytes.Fields(text[bytes.LastIndexByte(text, ')')+1:]) // the name before it can hold anything
	p := process{pid: pid}
	if p.parent, err = number(f, 1); err != nil {
		return p, false
	}
	for at := 11; at <= 14; at++ { // utime, stime, cutime, cstime
		n, err := number(f, at)
		if err != nil {
			return p, false
		}
		p.ticks += n
	}
	return p, true
}

func number(f [][]byte, at int) (int, error) {
	if at >= len(f) {
		return 0, strconv.ErrSyntax
	}
	return strconv.Atoi(string(f[at]))
}

func seconds(l []process) float64 {
	sum := 0
	for _, p := range l {
		sum += p.ticks
	}
	return float64(sum) / ticks
}

// memory is the memory of processes, in bytes: a page that n of them share is
// counted as an n-th for each.
func memory(l []process) (sum int64) {
	for _, p := range l {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", p.pid))
		if err != nil {
			continue
		}
		f := bytes.Fields(text)
		if i := slices.IndexFunc(f, func(w []byte) bool { return string(w) == "Pss:" }); i >= 0 {
			if kib, err := number(f, i+1); err == nil {
				sum += int64(kib) << 10
			}
		}
	}
	return sum
}
