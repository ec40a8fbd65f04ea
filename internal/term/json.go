package term

import "encoding/json"

// PrintJSON writes a document to Out, indented, with signs like < as they are.
func (s *Streams) PrintJSON(v any) error {
	e := json.NewEncoder(s.Out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
