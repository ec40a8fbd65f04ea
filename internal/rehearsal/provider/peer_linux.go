package provider

import (
	"fmt"
	"net"
	"os"
	"strings"
	"syscall"
)

// callerOf gives the process at the other end of a unix socket, what of it the
// system does not keep.
// https://man7.org/linux/man-pages/man7/unix.7.html (SO_PEERCRED)
func callerOf(c net.Conn) (from Caller) {
	u, ok := c.(*net.UnixConn)
	if !ok {
		return from
	}
	raw, err := u.SyscallConn()
	if err != nil {
		return from
	}
	var who *syscall.Ucred
	if e := raw.Control(func(fd uintptr) {
		who, err = syscall.GetsockoptUcred(int(fd), syscall.SOL_SOCKET, syscall.SO_PEERCRED)
	}); e != nil || err != nil {
		return from
	}
	from.Folder, _ = os.Readlink(fmt.Sprintf("/proc/%d/cwd", who.Pid))
	if line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", who.Pid)); err == nil {
		from.Args = strings.Split(strings.TrimSuffix(string(line), "\x00"), "\x00")
	}
	return from
}
