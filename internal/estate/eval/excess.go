package eval

import "fmt"

// The parser and the evaluation go down as deep as an expression is nested, and
// a program that runs out of stack cannot tell what it was reading.
const (
	largest = 8 << 20 // bytes
	deepest = 2000    // brackets in one another, or signs before a value
	choices = 20000   // question marks: each may be nested in the one before
)

// excessive tells why a text is too much to be parsed; "" where it is not.
func excessive(src []byte) string {
	if len(src) > largest {
		return fmt.Sprintf("it has %d MiB", len(src)>>20)
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
			return "it is nested too deeply"
		}
	}
	return ""
}
