package check

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// The rules about the comments that silence others. They are asked last, when
// it is known which comments were needed.
var ignoreRules = []*rule.Rule{
	{ID: "ignore-incomplete", Family: rule.Ignores, Severity: diag.Error,
		Protects: "A finding that is silenced without a reason and an end stays silenced for ever.",
		Fix:      "Write `# terrace:ignore RULE until=2027-03-01 reason=…`, with a rule that exists.", Link: rule.Docs},
	{ID: "ignore-expired", Family: rule.Ignores, Severity: diag.Warning,
		Protects: "What was put off until a day must be looked at again after it.",
		Fix:      "Mend what it silences, or set a new date with a reason that still holds.", Link: rule.Docs},
	{ID: "ignore-unused", Family: rule.Ignores, Severity: diag.Note,
		Protects: "A comment that silences nothing hides the next finding of that line.",
		Fix:      "Take the comment away.", Link: rule.Docs},
}

var ignoreRule = map[string]*rule.Rule{
	"incomplete": ignoreRules[0], "expired": ignoreRules[1], "unused": ignoreRules[2],
}

// mark begins a comment that silences a rule.
const mark = "terrace:ignore"

// ignore is one comment.
type ignore struct {
	file  *rule.File
	line  int // of the comment
	for_  int // line that it is about
	rule  string
	at    diag.Pos
	start int // bytes of the comment, for taking it away
	end   int
	bad   string // what is wrong with it
	past  bool
	used  bool
}

var ignoreText = regexp.MustCompile(`^(?:#|//)\s*terrace:ignore(?:\s+(\S+))?(.*)$`)

// ignoresOf reads the comments of a file.
func ignoresOf(f *rule.File, day time.Time, known map[string]bool) (out []*ignore) {
	if !bytes.Contains(f.Src, []byte(mark)) {
		return nil
	}
	for n := 1; n <= f.Lines(); n++ {
		text := f.Line(n)
		at := commentAt(text)
		if at < 0 {
			continue
		}
		m := ignoreText.FindStringSubmatch(strings.TrimRight(text[at:], " \t"))
		if m == nil {
			continue
		}
		g := &ignore{file: f, line: n, for_: n, rule: m[1], at: diag.Pos{File: f.Path, Line: n, Column: len([]rune(text[:at])) + 1}}
		if strings.TrimSpace(text[:at]) == "" {
			g.for_ = 0 // the next line that is no such comment
		}
		g.read(m[2], day, known)
		out = append(out, g)
	}
	for i := len(out) - 1; i >= 0; i-- {
		if out[i].for_ != 0 {
			continue
		}
		out[i].for_ = out[i].line + 1
		if i+1 < len(out) && out[i+1].line == out[i].line+1 && strings.TrimSpace(f.Line(out[i+1].line)[:max(commentAt(f.Line(out[i+1].line)), 0)]) == "" {
			out[i].for_ = out[i+1].for_ // comments one above the other are about the same line
		}
	}
	return out
}

func commentAt(line string) int {
	for _, lead := range []string{"# " + mark, "// " + mark, "#" + mark, "//" + mark} {
		if i := strings.Index(line, lead); i >= 0 {
			return i
		}
	}
	return -1
}

var untilText = regexp.MustCompile(`\buntil=(\S+)`)
var reasonText = regexp.MustCompile(`\breason=(.*)$`)

func (g *ignore) read(rest string, day time.Time, known map[string]bool) {
	until, reason := untilText.FindStringSubmatch(rest), reasonText.FindStringSubmatch(rest)
	switch {
	case g.rule == "" || strings.Contains(g.rule, "="):
		g.bad = "names no rule"
	case !known[g.rule]:
		g.bad = fmt.Sprintf("names the rule %q, which does not exist", g.rule)
	case until == nil:
		g.bad = "has no until=DATE"
	case reason == nil || strings.Trim(strings.TrimSpace(reason[1]), `"'`) == "":
		g.bad = "has no reason=…"
	}
	if g.bad != "" {
		return
	}
	end, err := time.Parse(time.DateOnly, strings.Trim(until[1], `"'`))
	if err != nil {
		g.bad = fmt.Sprintf("has a date that cannot be read: %s", until[1])
		return
	}
	g.past = day.After(end.AddDate(0, 0, 1).Add(-time.Second)) // the day itself still counts
}

// silence leaves out what comments silence and adds what is wrong with them.
func silence(in *rule.Input, rules []*rule.Rule, found []*rule.Finding, day time.Time) (kept []*rule.Finding, silenced int) {
	known, asked := map[string]bool{}, map[string]bool{}
	for _, r := range slices.Concat(All(), rules) {
		known[r.ID] = true
	}
	for _, r := range rules {
		asked[r.ID] = true
	}
	by := map[diag.Pos][]*ignore{} // by file and line
	var all []*ignore
	for _, f := range everyFile(in) {
		for _, g := range ignoresOf(f, day, known) {
			all = append(all, g)
			if g.bad == "" {
				by[diag.Pos{File: f.Path, Line: g.for_}] = append(by[diag.Pos{File: f.Path, Line: g.for_}], g)
			}
		}
	}
	for _, f := range found {
		hit := false
		for _, g := range by[diag.Pos{File: f.Where.File, Line: f.Where.Line}] {
			if g.rule == f.Rule && f.Rule != Evaluation {
				g.used = true
				hit = hit || !g.past
			}
		}
		if hit {
			silenced++
		} else {
			kept = append(kept, f)
		}
	}
	for _, g := range all {
		if f := g.finding(asked); f != nil && asked[f.Rule] {
			kept = append(kept, f)
		}
	}
	return kept, silenced
}

// finding gives what is wrong with a comment, nil when nothing is. A comment
// for a rule that was not asked may be needed.
func (g *ignore) finding(asked map[string]bool) *rule.Finding {
	var r *rule.Rule
	var say string
	switch {
	case g.bad != "":
		r, say = ignoreRule["incomplete"], "the comment "+g.bad
	case !asked[g.rule]:
		return nil
	case !g.used:
		r, say = ignoreRule["unused"], "nothing here is found by "+g.rule
	case g.past:
		r, say = ignoreRule["expired"], "the time for which "+g.rule+" was silenced is over"
	default:
		return nil
	}
	p := &rule.Pass{Rule: r}
	return p.At(g.at, say)
}

// everyFile lists all files of the input.
func everyFile(in *rule.Input) []*rule.File {
	out := slices.Concat(in.Files, in.Texts)
	for _, w := range in.Workflows {
		out = append(out, w.File)
	}
	return out
}
