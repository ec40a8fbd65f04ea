package eval

import "testing"

func TestExcessive(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		src  string
		why  string
		line int
	}{
		{"inputs = {\n  n = 9E9999999\n}\n", "it has the number 9E9999999", 2},
		{"inputs = { n = 1e-00100000 }", "it has the number 1e-00100000", 1},
		{"inputs = { n = 1e308, m = 1e+99 }", "", 0},
		{`terraform { source = "git::https://example.com/m.git?ref=12e3456789" }`, "", 0},
		{"# 9E9999999\n", "", 0},
	} {
		if why, line := excessive([]byte(c.src)); why != c.why || line != c.line {
			t.Errorf("%q: %q at line %d, want %q at line %d", c.src, why, line, c.why, c.line)
		}
	}
}
