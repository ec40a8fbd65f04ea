package estate

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"
)

// partsSource has a value of its own on each line, so that a chain that names a
// wrong line is found by what stands there.
const partsSource = `locals {
  list = [
    "v1",
    "v2",
    "v3",
  ]
  objs = [
    {
      n = "v4"
      tags = [
        "v5",
        "v6",
      ]
      in = {
        deep = "v7"
      }
    },
    {
      n = "v8"
      tags = [
        "v9",
      ]
      in = {
        deep = "v10"
      }
    },
  ]
  map = {
    a = "v11"
    b = "v12"
    c = {
      d = "v13"
    }
  }
  more = {
    b = "v14"
    e = "v15"
  }
  lists = [
    [
      "v16",
    ],
    [],
    [
      "v17",
      "v18",
    ],
  ]
  set = toset([
    "v19",
    "v20",
  ])
  users = [
    {
      n = "v21"
      g = "x"
    },
    {
      n = "v22"
      g = "y"
    },
    {
      n = "v23"
      g = "x"
    },
  ]
  mixed = [
    "v24",
    [
      "v25",
      [
        "v26",
      ],
    ],
    null,
    "v27",
  ]
  nothing = null
  empty   = ""
  key     = "b"
  one     = 1
  yes     = true
  secret  = sensitive("b")
  maps = [
    {
      a = "v28"
      b = "v29"
    },
    {
      b = "v30"
    },
  ]
}
`

// TestTraceNamesNoWrongLine follows every part of what expressions make of the
// values above. A chain is fine where it names the line of the value; else it is
// coarse, and names no line of another value.
func TestTraceNamesNoWrongLine(t *testing.T) {
	t.Parallel()
	const fine, coarse = true, false
	for _, c := range []struct {
		x    string
		fine bool
	}{
		{`s.list`, fine}, {`s.list[1]`, fine}, {`[s.list[2], s.list[0]]`, fine}, {`s.list[s.one]`, fine}, {`[s.map[s.key], s.map["a"]]`, fine},
		{`s.objs[*].n`, fine}, {`s.objs.*.n`, fine}, {`s.objs[*]`, fine}, {`s.objs[*].in.deep`, fine}, {`s.objs[*].tags[0]`, fine}, {`s.objs[*]["n"]`, fine},
		{`s.objs[*].tags[*]`, fine}, {`s.objs.*.tags`, fine}, {`s.objs[*].in[*].deep`, fine}, {`s.map[*].a`, fine}, {`s.map.a[*]`, fine}, {`s.set[*]`, coarse}, {`s.nothing[*]`, fine},
		{`s.objs.*.tags[1]`, fine}, {`s.objs[*].tags[s.one - 1]`, fine}, {`[for o in s.objs : o.tags[*]]`, fine}, {`concat(s.objs, s.users)[*].n`, fine},
		{`flatten(s.lists)`, fine}, {`flatten(s.mixed)`, fine}, {`flatten([s.list, s.lists])`, fine}, {`flatten([for o in s.objs : [for t in o.tags : { t = t, n = o.n }]])`, fine},
		{`flatten(s.objs[*].tags)`, fine}, {`flatten([s.set, s.list])`, coarse}, {`flatten([s.list, s.set])`, coarse}, {`flatten(s.objs[*].tags)[1]`, fine}, {`flatten(s.list)`, fine},
		{`{ for u in s.users : u.g => u.n... }`, fine}, {`{ for u in s.users : u.g => { is = u.n }... if u.n != "v21" }`, fine}, {`{ for u in s.users : "k" => u... }`, fine},
		{`{ for i, l in s.lists : "k" => l... }`, fine}, {`{ for v in s.set : "k" => v... }`, coarse}, {`{ for u in s.users : u.n => u.g if u.g == "y" }`, fine}, {`{ for k, v in s.more : v => k }`, fine},
		{`merge(s.map, s.more)`, fine}, {`merge(s.more, s.map)`, fine}, {`merge(s.map, { a = s.more.e })`, fine}, {`merge(s.map, s.nothing)`, fine}, {`merge(s.maps...)`, fine},
		{`merge([for m in reverse(s.maps) : m]...)`, coarse}, {`merge([for m in s.maps : m]...)`, fine}, {`merge(s.more, s.maps...)`, fine}, {`merge(s.map, s.more).b`, fine}, {`merge({ for u in s.users : u.g => u.n... }, s.more)`, fine},
		{`lookup(s.map, "a")`, fine}, {`lookup(s.map, "zz", s.more.e)`, fine}, {`lookup(s.map, s.key, "")`, fine}, {`lookup(merge(s.map, s.more), s.key, "")`, fine}, {`lookup(s.map, "c", {}).d`, fine},
		{`lookup({ a = s.list[2] }, "a", s.list[0])`, fine}, {`lookup({ a = s.list[2] }, "b", s.list[0])`, fine},
		{`try(s.map.zz, s.more.b)`, fine}, {`try(s.map.c.d, s.more.b)`, fine}, {`try(s.map.c, s.more).d`, fine}, {`try([s.list[9]], s.list)[1]`, fine}, {`try(s.objs[7].n, s.objs[*].n)`, fine},
		{`coalesce(s.nothing, s.empty, s.map.b, s.map.a)`, fine}, {`coalesce(s.empty, s.list[0])`, fine}, {`coalesce(s.nothing, s.objs)[0].n`, fine},
		{`s.yes ? s.map.a : s.map.b`, fine}, {`(!s.yes ? s.list : s.objs[0].tags)`, fine}, {`(s.yes ? s.list : [])[2]`, fine}, {`s.secret == "b" ? s.map.a : s.map.b`, coarse}, {`s.map[s.secret]`, coarse},
		{`concat(s.list, s.objs[0].tags)`, fine}, {`concat([], s.list, [])`, fine}, {`concat(s.lists...)`, fine}, {`concat(s.list, s.lists...)`, fine}, {`concat(s.list, tolist(s.set))`, coarse}, {`concat(concat(s.list, ["w"]), s.list)[4]`, fine},
		{`{ for k, v in merge(s.map, s.more) : upper(k) => v if k != "c" }`, fine}, {`[for k, v in s.more : v]`, fine}, {`[for v in reverse(s.list) : v]`, coarse}, {`[for v in s.set : v]`, coarse},
		{`{ (s.key) = s.list[0], "x-${s.key}" = s.list[1] }`, fine}, {`{ a = s.list[0], "a" = s.list[1] }`, fine}, {`({ a = s.list[0] }).a`, fine}, {`[s.list[0], s.list[1]][1]`, fine},
		{`tolist(s.list)`, fine}, {`tolist(s.set)`, coarse}, {`tomap(s.more)`, fine}, {`reverse(s.list)`, coarse}, {`slice(s.list, 1, 3)`, coarse}, {`element(s.list, 4)`, coarse}, {`values(s.more)`, coarse},
		{`zipmap(["a"], [s.list[2]])`, fine}, {`zipmap(["a", "b", "c"], s.list)`, coarse}, {`sort(s.list)`, coarse}, {`jsondecode(jsonencode(s.list))`, coarse}, {`distinct(concat(s.list, s.list))`, coarse},
		{`{ a = { b = s.objs[*].n } }.a.b[1]`, fine}, {`merge({ a = { b = s.list } }, {}).a.b`, fine}, {`{ k = merge({ a = { b = s.list } }, {}).a }`, fine},
		{`[for l in s.lists : [for v in l : v if v != "v17"]]`, fine}, {`[for o in s.objs[*].in : o.deep]`, fine}, {`[for local in s.users : local.n]`, fine}, {`{ for u in s.users : u.g => [for t in [u.n] : t]... }`, fine},
		{`chunklist(s.list, 2)`, coarse}, {`"${s.list[1]}"`, fine}, {`"${s.list[1]}-${s.map.a}"`, fine}, {`upper(s.list[1]) == "V2" ? s.list[1] : ""`, fine},
	} {
		u := parts(t, c.x)
		all := true
		leaves(u.Inputs["x"].Value, []string{"x"}, func(path []string, v string) {
			own := false
			for _, s := range u.Trace(path...) {
				line := lineOf(t, s.Pos.File, s.Pos.Line)
				if filepath.Base(s.Pos.File) != "src.hcl" || !valuesIn.MatchString(v) {
					continue
				}
				for _, there := range valuesIn.FindAllString(line, -1) {
					if !slices.Contains(valuesIn.FindAllString(v, -1), there) {
						t.Errorf("%s: %s is %s and is led back to %s:%d: %s", c.x, strings.Join(path, "."), v, filepath.Base(s.Pos.File), s.Pos.Line, strings.TrimSpace(line))
					}
					own = true
				}
			}
			if valuesIn.MatchString(v) {
				all = all && own
			}
		})
		if all != c.fine {
			t.Errorf("%s: each line is found: %v", c.x, all)
		}
	}
}

// parts gives a unit whose input x is an expression of the values above.
func parts(t *testing.T, x string) *Unit {
	t.Helper()
	dir := write(t, map[string]string{".git/HEAD": "", "src.hcl": partsSource, "u/main.tf": "", "d/main.tf": "", "d/terragrunt.hcl": "",
		"u/terragrunt.hcl": "locals {\n  s = read_terragrunt_config(\"../src.hcl\").locals\n}\ndependency \"d\" {\n  config_path = \"../d\"\n}\ninputs = {\n  x = " +
			regexp.MustCompile(`\bs\.`).ReplaceAllString(strings.ReplaceAll(x, "d.", "dependency.d.outputs."), "local.s.") + "\n}\n"})
	u := load(t, dir, Options{}).Unit("u")
	if err := u.Findings.Err(); err != nil {
		t.Fatalf("%s: %v", x, err)
	}
	return u
}

// TestTraceDoesNotChoose follows parts of which only a run can tell where they
// come from: every candidate is named.
func TestTraceDoesNotChoose(t *testing.T) {
	t.Parallel()
	for x, path := range map[string]string{
		`merge(s.map, d.all)`: "x.a", `merge(d.all, { a = s.map.b }, d.more)`: "x.a", `try(d.id, s.map.a)`: "x", `try({ k = d.id }, s.map).k`: "x", `lookup(d.all, "a", s.map.b)`: "x",
		`lookup(s.map, d.key, "")`: "x", `d.yes ? s.map.a : s.map.b`: "x", `coalesce(d.id, s.map.a)`: "x", `coalesce(s.nothing, d.id, s.map.a)`: "x", `concat(d.ids, s.list)`: "x.0",
		`flatten([d.ids, s.list])`: "x.0", `flatten([[d.id], s.list])`: "x.1", `s.map[d.key]`: "x", `merge(d.all...)`: "x.a", `merge(s.map, d.all...)`: "x.a", `[for v in s.list : v if v == d.id]`: "x.0",
		`{ for v in s.list : d.id => v }`: "x.k", `{ for v in s.list : d.id => v... }`: "x.k.0", `{ a = s.map.a, (d.key) = s.map.b }`: "x.a",
	} {
		var local, other bool
		for _, s := range parts(t, x).Trace(strings.Split(path, ".")...) {
			local = local || strings.HasPrefix(s.Name, "local.") || filepath.Base(s.Pos.File) == "src.hcl"
			other = other || strings.HasPrefix(s.Name, "dependency.")
		}
		if wants := strings.Contains(x, "s."); local != wants && !strings.Contains(x, "merge(d.all...)") || !other {
			t.Errorf("%s at %s: the chain names a local: %v, an output: %v", x, path, local, other)
		}
	}
	for x, path := range map[string]string{`merge(d.all, s.map)`: "x.a", `merge({ a = d.id }, s.map)`: "x.a", `try(s.map.a, d.id)`: "x", `coalesce(s.map.a, d.id)`: "x", `concat(s.list, d.ids)`: "x.1",
		`flatten([s.list, d.ids])`: "x.1", `[d.id, s.map.a]`: "x.1", `s.yes ? s.map.a : d.id`: "x", `{ (d.key) = 1, a = s.map.a }`: "x.a"} {
		for _, s := range parts(t, x).Trace(strings.Split(path, ".")...) {
			if strings.HasPrefix(s.Name, "dependency.") {
				t.Errorf("%s at %s: an output is named that is overridden or never looked at", x, path)
			}
		}
	}
}

// TestTraceOfThisEstate follows values that are made of groups and grants, and
// handed out by a merge of what a for expression gives.
func TestTraceOfThisEstate(t *testing.T) {
	t.Parallel()
	dir, err := filepath.Abs("../../infrastructure")
	if err != nil {
		t.Fatal(err)
	}
	u := load(t, dir, Options{}).Unit("management/global/security/identity-center")
	for part, want := range map[string][]string{
		"permission_set": {`management/people.hcl local.grants[3][1] "Rescue"`, `management/people.hcl local.assignments.operators-rescue-staging.permission_set grant[1]`},
		"account_id":     {`staging/account.hcl local.id "222233334444"`, `management/people.hcl local.account.staging `, `management/people.hcl local.assignments.operators-rescue-staging.account_id local.account[env]`},
	} {
		steps := u.Trace("assignments", "operators-rescue-staging", part)
		for i, w := range want {
			rel, _ := filepath.Rel(dir, steps[i].Pos.File)
			if got := filepath.ToSlash(rel) + " " + steps[i].Name + " " + steps[i].Expr; !strings.HasPrefix(got, w) {
				t.Errorf("%s, step %d: %s, not %s", part, i+1, got, w)
			}
		}
	}
}

var valuesIn = regexp.MustCompile(`\bv\d+\b`)

// leaves visits the texts in a value.
func leaves(v cty.Value, path []string, visit func(path []string, v string)) {
	v, _ = v.UnmarkDeep()
	switch {
	case !v.IsKnown() || v.IsNull():
	case v.CanIterateElements():
		n := 0
		for it := v.ElementIterator(); it.Next(); n++ {
			k, e := it.Element()
			step := fmt.Sprint(n)
			if s, ok := text(k); ok && !v.Type().IsSetType() {
				step = s
			}
			leaves(e, append(slices.Clone(path), step), visit)
		}
	case v.Type() == cty.String:
		visit(path, v.AsString())
	}
}

func lineOf(t *testing.T, file string, n int) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(b), "\n")[n-1]
}
