package eval

import (
	"fmt"
	"regexp"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// The parser and the evaluation go down as deep as an expression is nested, and
// a program that runs out of stack cannot tell what it was reading.
const (
	largest = 8 << 20 // bytes
	deepest = 2000    // brackets in one another, or signs before a value
	choices = 20000   // question marks: each may be nested in the one before
)

// excessive tells why a text is too much to be parsed, and in which line as far
// as there is one; "" where it is not.
func excessive(src []byte) (why string, line int) {
	if len(src) > largest {
		return fmt.Sprintf("it has %d MiB", len(src)>>20), 0
	}
	depth, signs, asks := 0, 0, 0
	for _, c := range src {
		switch c {
		case '(', '[', '{':
			depth, signs = depth+1, 0
		case ')', ']', '}':
			depth, signs = max(depth-1, 0), 0
		case '!', '-':
			signs++
		case '?':
			asks++
		case ' ', '\t', '\n', '\r':
		default:
			signs = 0
		}
		if depth > deepest || signs > deepest || asks > choices {
			return "it is nested too deeply", 0
		}
	}
	return vast(src)
}

// exponent matches what looks like a number that takes megabytes to write out,
// as conversions to text do. In a text it is something else: a commit, say.
var exponent = regexp.MustCompile(`\d[eE][+-]?0*[1-9]\d{4,}`)

// vast names a number of more digits than any has a use for; "" where there is
// none.
func vast(src []byte) (why string, line int) {
	if !exponent.Match(src) {
		return "", 0
	}
	tokens, _ := hclsyntax.LexConfig(src, "", hcl.InitialPos)
	for _, t := range tokens {
		if t.Type == hclsyntax.TokenNumberLit && exponent.Match(t.Bytes) {
			return fmt.Sprintf("it has the number %.20s", t.Bytes), t.Range.Start.Line
		}
	}
	return "", 0
}
