package engine

import (
	"path/filepath"
	"slices"
	"strings"
)

// findGo gives the go program: from PATH, else where its installer puts it.
func findGo(environ []string) string {
	dirs := filepath.SplitList(lookup(environ)("PATH"))
	for _, dir := range append(dirs, "/usr/local/go/bin") {
		if path := filepath.Join(dir, "go"); filepath.IsAbs(dir) && isFile(path) {
			return path
		}
	}
	return ""
}

// steering are the variables that would make Go build something else than the
// pinned program for this machine.
var steering = []string{"GOFLAGS", "GOOS", "GOARCH", "GOWORK", "GO111MODULE", "CGO_ENABLED", "GOEXPERIMENT", "GOBIN"}

// goEnv gives the environment for Go: the user's own, for proxies, private
// hosts and caches are set there.
func goEnv(environ []string, offline bool) []string {
	env := slices.DeleteFunc(slices.Clone(environ), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains(steering, name) || strings.HasPrefix(name, "AWS_")
	})
	env = append(env, "GOFLAGS=-mod=readonly", "GOWORK=off", "CGO_ENABLED=0")
	if offline {
		env = append(env, "GOPROXY=off")
	}
	return env
}
