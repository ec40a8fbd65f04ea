package config

import (
	"fmt"
	"strings"
)

// Document gives docs/settings.md, made from the table of options.
func Document() string {
	var b strings.Builder
	b.WriteString(intro)
	b.WriteString("```yaml\n# yaml-language-server: $schema=docs/schema/terrace.yaml.json\n")
	last := ""
	for _, o := range options {
		up, key, below := strings.Cut(o.Key, ".")
		line := o.Key + ": " + o.Example
		if below {
			line = "  " + key + ": " + o.Example
			if up != last {
				b.WriteString(up + ":\n")
			}
		}
		last = up
		b.WriteString(line + "\n")
	}
	b.WriteString("```\n\n| key | flag | variable | what it is |\n|---|---|---|---|\n")
	for _, o := range options {
		fmt.Fprintf(&b, "| `%s` | `--%s` | `%s` | %s |\n", o.Key, o.Flag, o.Env, o.Usage)
	}
	b.WriteString(outro)
	return b.String()
}

const intro = `# terrace.yaml

<!-- Made from the table in internal/config/option.go: go test ./internal/config -update -->

Settings that a team shares stand in ` + "`terrace.yaml`" + ` at the top of the repository. Every
key may be left out. A flag wins over a variable, and a variable over the file. A key
that Terrace does not know is an error, told with its line; the schema for editors is
[schema/terrace.yaml.json](schema/terrace.yaml.json).

`

const outro = `
Relative paths count from terrace.yaml there, from the working folder in a flag or a
variable; "~/" is the user's home. A list in a variable is separated by commas; a flag
that takes a list may be given several times. Levels of rules are laid over those of the
file, rule by rule; every other value replaces the one below it. Each command has the
flags that it can use.

Terrace runs the programs that this file names: read it before you rehearse a repository
that you do not know.

One variable is no setting of a repository: ` + "`TERRACE_CACHE`" + ` names the folder for the tools
and providers that Terrace installs, else it is ` + "`terrace`" + ` in the user's cache.
`
