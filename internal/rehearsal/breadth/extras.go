package breadth

// extras are, by type, what the diagnostics do not lead to.
var extras = map[string][]extra{}
