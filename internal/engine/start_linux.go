package engine

import (
	"os"
	"syscall"
)

// dieWithParent makes the kernel kill the child when Terrace is killed. Its own
// children are the guard's business.
func dieWithParent(a *syscall.SysProcAttr) { a.Pdeathsig = syscall.SIGKILL }

// maxRSS is told in KiB by Linux.
func maxRSS(s *os.ProcessState) int64 {
	if u, ok := s.SysUsage().(*syscall.Rusage); ok {
		return u.Maxrss << 10
	}
	return 0
}
