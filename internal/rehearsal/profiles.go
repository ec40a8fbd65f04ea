package rehearsal

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/module"
	"github.com/terrace-cloud/terrace/internal/whole"
)

// profiles are the names under which configurations ask for credentials of the
// shared AWS files. Children do not get the user's own files: each name leads to
// the invented keys of the account that the child works in.
type profiles struct {
	mu    sync.Mutex
	names map[string]bool
}

var (
	profileRe = regexp.MustCompile(`(?m)^\s*profile\s*=\s*"([^"$%]+)"`)
	noProfile = regexp.MustCompile(`failed to get shared config profile, ([\w@.+=,/-]+)`)
)

// learn takes names; it tells whether one of them is new.
func (p *profiles) learn(names ...string) (grew bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, n := range names {
		if n == "" || p.names[n] {
			continue
		}
		if p.names == nil {
			p.names = map[string]bool{}
		}
		p.names[n], grew = true, true
	}
	return grew
}

// read takes the names that a text writes out.
func (p *profiles) read(text string) {
	for _, m := range profileRe.FindAllStringSubmatch(text, -1) {
		p.learn(m[1])
	}
}

// write saves the profiles as a file of shared credentials, with the keys for
// every one of them. It gives "" where there is none.
// https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html
func (p *profiles) write(path, id, secret string) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.names) == 0 {
		return "", nil
	}
	var b strings.Builder
	for _, n := range slices.Sorted(maps.Keys(p.names)) {
		fmt.Fprintf(&b, "[%s]\naws_access_key_id = %s\naws_secret_access_key = %s\n\n", n, id, secret)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", err
	}
	return path, whole.Write(path, []byte(b.String()), 0o600)
}

// credentials is what a child in an account has of AWS.
func (r *runner) credentials(account string) []string {
	env := r.front.Env(account)
	id, secret := r.front.KeyFor(account)
	file, err := r.profiles.write(filepath.Join(r.Folder, "home", "aws", account), id, secret)
	if err != nil || file == "" { // without the file a child says which profile it lacks
		return env
	}
	return append(env, "AWS_SHARED_CREDENTIALS_FILE="+file)
}

// learnProfiles takes the profiles that the unit names as literals; those that come
// of variables are learned when a child does not find them.
func (u *unitRun) learnProfiles() {
	if s := u.unit.RemoteState; s != nil {
		u.profiles.learn(text(s.Config, "profile"))
	}
	for _, g := range u.unit.Generate {
		u.profiles.read(g.Contents)
	}
	u.readProfiles(u.source)
}

// readProfiles takes the profiles in the configuration of a folder.
func (r *runner) readProfiles(dir string) {
	files, _ := module.ConfigFiles(dir)
	for _, f := range files {
		if b, err := os.ReadFile(f); err == nil {
			r.profiles.read(string(b))
		}
	}
}

// lackedProfile tells whether a child failed for a profile that it will find
// when it runs again.
func (r *runner) lackedProfile(obs *observation, res engine.Result) bool {
	said := res.Stderr
	for _, d := range obs.diagnostics {
		said += "\n" + d.Summary + " " + d.Detail
	}
	grew := false
	for _, m := range noProfile.FindAllStringSubmatch(said, -1) {
		grew = r.profiles.learn(strings.TrimRight(m[1], ".,")) || grew
	}
	return grew
}
