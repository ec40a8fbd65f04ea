//go:build !linux

package engine

import (
	"os"
	"syscall"
)

// dieWithParent has no counterpart here: the guard alone sees to it.
func dieWithParent(*syscall.SysProcAttr) {}

// maxRSS is told in bytes by macOS.
func maxRSS(s *os.ProcessState) int64 {
	if u, ok := s.SysUsage().(*syscall.Rusage); ok {
		return int64(u.Maxrss)
	}
	return 0
}
