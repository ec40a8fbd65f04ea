//go:build unix

package home

import (
	"os"
	"syscall"
)

// tryLock takes the lock of a file without waiting; the system gives it back
// when the process ends, however it ends.
func tryLock(f *os.File) bool {
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
}
