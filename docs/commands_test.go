package docs

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/command"
)

var (
	typed = regexp.MustCompile("(?m)(?:`|^\\$ )(?:bin/)?terrace ([a-z][^`\\n#]*)")
	word  = regexp.MustCompile(`^[a-z]+$`)
)

// What a reader is told to type is a command, with flags that it has.
func TestCommandsExist(t *testing.T) {
	t.Parallel()
	for _, page := range append(pages(t), "../README.md", root+"/README.md", root+"/runbooks/maintenance.md") {
		for _, m := range typed.FindAllStringSubmatch(read(t, page), -1) {
			words := strings.Fields(m[1])
			name := words[:1]
			if (words[0] == "cloud" || words[0] == "modules") && len(words) > 1 && word.MatchString(words[1]) {
				name = words[:2]
			}
			var out, trouble bytes.Buffer
			if code := command.Main(append(name[:len(name):len(name)], "--help"), strings.NewReader(""), &out, &trouble); code != 0 || !strings.Contains(out.String(), "\n  terrace "+strings.Join(name, " ")+" ") {
				t.Errorf("%s: there is no command terrace %s", page, strings.Join(name, " "))
			}
			for _, w := range words {
				if flag, _, _ := strings.Cut(w, "="); strings.HasPrefix(flag, "--") && !strings.Contains(out.String(), flag+" ") {
					t.Errorf("%s: terrace %s has no %s", page, strings.Join(name, " "), flag)
				}
			}
		}
	}
}
