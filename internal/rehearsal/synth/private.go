package synth

import "encoding/json"

// KeptPrivate gives the private data that a plan hands on to the next one: what
// the old SDK leaves there for its own apply alone is taken out.
func KeptPrivate(planned []byte) []byte {
	var m map[string]json.RawMessage
	if len(planned) == 0 || json.Unmarshal(planned, &m) != nil {
		return planned
	}
	if _, ok := m["_new_extra_shim"]; !ok {
		return planned
	}
	if delete(m, "_new_extra_shim"); len(m) == 0 {
		return nil
	}
	out, err := json.Marshal(m)
	if err != nil {
		return planned
	}
	return out
}
