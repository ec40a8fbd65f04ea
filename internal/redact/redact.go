// Package redact keeps secrets out of what is printed: it knows the names that
// people give them.
package redact

import (
	"regexp"
	"strings"
)

// Hidden stands in the place of what is not shown.
const Hidden = "(hidden; --reveal shows it)"

var names = regexp.MustCompile(`(?i)(?:^|[^a-z])(?:(?:[a-z]+_?)?(?:password|passwd|passphrase|pwd)|secret|secrets|secret_?(?:string|binary|key|value|access_key)|` +
	`(?:[a-z]+_)?token|token_value|api_?keys?|access_?keys?|private_?keys?|credentials?|connection_string|auth_string)(?:_wo)?$`)

// Name tells whether a name is that of a secret. It looks at the last word, so
// that a secret's address or a password's length is none.
func Name(name string) bool {
	return names.MatchString(name) || names.MatchString(snake(name))
}

var hump = regexp.MustCompile(`([a-z0-9])([A-Z])`)

// snake writes camel case with underscores.
func snake(s string) string { return hump.ReplaceAllString(s, "${1}_${2}") }

// Arguments hides secrets in a command line: NAME=VALUE under the name of a
// secret, what follows a flag of that name, and headers that hold one.
func Arguments(args []string) []string {
	out := make([]string, len(args))
	next := false
	for i, a := range args {
		name, _, assigned := strings.Cut(a, "=")
		switch head, _, header := strings.Cut(a, ":"); {
		case next && !strings.HasPrefix(a, "-"):
			out[i], next = Hidden, false
			continue
		case assigned && Name(strings.ReplaceAll(name, "-", "_")):
			out[i] = name + "=" + Hidden
		case header && (strings.EqualFold(head, "authorization") || Name(strings.ReplaceAll(head, "-", "_"))):
			out[i] = head + ": " + Hidden
		default:
			out[i] = a
		}
		next = strings.HasPrefix(a, "-") && !assigned && Name(strings.ReplaceAll(a, "-", "_"))
	}
	return out
}
