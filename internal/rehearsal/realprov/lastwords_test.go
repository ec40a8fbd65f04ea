package realprov

import "testing"

func TestLastWords(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		parts []string
		want  string
	}{
		"a panic":       {[]string{"{\"@level\":\"info\"}\n", "panic: no such type\n\tof a\n\n", "goroutine 7 [running]:\nmain.main()\n", "panic: again\n"}, "panic: no such type of a"},
		"in pieces":     {[]string{"pan", "ic: no", "thing\ngorout", "ine 1 [running]:\n"}, "panic: nothing"},
		"out of memory": {[]string{"fatal error: runtime: out of memory\n"}, "fatal error: runtime: out of memory"},
		"in good order": {[]string{"goroutine 1 is fine\n", "do not panic: all is well\n"}, ""},
	} {
		w := &lastWords{}
		for _, p := range c.parts {
			_, _ = w.Write([]byte(p))
		}
		if got := w.crash(); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
