package initialise

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/scaffold"
	"github.com/terrace-cloud/terrace/internal/term"
)

// gather puts the answers together: the file, over it the flags, and on a
// terminal, where neither is given, what somebody types.
func (o options) gather(ctx context.Context, s *term.Streams, ask func() *asker, changed func(flag string) bool) (scaffold.Answers, error) {
	a := scaffold.Defaults()
	if o.answers != "" {
		text, err := os.ReadFile(o.answers)
		if err != nil {
			return a, &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: "the answers cannot be read", Detail: err.Error(), Fix: "Name a file that exists.", Where: diag.Pos{File: o.answers}}
		}
		if a, err = scaffold.Parse(o.answers, text); err != nil {
			return a, err
		}
	}
	given := o.answers != ""
	for _, f := range []struct {
		flag string
		set  func() error
	}{
		{"organization", func() error { a.Organization = o.organization; return nil }},
		{"domain", func() error { a.Domain = o.domain; return nil }},
		{"repository", func() error { a.Repository = o.repository; return nil }},
		{"regions", func() error { a.Regions = o.regions; return nil }},
		{"cidr", func() error { a.CIDR = o.cidr; return nil }},
		{"account", func() (err error) { a.Environments, err = environments(o.accounts); return err }},
		{"management", func() error { a.Management = o.management; return nil }},
		{"without", func() error { a.Without = o.without; return nil }},
	} {
		if changed(f.flag) {
			given = true
			if err := f.set(); err != nil {
				return a, err
			}
		}
	}
	switch {
	case given && o.answers == "" && !changed("account"):
		return a, &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: "the accounts are missing", Fix: "Give each environment its account: --account dev=111122223333 --account production=333344445555."}
	case given:
		if o.answers == "" && !changed("management") {
			a.Management = ""
		}
		return a, a.Check()
	case !s.Interactive():
		return a, &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: "there is nobody to ask", Detail: "The input is no terminal, and no answers are given.",
			Fix: "Give a file of answers (--answers) or flags; `terrace init --help` shows both."}
	}
	return ask().all(ctx, a)
}

// environments reads NAME=DIGITS and NAME:LIKE=DIGITS.
func environments(flags []string) (out []scaffold.Environment, err error) {
	for _, f := range flags {
		name, account, ok := strings.Cut(f, "=")
		if !ok {
			return nil, &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: fmt.Sprintf("--account %s names no account", f), Fix: "Write it as NAME=DIGITS, or NAME:LIKE=DIGITS for an environment of another name: --account live:production=333344445555."}
		}
		name, like, ok := strings.Cut(name, ":")
		if !ok {
			like = name
		}
		out = append(out, scaffold.Environment{Name: name, Like: like, Account: account})
	}
	return out, nil
}
