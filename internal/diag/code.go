package diag

import "errors"

// Code is the exit code of the program; design: every command uses the same.
type Code int

// The exit codes.
const (
	OK          Code = 0   // done, settled
	Failed      Code = 1   // something failed or did not settle
	Changes     Code = 2   // changes or findings, where the command was asked for them
	Config      Code = 3   // bad usage or configuration
	Missing     Code = 4   // credentials or a tool are missing
	Interrupted Code = 130 // stopped by Ctrl-C
)

// gravity orders the codes for [Worst]: changes are less grave than failure.
var gravity = map[Code]int{OK: 0, Changes: 1, Failed: 2, Config: 3, Missing: 4, Interrupted: 5}

// Worst gives the gravest of the codes; with none it gives OK.
func Worst(codes ...Code) Code {
	w := OK
	for _, c := range codes {
		if gravity[c] > gravity[w] {
			w = c
		}
	}
	return w
}

// CodeOf gives the exit code that an error asks for: OK for nil, the worst of
// its findings, else Failed.
func CodeOf(err error) Code {
	if err == nil {
		return OK
	}
	var exit *Exit
	if errors.As(err, &exit) {
		return exit.Code
	}
	var one *Finding
	if errors.As(err, &one) {
		return one.exit()
	}
	var many Findings
	if errors.As(err, &many) {
		w := OK
		for _, f := range many {
			w = Worst(w, f.exit())
		}
		return w
	}
	return Failed
}

func (f *Finding) exit() Code {
	switch {
	case f.Severity != Error:
		return OK
	case f.Code == OK:
		return Failed
	}
	return f.Code
}

// Exit ends a command with a code after it has printed all there is to say.
type Exit struct{ Code Code }

// Error is never shown; it is there so that Exit can travel as an error.
func (e *Exit) Error() string { return "exit" }
