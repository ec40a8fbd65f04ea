package docs

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/terrace-cloud/terrace/internal/command"
	"github.com/terrace-cloud/terrace/internal/term"
)

// The pages in commands/ say what the help of each command says.
func TestCommandPagesAreCurrent(t *testing.T) {
	t.Parallel()
	root := command.Root(term.New(strings.NewReader(""), io.Discard, io.Discard, func(string) string { return "" }))
	want := map[string]string{"README.md": contents(root)}
	for _, c := range root.Commands() {
		want[c.Name()+".md"] = page(t, c)
	}
	names, err := filepath.Glob("commands/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if _, ok := want[filepath.Base(name)]; !ok && !*update {
			t.Errorf("%s is the page of no command", name)
		} else if !ok {
			if err := os.Remove(name); err != nil {
				t.Error(err)
			}
		}
	}
	for name, text := range want {
		path := filepath.Join("commands", name)
		if got, _ := os.ReadFile(path); string(got) == text {
			continue
		}
		if !*update {
			t.Errorf("%s is not what the help says: go test ./docs -update", path)
		} else if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Error(err)
		}
	}
}

const madeFromHelp = "<!-- Made from the help of the command: go test ./docs -update -->\n\n"

// contents lists the commands.
func contents(root *cobra.Command) string {
	var b strings.Builder
	b.WriteString("# Commands\n\n" + madeFromHelp + plainText(root.Short) + ".\n\n")
	for _, c := range root.Commands() {
		fmt.Fprintf(&b, "- [`terrace %s`](%s.md): %s\n", c.Name(), c.Name(), plainText(c.Short))
	}
	b.WriteString("\n" + fenced("console", root.Example) + `
Exit codes are the same everywhere: 0 done, 1 failed, 2 changes or findings, 3 wrong usage or
configuration, 4 a tool is missing, 130 interrupted. Results go to standard output, progress
and findings to standard error. Colours are for terminals only, and off with ` + "`NO_COLOR`" + `.

` + "`terrace completion bash`" + `, or zsh, fish or powershell, prints what completes commands, flags, units
and folders in that shell.
`)
	return b.String()
}

// page is the page of a command and those below it.
func page(t *testing.T, c *cobra.Command) string {
	t.Helper()
	var b strings.Builder
	var section func(c *cobra.Command, level string)
	section = func(c *cobra.Command, level string) {
		fmt.Fprintf(&b, "%s %s\n\n", level, c.CommandPath())
		if level == "#" {
			b.WriteString(madeFromHelp)
		}
		fmt.Fprintf(&b, "%s.\n\n%s", plainText(c.Short), markdown(c.Long))
		if c.Runnable() {
			fmt.Fprintf(&b, "%s\n", fenced("console", "  "+c.UseLine()))
		}
		fmt.Fprintf(&b, "Examples:\n\n%s\n%s%s", fenced("console", c.Example), flags(c), schemas(t, c))
		for _, below := range c.Commands() {
			section(below, level+"#")
		}
	}
	section(c, "#")
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// flags is a table of a command's flags.
func flags(c *cobra.Command) string {
	rows := newTable("flag", "")
	n := 0
	c.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if f.Name == "help" {
			return
		}
		n++
		kind, usage := pflag.UnquoteUsage(f)
		name := "--" + strings.TrimSpace(f.Name+" "+kind)
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		if f.DefValue != "" && !slices.Contains([]string{"false", "0", "[]"}, f.DefValue) {
			usage += " (default " + f.DefValue + ")"
		}
		rows.row(code(name), strings.ReplaceAll(plainText(usage), "|", "\\|"))
	})
	if n == 0 {
		return ""
	}
	return rows.String() + "\n"
}

// schemas links to what --json prints.
func schemas(t *testing.T, c *cobra.Command) string {
	t.Helper()
	if c.Flags().Lookup("json") == nil {
		return ""
	}
	name := strings.ReplaceAll(strings.TrimPrefix(c.CommandPath(), "terrace "), " ", "-")
	found, err := filepath.Glob("schema/" + name + "*.json")
	if err != nil {
		t.Fatal(err)
	}
	var links []string
	for _, f := range found {
		links = append(links, fmt.Sprintf("[%s](../%s)", filepath.Base(f), filepath.ToSlash(f)))
	}
	if len(links) == 0 {
		return ""
	}
	return "Schema of `--json`: " + strings.Join(links, ", ") + ".\n\n"
}

// markdown makes paragraphs of a help text; indented lines in it are code.
func markdown(help string) string {
	var b, block strings.Builder
	flush := func() {
		if block.Len() > 0 {
			b.WriteString("\n" + fenced("", block.String()) + "\n")
			block.Reset()
		}
	}
	for line := range strings.SplitSeq(help, "\n") {
		switch {
		case strings.HasPrefix(line, " "):
			block.WriteString(line + "\n")
		case line == "" && block.Len() > 0:
			flush()
		default:
			flush()
			b.WriteString(plainText(line) + "\n")
		}
	}
	flush()
	text := strings.TrimRight(b.String(), "\n")
	for strings.Contains(text, "\n\n\n") {
		text = strings.ReplaceAll(text, "\n\n\n", "\n\n")
	}
	if text == "" {
		return ""
	}
	return text + "\n\n"
}

// plainText writes signs so that they mean nothing in Markdown.
func plainText(s string) string {
	return strings.NewReplacer("*", `\*`, "_", `\_`, "<", `\<`, "`", "\\`").Replace(s)
}

// fenced is a block of code, without the indent that all of its lines share.
func fenced(language, text string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	indent := len(text)
	for _, l := range lines {
		if l != "" {
			indent = min(indent, len(l)-len(strings.TrimLeft(l, " ")))
		}
	}
	for i, l := range lines {
		lines[i] = l[min(indent, len(l)):]
	}
	return "```" + language + "\n" + strings.Join(lines, "\n") + "\n```\n"
}
