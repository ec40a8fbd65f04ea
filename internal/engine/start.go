package engine

import (
	"os/exec"
	"runtime"
	"sync"
	"syscall"
)

// starter starts children from one operating system thread that lives as long
// as Terrace: Linux sends the parent-death signal when the thread that started
// a child ends, and Go ends idle threads.
var starter = sync.OnceValue(func() chan<- func() {
	work := make(chan func())
	go func() {
		runtime.LockOSThread()
		for f := range work {
			f()
		}
	}()
	return work
})

// start starts cmd in a process group of its own that does not outlive Terrace.
func start(cmd *exec.Cmd) error {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	dieWithParent(cmd.SysProcAttr)
	done := make(chan error)
	guard.ready()
	starter() <- func() { done <- cmd.Start() }
	if err := <-done; err != nil {
		return err
	}
	guard.watch(cmd.Process.Pid)
	return nil
}

// signalGroup sends a signal to all processes of a group; a group that is gone
// is no error.
func signalGroup(pgid int, sig syscall.Signal) error {
	if err := syscall.Kill(-pgid, sig); err != nil && err != syscall.ESRCH && err != syscall.EPERM {
		return err
	}
	return nil
}
