package scan

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestReadSkips(t *testing.T) {
	t.Parallel()
	today := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	const good = "rule: CKV_1\n    places: [modules/a]\n    reason: the key is made elsewhere\n    owner: platform\n    until: 2026-11-25\n"
	for name, c := range map[string]struct{ text, want string }{
		"whole, on its last day": {good, ""},
		"no rule":                {strings.Replace(good, "CKV_1", `""`, 1), "2: a skip needs a rule"},
		"no place":               {strings.Replace(good, "[modules/a]", "[]", 1), "needs places"},
		"no pattern":             {strings.Replace(good, "modules/a", `"modules/["`, 1), "is no pattern"},
		"no reason":              {strings.Replace(good, "the key is made elsewhere", "false positive", 1), "needs a reason"},
		"no owner":               {strings.Replace(good, "platform", `""`, 1), "needs an owner"},
		"no end":                 {strings.Replace(good, "    until: 2026-11-25\n", "", 1), `until is ""`},
		"no day":                 {strings.Replace(good, "2026-11-25", "soon", 1), `until is "soon"`},
		"ended":                  {strings.Replace(good, "11-25", "11-24", 1), "2: ended on 2026-11-24: mend what CKV_1 says"},
		"for ever":               {strings.Replace(good, "2026", "2036", 1), "a year is the most"},
		"misspelt":               {good + "    untill: 2027-01-01\n", "untill not found"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "skips.yaml")
			if err := os.WriteFile(file, []byte("skips:\n  - "+c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := ReadSkips(file, today)
			switch {
			case c.want == "" && err != nil:
				t.Error(err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestSkipCovers(t *testing.T) {
	t.Parallel()
	found := Finding{Rule: "CKV_1", Place: "dev/eu-central-1/storage/redis", Resource: `module.a["x/y"].aws_b.c[0]`}
	for name, c := range map[string]struct {
		skip Skip
		want bool
	}{
		"the place":        {Skip{Rule: "CKV_1", Places: []string{"*/*/storage/redis"}}, true},
		"its module":       {Skip{Rule: "CKV_1", Places: []string{"modules/redis"}}, false},
		"another rule":     {Skip{Rule: "CKV_2", Places: []string{"*/*/storage/redis"}}, false},
		"the resource":     {Skip{Rule: "CKV_1", Places: []string{"*/*/storage/*"}, Resources: []string{"module.a.aws_b.c"}}, true},
		"any module":       {Skip{Rule: "CKV_1", Places: []string{"*/*/storage/*"}, Resources: []string{"*aws_b.c"}}, true},
		"another resource": {Skip{Rule: "CKV_1", Places: []string{"*/*/storage/*"}, Resources: []string{"aws_b.d"}}, false},
	} {
		if got := c.skip.Covers(found); got != c.want || got != c.skip.used {
			t.Errorf("%s: got %t, want %t", name, got, c.want)
		}
	}
}
