//go:build !linux

package realprov

import (
	"os/exec"
	"syscall"
)

// dieWithParent puts the provider into a group of its own; where the system
// cannot tie it to us, it ends when its connection closes.
func dieWithParent(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
