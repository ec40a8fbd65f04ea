// Package scaffold hands the estate out to an organization: it takes answers,
// makes a tree of them from a release of the estate, writes it, and later
// brings a newer release into a tree that people have edited.
package scaffold

import (
	"bytes"
	"errors"
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"go.yaml.in/yaml/v3"
)

// Answers are what tells one organization's estate from another's.
type Answers struct {
	Organization string        `yaml:"organization" json:"organization"` // first part of every name
	Domain       string        `yaml:"domain" json:"domain"`             // users come to it; environments live below it
	Repository   string        `yaml:"repository" json:"repository"`     // owner/name on GitHub
	Regions      []string      `yaml:"regions" json:"regions"`           // the primary one, and a secondary one or none
	CIDR         string        `yaml:"cidr" json:"cidr"`                 // block that all networks are cut from
	Environments []Environment `yaml:"environments" json:"environments"`
	Management   string        `yaml:"management,omitempty" json:"management,omitempty"` // account that pays; empty: its units are left out
	Without      []string      `yaml:"without,omitempty" json:"without,omitempty"`       // optional parts that are left out
	places       map[string]diag.Pos
}

// Environment is one environment of the estate.
type Environment struct {
	Name    string `yaml:"name" json:"name"`
	Account string `yaml:"account" json:"account"` // twelve digits
	Like    string `yaml:"like" json:"like"`       // which environment of the release it is made after
}

// Parts are the optional parts that [Answers.Without] may name, and the
// switches of env.hcl that each of them turns off.
var Parts = map[string][]string{
	"accelerator": {"accelerator"},
	"efs":         {"efs"},
	"gpu":         {"gpu"},
	"inference":   {"inference", "gpu"}, // GPU instances serve nothing else
	"shield":      {"shield"},
}

// paired are the switches that need a second region.
var paired = []string{"global_cache", "global_database", "tgw_peering"}

// PartNames lists [Parts] in the order of the questions.
func PartNames() []string { return []string{"gpu", "inference", "efs", "accelerator", "shield"} }

// Defaults are the answers that stand where somebody gives none.
func Defaults() Answers {
	return Answers{
		Organization: "ai-tools", Domain: "ai-tools.example", Repository: "ai-tools/platform",
		Regions: []string{"eu-central-1", "ap-southeast-1"}, CIDR: "10.0.0.0/8",
		Environments: []Environment{
			{Name: "dev", Like: "dev", Account: "111122223333"},
			{Name: "staging", Like: "staging", Account: "222233334444"},
			{Name: "production", Like: "production", Account: "333344445555"},
		},
		Management: "444455556666", Without: []string{"shield"},
	}
}

// Parse reads answers as YAML; file is named in findings. Keys that are left
// out have their default, except accounts: an environment without one is an
// error. A key that is not known is an error with its line.
func Parse(file string, text []byte) (Answers, error) {
	a := Defaults()
	a.Environments, a.Management, a.Without = nil, "", nil
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(&a); err != nil {
		return a, malformed(file, err)
	}
	var node yaml.Node
	_ = yaml.Unmarshal(text, &node) // it has just been read
	a.places = map[string]diag.Pos{}
	if len(node.Content) == 1 && node.Content[0].Kind == yaml.MappingNode {
		for i := 0; i+1 < len(node.Content[0].Content); i += 2 {
			k := node.Content[0].Content[i]
			a.places[k.Value] = diag.Pos{File: file, Line: k.Line, Column: k.Column}
		}
	}
	a.complete()
	return a, a.Check()
}

var yamlLine = regexp.MustCompile(`line (\d+): (.*)`)

func malformed(file string, err error) error {
	f := &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: "the answers cannot be read", Where: diag.Pos{File: file}, Detail: err.Error(),
		Fix: "`terrace init --help` shows a file of answers."}
	var t *yaml.TypeError
	text := err.Error()
	if errors.As(err, &t) && len(t.Errors) > 0 {
		text = t.Errors[0]
	}
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		fmt.Sscan(m[1], &f.Where.Line)
		f.Detail = m[2]
	}
	return f
}

// complete sets what follows from other answers.
func (a *Answers) complete() {
	for i := range a.Environments {
		if e := &a.Environments[i]; e.Like == "" {
			e.Like = e.Name
		}
	}
}

// Secondary gives the second region, "" where there is none.
func (a Answers) Secondary() string {
	if len(a.Regions) > 1 {
		return a.Regions[1]
	}
	return ""
}

var (
	nameRule       = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	domainRule     = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$`)
	repositoryRule = regexp.MustCompile(`^[\w.-]+/[\w.-]+$`)
	accountRule    = regexp.MustCompile(`^[0-9]{12}$`)
)

// longest is how long an organization's name may be: a load balancer has 32
// characters for ORGANIZATION-ENVIRONMENT and its own part, and X-Ray 19 for
// the first two.
const longest = 19

// Check tells what is wrong with the answers; the error is [diag.Findings].
func (a Answers) Check() error {
	var l diag.Findings
	wrong := func(key, summary, fix string) {
		l = append(l, &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: summary, Fix: fix, Where: a.places[key]})
	}
	if !nameRule.MatchString(a.Organization) || len(a.Organization) > 12 {
		wrong("organization", fmt.Sprintf("%q cannot begin the names of resources", a.Organization), "Use lower case letters, digits and single hyphens, 12 at most: AWS gives load balancers and groups 32 characters in all.")
	}
	if !domainRule.MatchString(a.Domain) {
		wrong("domain", fmt.Sprintf("%q is not a domain", a.Domain), "Name one such as example.com, in lower case, that you can delegate to Route 53.")
	}
	if !repositoryRule.MatchString(a.Repository) {
		wrong("repository", fmt.Sprintf("%q is not a repository", a.Repository), "Name it as on GitHub: owner/name.")
	}
	a.checkRegions(wrong)
	a.checkEnvironments(wrong)
	a.checkAddresses(wrong)
	for _, w := range a.Without {
		if Parts[w] == nil {
			wrong("without", fmt.Sprintf("there is no part %q to leave out", w), "The parts are "+strings.Join(PartNames(), ", ")+".")
		}
	}
	return l.Err()
}

func (a Answers) checkRegions(wrong func(key, summary, fix string)) {
	if len(a.Regions) < 1 || len(a.Regions) > 2 || len(a.Regions) == 2 && a.Regions[0] == a.Regions[1] {
		wrong("regions", "an estate stands in one region or in two", "Name the primary one, and a secondary one where there shall be one.")
		return
	}
	for _, r := range a.Regions {
		if _, ok := region(r); !ok {
			var names []string
			for _, known := range Regions {
				names = append(names, known.Name)
			}
			wrong("regions", fmt.Sprintf("the estate does not know the region %q", r), "Choose one of "+strings.Join(names, ", ")+".")
		}
	}
}

func (a Answers) checkEnvironments(wrong func(key, summary, fix string)) {
	if len(a.Environments) == 0 {
		wrong("environments", "there is no environment", "Name one at least, with its account: environments: [{name: production, account: \"111122223333\"}].")
	}
	accounts, names := map[string]string{}, map[string]bool{}
	for _, e := range a.Environments {
		switch {
		case !nameRule.MatchString(e.Name):
			wrong("environments", fmt.Sprintf("%q cannot name an environment", e.Name), "Use lower case letters, digits and single hyphens.")
		case slices.Contains([]string{"management", "modules", "runbooks", "global"}, e.Name):
			wrong("environments", fmt.Sprintf("the folder %s has another use", e.Name), "Give the environment another name.")
		case len(a.Organization)+1+len(e.Name) > longest+4:
			wrong("environments", fmt.Sprintf("%s-%s is too long to begin the names of resources", a.Organization, e.Name), fmt.Sprintf("Shorten one of them: %d characters together, with the hyphen.", longest+4))
		case names[e.Name]:
			wrong("environments", "the environment "+e.Name+" is there twice", "Drop one.")
		}
		names[e.Name] = true
		if !slices.Contains([]string{"dev", "staging", "production"}, e.Like) {
			wrong("environments", fmt.Sprintf("%s is like no environment of the estate", e.Name), "Say after which it is made: like: dev, staging or production.")
		}
		if !accountRule.MatchString(e.Account) {
			wrong("environments", fmt.Sprintf("%q is not an account (environment %s)", e.Account, e.Name), "An account has twelve digits; put them in quotes, or leading zeros are lost.")
		} else if other, taken := accounts[e.Account]; taken {
			wrong("environments", fmt.Sprintf("%s and %s are in one account", other, e.Name), "Give each environment an account of its own: names and roles would collide, and nothing would keep one from the other.")
		}
		accounts[e.Account] = e.Name
	}
	if a.Management != "" && !accountRule.MatchString(a.Management) {
		wrong("management", fmt.Sprintf("%q is not an account", a.Management), "An account has twelve digits; put them in quotes. Leave it out where others keep the organization's own account.")
	}
}

func (a Answers) checkAddresses(wrong func(key, summary, fix string)) {
	base, err := netip.ParsePrefix(a.CIDR)
	switch {
	case err != nil || !base.Addr().Is4() || base.Masked() != base:
		wrong("cidr", fmt.Sprintf("%q is not a block of IPv4 addresses", a.CIDR), "Name one such as 10.0.0.0/8: its first address and its length.")
	case !base.Addr().IsPrivate():
		wrong("cidr", a.CIDR+" is not private", "Take it from 10.0.0.0/8 or 172.16.0.0/12.")
	case 1<<max(0, 16-base.Bits()) < 2*len(a.Environments):
		wrong("cidr", fmt.Sprintf("%s has no room for the networks of %d environments", a.CIDR, len(a.Environments)), "Each has a /16 in each region: name a larger block.")
	}
}

// network gives the block of an environment (by its place in the list) in the
// primary (0) or secondary (1) region. In a /8 environments are ten apart, so
// that people can read them: 10.0, 10.10, 10.20.
func (a Answers) network(env, region int) netip.Prefix {
	base := netip.MustParsePrefix(a.CIDR)
	n := 2*env + region
	if base.Bits() <= 8 {
		n = 10*env + region
	}
	b := base.Addr().As4()
	first := uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
	first += uint32(n) << 16
	return netip.PrefixFrom(netip.AddrFrom4([4]byte{byte(first >> 24), byte(first >> 16), byte(first >> 8), byte(first)}), 16)
}
