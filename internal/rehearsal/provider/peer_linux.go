package provider

import (
	"fmt"
	"net"
	"os"
	"syscall"
)

// folderOf gives the folder that the process at the other end of a unix socket
// works in, "" where the system keeps it.
// https://man7.org/linux/man-pages/man7/unix.7.html (SO_PEERCRED)
func folderOf(c net.Conn) string {
	u, ok := c.(*net.UnixConn)
	if !ok {
		return ""
	}
	raw, err := u.SyscallConn()
	if err != nil {
		return ""
	}
	var who *syscall.Ucred
	if e := raw.Control(func(fd uintptr) {
		who, err = syscall.GetsockoptUcred(int(fd), syscall.SOL_SOCKET, syscall.SO_PEERCRED)
	}); e != nil || err != nil {
		return ""
	}
	folder, _ := os.Readlink(fmt.Sprintf("/proc/%d/cwd", who.Pid))
	return folder
}
