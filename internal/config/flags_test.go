package config

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"
)

// load reads settings from a file, variables and flags.
func load(t *testing.T, yaml string, env map[string]string, args ...string) (Settings, error) {
	t.Helper()
	top := t.TempDir()
	if err := os.WriteFile(filepath.Join(top, FileName), []byte(yaml), 0o600); err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, o := range options {
		keys = append(keys, o.Key)
	}
	fs := pflag.NewFlagSet("x", pflag.ContinueOnError)
	f := Bind(fs, keys...)
	f.env = func(name string) (string, bool) { v, ok := env[name]; return v, ok }
	if err := fs.Parse(args); err != nil {
		t.Fatal(err)
	}
	return f.Load(top)
}

func TestFlagWinsOverVariableOverFile(t *testing.T) {
	t.Parallel()
	for _, o := range options {
		t.Run(o.Key, func(t *testing.T) {
			t.Parallel()
			value := func(s Settings) string {
				switch v := o.field(&s).(type) {
				case *string:
					return *v
				case *[]string:
					return strings.Join(*v, ",")
				case *map[string]string:
					return (*v)["r"]
				}
				return "?"
			}
			v := map[kind][3]string{
				text: {"000000000001", "000000000002", "000000000003"}, path: {"/a", "/b", "/c"}, program: {"/a", "b", "c"},
				texts: {"a/a", "b/b", "c/c"}, levels: {"off", "note", "error"},
			}[o.kind]
			switch o.Key {
			case "engine":
				v = [3]string{"tofu", "terraform", "tofu"}
			case "allow.env":
				v = [3]string{"A", "B", "C"}
			}
			yaml := o.Key + ": \"" + v[0] + "\""
			lead := ""
			switch o.kind {
			case texts:
				yaml = "allow: {" + strings.TrimPrefix(o.Key, "allow.") + ": [" + v[0] + "]}"
			case levels:
				yaml, lead = o.Key+": {r: "+v[0]+"}", "r="
			}
			var got []string
			for _, c := range []struct {
				env  map[string]string
				args []string
			}{{}, {env: map[string]string{o.Env: lead + v[1]}}, {map[string]string{o.Env: lead + v[1]}, []string{"--" + o.Flag, lead + v[2]}}} {
				s, err := load(t, yaml, c.env, c.args...)
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, value(s))
			}
			if d := cmp.Diff(v[:], got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestValuesFromOutsideAreHeldToTheSameRules(t *testing.T) {
	t.Parallel()
	for want, c := range map[string]struct {
		env  map[string]string
		args []string
	}{
		`"engine" cannot be "pulumi" (flag --engine)`:                        {args: []string{"--engine=pulumi"}},
		`"account" cannot be "12" (environment TERRACE_ACCOUNT)`:             {env: map[string]string{"TERRACE_ACCOUNT": "12"}},
		`"allow.providers" cannot be "x" (environment TERRACE_ALLOW_PROVID`:  {env: map[string]string{"TERRACE_ALLOW_PROVIDERS": "a/b, x"}},
		`"rules" cannot be "a" (flag --rules): Write off, note, warning or `: {args: []string{"--rules=a"}},
		`"rules" cannot be "a=loud" (flag --rules)`:                          {args: []string{"--rules", "b=off,a=loud"}},
	} {
		if _, err := load(t, "", c.env, c.args...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}

func TestLevelsAreLaidOverThoseOfTheFile(t *testing.T) {
	t.Parallel()
	s, err := load(t, "rules: {a: off, b: off}", map[string]string{"TERRACE_RULES": "b=note,c=error"})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(map[string]string{"a": "off", "b": "note", "c": "error"}, s.Rules); d != "" {
		t.Error(d)
	}
}

// Names are unique, and alike in all three places.
func TestOptionsAreNamedAlike(t *testing.T) {
	t.Parallel()
	var flags, vars []string
	for _, o := range options {
		name := strings.NewReplacer(".", "-", "_", "-").Replace(o.Key)
		if o.Flag != name || o.Env != "TERRACE_"+strings.ToUpper(strings.ReplaceAll(name, "-", "_")) && o.Key != "provider" {
			t.Errorf("%s: --%s, %s", o.Key, o.Flag, o.Env)
		}
		if slices.Contains(flags, o.Flag) || slices.Contains(vars, o.Env) || o.Usage == "" || o.Example == "" {
			t.Errorf("%s: a name twice, or nothing said", o.Key)
		}
		flags, vars = append(flags, o.Flag), append(vars, o.Env)
	}
}
