// Package synth makes up the values that only AWS could know: identifiers,
// ARNs, addresses, times, what a data source answers.
//
// A value is made up by rules, tried in order (see rules), most of them fed by
// the text tables in the folder tables: a line of text states what a type's id
// looks like, and a reader who knows AWS can check it without reading Go. The
// real provider is the judge of the outcome: [Maker.Settle] asks it to plan
// from the value made up, and what it would change is mended or told.
//
// The same unit, type, configuration and occurrence give the same values.
package synth
