package command

import (
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/term"
)

func root() *cobra.Command {
	return Root(term.New(strings.NewReader(""), io.Discard, io.Discard, func(string) string { return "" }))
}

// every calls f with each command, the one above those below it.
func every(c *cobra.Command, f func(*cobra.Command)) {
	f(c)
	for _, below := range c.Commands() {
		every(below, f)
	}
}

// Help shows how each command is used, and what each flag is for.
func TestEveryCommandExplainsItself(t *testing.T) {
	t.Parallel()
	every(root(), func(c *cobra.Command) {
		if !strings.HasPrefix(c.Example, "  ") || c.Short == "" || strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s: Short %q, Example %q", c.CommandPath(), c.Short, c.Example)
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Usage == "" || strings.Contains(f.Usage, "`") {
				t.Errorf("%s --%s: %q", c.CommandPath(), f.Name, f.Usage)
			}
		})
	})
}

var (
	line = regexp.MustCompile(`(?:^|\$\()(?:[A-Z_]+=\S+ )?terrace ([^#|>&)]*)`)
	word = regexp.MustCompile(`'[^']*'|"[^"]*"|\S+`)
)

// Examples in the help have flags and arguments that the command takes.
func TestExamplesAreUsed(t *testing.T) {
	t.Parallel()
	every(root(), func(c *cobra.Command) {
		shown := false
		for text := range strings.SplitSeq(c.Example, "\n") {
			m := line.FindStringSubmatch(strings.TrimSpace(text))
			if m == nil {
				continue
			}
			words := word.FindAllString(m[1], -1)
			for i, w := range words {
				words[i] = strings.Trim(w, `'"`)
			}
			used, args, err := root().Find(words)
			if err == nil {
				used.InitDefaultHelpFlag()
				err = used.ParseFlags(args)
			}
			if err == nil {
				err = used.ValidateArgs(used.Flags().Args())
			}
			if err != nil {
				t.Errorf("%s: %s: %v", c.CommandPath(), strings.TrimSpace(text), err)
			}
			shown = shown || strings.HasPrefix(used.CommandPath(), c.CommandPath())
		}
		if !shown {
			t.Errorf("%s: no example has it", c.CommandPath())
		}
	})
}

// Each setting of terrace.yaml is a flag of some command, and the help of that
// flag is the sentence of the documentation.
func TestEverySettingIsAFlag(t *testing.T) {
	t.Parallel()
	usage := map[string]string{}
	every(root(), func(c *cobra.Command) {
		c.LocalFlags().VisitAll(func(f *pflag.Flag) { usage[f.Name] = f.Usage })
	})
	for _, o := range config.Options() {
		if !strings.HasPrefix(usage[o.Flag], o.Usage) {
			t.Errorf("--%s of %s: %q", o.Flag, o.Key, usage[o.Flag])
		}
	}
}
