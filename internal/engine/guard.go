package engine

import (
	"fmt"
	"io"
	"os/exec"
	"sync"
	"syscall"
)

// guardScript runs beside Terrace and is told each process group that starts
// and ends. Its input ends when Terrace does, also by SIGKILL; then it kills the
// groups that are left: Terraform below Terragrunt would live on else. A shell
// is there on Linux and macOS alike.
const guardScript = `
groups=
while read -r sign group; do
	left=
	for g in $groups; do [ "$g" = "$group" ] || left="$left $g"; done
	groups=$left
	[ "$sign" = "+" ] && groups="$groups $group"
done
for g in $groups; do kill -s KILL -- "-$g" 2>/dev/null; done
`

// guard is the one of this process.
var guard watchdog

type watchdog struct {
	mu     sync.Mutex
	in     io.WriteCloser // nil: not running
	groups map[int]bool
}

// ready starts the guard before the first group does: one that started first
// would live on, were Terrace killed before the guard knew of it.
func (g *watchdog) ready() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.in == nil {
		_ = g.start() // watch tries again
	}
}

// watch puts a process group under guard; where there is no shell, the system's
// own means must do.
func (g *watchdog) watch(pgid int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.groups == nil {
		g.groups = map[int]bool{}
	}
	g.groups[pgid] = true
	if g.in != nil && g.tell("+", pgid) == nil {
		return
	}
	if g.start() != nil { // the first group, or somebody killed the guard
		return
	}
	for id := range g.groups {
		g.tell("+", id)
	}
}

// unwatch takes out a group that has ended. The guard goes with the last one,
// so that Terrace leaves no process behind.
func (g *watchdog) unwatch(pgid int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.groups, pgid)
	if g.in == nil {
		return
	}
	g.tell("-", pgid)
	if len(g.groups) == 0 {
		g.in.Close()
		g.in = nil
	}
}

func (g *watchdog) start() error {
	cmd := exec.Command("/bin/sh", "-c", guardScript)
	cmd.Env, cmd.Dir = []string{"PATH=/bin:/usr/bin"}, "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C is not for it
	in, err := cmd.StdinPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return err
	}
	go cmd.Wait()
	g.in = in
	return nil
}

func (g *watchdog) tell(sign string, pgid int) error {
	_, err := fmt.Fprintln(g.in, sign, pgid)
	return err
}
