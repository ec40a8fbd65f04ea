package breadth

import (
	"regexp"
	"regexp/syntax"
	"strings"
)

// matching gives a short text that a regular expression accepts.
func matching(expr string) (string, bool) {
	expr = strings.ReplaceAll(expr, `\\`, `\`)
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return "", false
	}
	var b strings.Builder
	generate(&b, re.Simplify())
	ok, err := regexp.MatchString(expr, b.String())
	return b.String(), ok && err == nil
}

func generate(b *strings.Builder, re *syntax.Regexp) {
	switch re.Op {
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			b.WriteRune(r)
		}
	case syntax.OpCharClass:
		b.WriteRune(pick(re.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteByte('a')
	case syntax.OpCapture, syntax.OpPlus:
		generate(b, re.Sub[0])
	case syntax.OpRepeat:
		for range max(re.Min, 1) {
			generate(b, re.Sub[0])
		}
	case syntax.OpConcat:
		for _, s := range re.Sub {
			generate(b, s)
		}
	case syntax.OpAlternate:
		generate(b, re.Sub[0])
	}
}

// pick prefers a letter or a digit out of a class.
func pick(ranges []rune) rune {
	for _, want := range "a0A" {
		for i := 0; i+1 < len(ranges); i += 2 {
			if ranges[i] <= want && want <= ranges[i+1] {
				return want
			}
		}
	}
	if len(ranges) == 0 {
		return 'a'
	}
	return ranges[0]
}
