package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// Flags are the settings that a command takes on its command line. A flag wins
// over the environment, which wins over terrace.yaml.
type Flags struct {
	given map[string]*pflag.Flag // by key
	env   func(string) (string, bool)
}

// Bind gives a command the flags of these options, by key. An unknown key is a
// fault of the program and panics.
func Bind(fs *pflag.FlagSet, keys ...string) *Flags {
	f := &Flags{given: map[string]*pflag.Flag{}}
	for _, key := range keys {
		o := option(key)
		if o == nil {
			panic("no option " + key)
		}
		if o.kind == texts || o.kind == levels {
			fs.StringSlice(o.Flag, nil, o.Usage)
		} else {
			fs.String(o.Flag, "", o.Usage)
		}
		f.given[key] = fs.Lookup(o.Flag)
	}
	return f
}

// Text gives what the flag of an option says by itself, "" where it was not
// given: for those who tell people where a value comes from.
func (f *Flags) Text(key string) string {
	if f == nil || f.given[key] == nil || !f.given[key].Changed {
		return ""
	}
	return f.given[key].Value.String()
}

// Load reads the settings at the top of a repository, over them what the
// environment says, and over that the flags. The error is a [diag.Findings].
func (f *Flags) Load(top string) (Settings, error) {
	s, err := read(top)
	if err != nil {
		return s, err
	}
	var found diag.Findings
	for i := range options {
		o := &options[i]
		for _, from := range []source{f.variable(o), f.flag(o)} {
			if from.set {
				found = append(found, o.take(&s, from)...)
			}
		}
	}
	return s, found.Err()
}

// source is a place outside of terrace.yaml that gives a setting.
type source struct {
	name   string
	set    bool
	values []string
}

func (f *Flags) variable(o *Option) source {
	env := os.LookupEnv
	if f != nil && f.env != nil {
		env = f.env
	}
	v, set := env(o.Env)
	if v == "" {
		return source{} // as if it were not there
	}
	values := []string{v}
	if o.kind == texts || o.kind == levels {
		values = strings.Split(v, ",")
	}
	return source{"environment " + o.Env, set, values}
}

func (f *Flags) flag(o *Option) source {
	if f == nil || f.given[o.Key] == nil || !f.given[o.Key].Changed {
		return source{}
	}
	v := f.given[o.Key].Value
	if list, ok := v.(pflag.SliceValue); ok {
		return source{"flag --" + o.Flag, true, list.GetSlice()}
	}
	return source{"flag --" + o.Flag, true, []string{v.String()}}
}

// take puts a value into its field: texts and lists are replaced, levels are
// laid over those that stand.
func (o *Option) take(s *Settings, from source) (found diag.Findings) {
	bad := func(v string) {
		found = append(found, &diag.Finding{Severity: diag.Error, Code: diag.Config,
			Summary: fmt.Sprintf("Setting %q cannot be %q (%s)", o.Key, v, from.name), Fix: o.say})
	}
	fits := func(v string) bool { return o.want == nil || o.want.MatchString(v) }
	switch to := o.field(s).(type) {
	case *string:
		v := from.values[0]
		if v != "" && !fits(v) {
			bad(v)
			return found
		}
		if o.kind == path && v != "" {
			if abs, err := filepath.Abs(v); err == nil {
				v = abs
			}
		}
		*to = v
	case *[]string:
		*to = nil
		for _, v := range from.values {
			if v = strings.TrimSpace(v); !fits(v) {
				bad(v)
				continue
			}
			*to = append(*to, v)
		}
	case *map[string]string:
		all := map[string]string{}
		for k, v := range *to {
			all[k] = v
		}
		for _, pair := range from.values {
			name, level, ok := strings.Cut(strings.TrimSpace(pair), "=")
			if !ok || name == "" || !fits(level) {
				bad(pair)
				continue
			}
			all[name] = level
		}
		*to = all
	}
	return found
}
