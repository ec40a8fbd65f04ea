package tfwire

import (
	"bytes"

	"google.golang.org/protobuf/encoding/protowire"
)

// wording tells, for one method, which fields of a request say how it is asked
// and not what, and which field of the answer puts the question off.
type wording struct{ meta, capabilities, deferred protowire.Number }

// wordings hold the methods that have such fields; the numbers are facts of the
// protocol.
var wordings = map[string]wording{
	"ValidateResourceTypeConfig": {capabilities: 3},
	"PlanResourceChange":         {meta: 6, capabilities: 7, deferred: 6},
	"ReadDataSource":             {meta: 3, capabilities: 4, deferred: 3},
}

// mayDefer is the field of the client's capabilities that allows the provider to
// put a question off.
const mayDefer protowire.Number = 1

// nothing is a null value on the wire: msgpack's nil in the field of that name.
var nothing = []byte{0x0a, 1, 0xc0}

// Essence gives what the answer to a request depends on: the request without
// what differs between two that ask for the same. Terraform allows a question
// to be put off when it applies and not when it plans, and writes provider_meta
// as null where others leave it out.
func Essence(method string, request []byte) []byte {
	w, ok := wordings[method]
	if !ok {
		return request
	}
	out := make([]byte, 0, len(request))
	err := eachField(request, func(num protowire.Number, whole, val []byte) {
		switch {
		case num == w.meta && bytes.Equal(val, nothing):
		case num == w.capabilities:
			out = append(out, 0) // no field begins so: what follows is of the client
			_ = eachField(val, func(n protowire.Number, whole, _ []byte) {
				if n != mayDefer {
					out = append(out, whole...)
				}
			})
		default:
			out = append(out, whole...)
		}
	})
	if err != nil {
		return request // the provider will say what is wrong with it
	}
	return out
}

// Deferred tells whether an answer puts its question off: only who allowed that
// can make use of it.
func Deferred(method string, answer []byte) bool {
	w := wordings[method]
	found := false
	_ = eachField(answer, func(num protowire.Number, _, _ []byte) { found = found || num == w.deferred })
	return found
}
