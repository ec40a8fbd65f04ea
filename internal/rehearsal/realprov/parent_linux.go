package realprov

import (
	"os/exec"
	"syscall"
)

// dieWithParent makes the kernel end the provider when Terrace is killed. The
// signal is bound to the thread that starts the child; [Start] keeps it.
func dieWithParent(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
}
