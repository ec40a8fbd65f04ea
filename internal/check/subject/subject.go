// Package subject tells what the resources and modules of a unit are: a
// database, a bucket, a key; and under which argument each of them keeps what
// rules ask for. The tables are data: a new resource or module is a line.
package subject

import (
	"slices"

	"github.com/terrace-cloud/terrace/internal/check/resource"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// Kind is what a thing is.
type Kind string

// The kinds.
const (
	Database   Kind = "database"
	Bucket     Kind = "bucket"
	Key        Kind = "key"
	Table      Kind = "table"
	FileSystem Kind = "file system"
	Cache      Kind = "cache"
	LogGroup   Kind = "log group"
	Service    Kind = "service"
	Balancer   Kind = "load balancer"
	Registry   Kind = "image registry"
	Queue      Kind = "queue"
	Topic      Kind = "topic"
	Instance   Kind = "instance"
	Secret     Kind = "secret"
	Network    Kind = "network"
	Volume     Kind = "volume"
	Stream     Kind = "stream"
	Trail      Kind = "trail"
	Cluster    Kind = "cluster"
)

// Meaning is what an argument is for, whatever its name is.
type Meaning string

// The meanings.
const (
	Protection      Meaning = "deletion protection"
	SkipFinal       Meaning = "final snapshot skipped"
	Backups         Meaning = "days of backups"
	Encryption      Meaning = "encryption at rest"
	Transit         Meaning = "encryption in transit"
	Public          Meaning = "reachable from the internet"
	Versioning      Meaning = "versions"
	Lifecycle       Meaning = "lifecycle"
	ForceDestroy    Meaning = "destroyed with what is in it"
	PublicACL       Meaning = "canned ACL"
	BlockPublic     Meaning = "public access blocked"
	Rotation        Meaning = "rotation"
	Window          Meaning = "days before it is deleted"
	PointInTime     Meaning = "point-in-time recovery"
	LogRetention    Meaning = "days that logs are kept"
	Autoscaling     Meaning = "autoscaling"
	MutableTags     Meaning = "tags can be moved"
	ScanOnPush      Meaning = "images scanned"
	Metadata        Meaning = "metadata tokens"
	Logs            Meaning = "access logs"
	FlowLogs        Meaning = "flow logs"
	InvalidHeaders  Meaning = "invalid headers dropped"
	LogValidation   Meaning = "log files validated"
	MultiAZ         Meaning = "several zones"
	PublicEndpoint  Meaning = "public endpoint"
	EndpointSources Meaning = "who may reach the endpoint"
	MinorUpgrades   Meaning = "minor upgrades"
)

// argument is where a meaning stands and what holds when it is not given.
type argument struct {
	path     []string
	fallback cty.Value // NilVal: not known
	other    string    // type of a resource beside it that says it instead
}

// entry is what a type of resource or a module is.
type entry struct {
	kind Kind
	args map[Meaning]argument
	when []string // argument that must not be false for it to be made
}

// Subject is one thing that a unit makes.
type Subject struct {
	Kind Kind
	*resource.Instance
	entry entry
	all   []*resource.Instance
}

// Answer is what is known of a meaning.
type Answer struct {
	resource.Value
	Given bool // somebody wrote it; else it is the default
}

// Of lists the things that a unit makes of some kinds; of all without any.
func Of(in *rule.Input, u *estate.Unit, kinds ...Kind) (out []*Subject) {
	all := rule.Once(in, memo{u}, func() (out []*Subject) {
		all := resource.Of(in, u)
		for _, i := range all {
			for _, e := range table[i.Type] {
				if made(i, e) {
					out = append(out, &Subject{e.kind, i, e, all})
				}
			}
		}
		return out
	})
	if len(kinds) == 0 {
		return all
	}
	for _, s := range all {
		if slices.Contains(kinds, s.Kind) {
			out = append(out, s)
		}
	}
	return out
}

type memo struct{ unit *estate.Unit }

func made(i *resource.Instance, e entry) bool {
	for _, name := range e.when {
		v := i.Get(name)
		if v.State == resource.Unknown || v.State == resource.Known && v.V.Type() == cty.Bool && v.V.False() {
			return false
		}
	}
	return true
}

// Ask gives what is known of a meaning; ok is false when the thing has no such
// argument, or only a run can tell.
func (s *Subject) Ask(m Meaning) (a Answer, ok bool) {
	arg, has := s.entry.args[m]
	if !has {
		return Answer{}, false
	}
	if arg.other != "" {
		if i, found := s.beside(arg.other); found {
			return Answer{resource.Value{State: resource.Known, V: cty.True, Pos: i.Pos}, true}, true
		}
	}
	v := s.Get(arg.path...)
	switch v.State {
	case resource.Unknown:
		return Answer{}, false
	case resource.Unset:
		if arg.fallback == cty.NilVal {
			return Answer{}, false
		}
		return Answer{resource.Value{State: resource.Known, V: arg.fallback, Pos: s.Pos}, false}, true
	}
	return Answer{v, true}, v.V.IsWhollyKnown()
}

// beside finds a resource of another type that names this one.
func (s *Subject) beside(typ string) (*resource.Instance, bool) {
	for _, i := range s.all {
		if i.Type != typ {
			continue
		}
		for _, r := range i.Refs {
			if r == s.Type+"."+s.Name {
				return i, true
			}
		}
	}
	return nil, false
}

// Is tells whether a meaning is known and is this boolean.
func (s *Subject) Is(m Meaning, want bool) (at diag.Pos, yes bool) {
	a, ok := s.Ask(m)
	if !ok {
		return diag.Pos{}, false
	}
	b, ok := rule.Bool(cty.ObjectVal(map[string]cty.Value{"x": a.V}), "x")
	return a.Pos, ok && b == want
}

// Number gives a meaning that is a whole number; ok is false when it is none.
func (s *Subject) Number(m Meaning) (n int, at diag.Pos, ok bool) {
	a, ok := s.Ask(m)
	if !ok || a.V.IsNull() {
		return 0, a.Pos, false
	}
	n, ok = Int(a.V)
	return n, a.Pos, ok
}

// Empty tells whether a meaning is known to be given nothing: null, "", an
// empty list or object.
func (s *Subject) Empty(m Meaning) (at diag.Pos, yes bool) {
	a, ok := s.Ask(m)
	if !ok {
		return diag.Pos{}, false
	}
	switch t := a.V.Type(); {
	case a.V.IsNull():
		return a.Pos, true
	case t == cty.String:
		return a.Pos, a.V.AsString() == ""
	case a.V.CanIterateElements():
		return a.Pos, a.V.LengthInt() == 0 && !a.Block
	}
	return a.Pos, false
}

// Int gives a whole number, also where it is written as a text.
func Int(v cty.Value) (int, bool) {
	if v.Type() == cty.String {
		n, err := convert.Convert(v, cty.Number)
		if err != nil {
			return 0, false
		}
		v = n
	}
	if v.Type() != cty.Number || v.IsNull() || !v.IsKnown() {
		return 0, false
	}
	n, _ := v.AsBigFloat().Int64()
	return int(n), true
}
