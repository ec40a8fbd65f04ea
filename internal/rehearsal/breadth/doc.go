// Package breadth tries the values that a rehearsal makes up on every type the
// provider has: for each resource type it makes a minimal configuration, has
// the real provider validate and plan it, fills and settles the plan, and asks
// whether the provider then plans no change and reads the state back unchanged;
// for each data source and ephemeral resource it looks whether the answer is
// whole and of the right type.
package breadth
