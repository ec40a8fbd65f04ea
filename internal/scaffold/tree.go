package scaffold

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// Tree is what is handed out, as files: path, with slashes, below the top of
// the repository -> content.
type Tree map[string][]byte

// Folder is where the estate stands in a repository, of a release and of an
// organization alike. Beside it stand what terrace knows of the repository and
// the lock of the modules.
const Folder = "infrastructure"

var handedOut = []string{Folder, ".github", "terrace.lock.json", "terrace.yaml"}

// Paths lists the files of a tree, sorted.
func (t Tree) Paths() []string {
	out := make([]string, 0, len(t))
	for p := range t {
		out = append(out, p)
	}
	slices.Sort(out)
	return out
}

// The regions of a release's own folders: what is made after them.
const (
	primaryFolder   = "eu-central-1"
	secondaryFolder = "ap-southeast-1"
)

// Render makes the estate of a release (its repository) into that of an
// organization: folders of environments and regions are named, left out or
// kept, and facts are set where they stand. Answers must have passed
// [Answers.Check].
func Render(release fs.FS, a Answers) (Tree, error) {
	if st, err := fs.Stat(release, Folder); err != nil || !st.IsDir() {
		return nil, &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: "there is no " + Folder + "/ to hand out",
			Fix: "Name the repository that it stands in, as --template, or none for the estate in this program."}
	}
	t := Tree{}
	for _, from := range handedOut {
		err := fs.WalkDir(release, from, func(p string, d fs.DirEntry, err error) error {
			switch {
			case p == from && p != Folder && errors.Is(err, fs.ErrNotExist):
				return nil
			case err != nil || d.IsDir() || strings.HasSuffix(p, ".go"):
				return err
			}
			text, err := fs.ReadFile(release, p)
			if err != nil {
				return err
			}
			for _, to := range a.place(p) {
				if t[to.path], err = a.facts(to, text); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return t, nil
}

// placed is where a file of the release goes, and whose it is there.
type placed struct {
	path   string
	env    int // index of the environment; -1 for what belongs to none
	region int // 0 the primary region, 1 the secondary one, -1 neither
}

// place tells where a file of the release stands in the organization's tree:
// nowhere, at one place, or at one in each environment that is made after its own.
func (a Answers) place(p string) (out []placed) {
	first, rest, deep := strings.Cut(strings.TrimPrefix(p, Folder+"/"), "/")
	if first == "management" && a.Management == "" {
		return nil
	}
	if !deep || !slices.Contains([]string{"dev", "staging", "production"}, first) {
		return []placed{{p, -1, -1}}
	}
	for i, e := range a.Environments {
		if e.Like != first {
			continue
		}
		to := placed{path.Join(Folder, e.Name, rest), i, -1}
		if folder, below, ok := strings.Cut(rest, "/"); ok {
			switch folder {
			case primaryFolder:
				to.path, to.region = path.Join(Folder, e.Name, a.Regions[0], below), 0
			case secondaryFolder:
				if a.Secondary() == "" {
					continue
				}
				to.path, to.region = path.Join(Folder, e.Name, a.Secondary(), below), 1
			}
		}
		out = append(out, to)
	}
	return out
}

// facts sets the organization's facts in the files that hold them.
func (a Answers) facts(to placed, text []byte) ([]byte, error) {
	switch name := path.Base(to.path); {
	case to.path == Folder+"/organization.hcl":
		return edit(to.path, text, map[string]string{"name": quoted(a.Organization), "domain": quoted(a.Domain), "repository": quoted(a.Repository), "network": quoted(a.CIDR)})
	case to.path == Folder+"/alerts.yaml":
		return a.alerts(text), nil
	case to.path == Folder+"/management/account.hcl":
		return edit(to.path, text, map[string]string{"id": quoted(a.Management)})
	case to.path == Folder+"/management/people.hcl":
		return edit(to.path, text, map[string]string{"environments": list(a.names("")), "free": list(a.names("dev"))})
	case to.path == Folder+"/management/global/region.hcl": // where people would look for it first
		r, _ := region(a.Regions[0])
		return edit(to.path, text, map[string]string{"name": quoted(r.Name), "short": quoted(r.Short)})
	case to.env < 0:
		return text, nil
	case name == "account.hcl":
		return edit(to.path, text, map[string]string{"id": quoted(a.Environments[to.env].Account)})
	case name == "env.hcl":
		return edit(to.path, text, a.environment(to.env))
	case name == "region.hcl" && to.region >= 0:
		return edit(to.path, text, a.regionFacts(to.env, to.region))
	}
	return text, nil
}

// names lists the environments that are made after one of the release's, or all for "".
func (a Answers) names(like string) (out []string) {
	for _, e := range a.Environments {
		if like == "" || e.Like == like {
			out = append(out, e.Name)
		}
	}
	return out
}

func (a Answers) environment(i int) map[string]string {
	e := a.Environments[i]
	v := map[string]string{"name": quoted(e.Name), "regions.primary": quoted(a.Regions[0]), "regions.secondary": quoted(a.Secondary())}
	if e.Name != e.Like && e.Like != "production" { // production has the domain itself
		v["domain"] = `"` + e.Name + `.${local.org.domain}"`
	}
	off := []string{}
	for _, w := range a.Without {
		off = append(off, Parts[w]...)
	}
	if a.Secondary() == "" {
		off = append(off, paired...)
	}
	for _, part := range off {
		v["parts."+part] = "false"
	}
	return v
}

func (a Answers) regionFacts(env, i int) map[string]string {
	r, _ := region(a.Regions[i])
	// A private AS number for each gateway: 64512 and 64513, the next environment ten further.
	asn := 64512 + 10*env + i
	return map[string]string{"name": quoted(r.Name), "short": quoted(r.Short), "azs": list(r.Zones),
		"timezone": quoted(r.Timezone), "cidr": quoted(a.network(env, i).String()), "asn": strconv.Itoa(asn)}
}

var alertEnvironment = regexp.MustCompile(`(?m)^      (dev|staging|production):(.*)\n`)

// alerts gives the differences of each alert to the environments made after
// the one that they stand for.
func (a Answers) alerts(text []byte) []byte {
	out := alertEnvironment.ReplaceAllFunc(text, func(line []byte) []byte {
		m := alertEnvironment.FindSubmatch(line)
		var b bytes.Buffer
		for _, e := range a.Environments {
			if e.Like == string(m[1]) {
				fmt.Fprintf(&b, "      %s:%s\n", e.Name, m[2])
			}
		}
		return b.Bytes()
	})
	// A list of differences that none is left of goes too.
	return emptyDifferences.ReplaceAll(out, []byte("$1"))
}

var emptyDifferences = regexp.MustCompile(`(?m)^    environments:\n(\n|  - |\z)`)
