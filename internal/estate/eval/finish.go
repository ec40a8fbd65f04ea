package eval

import (
	"cmp"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

// finish evaluates what may refer to outputs: all but locals and includes, which
// the configuration is given by those who show it.
func (s *stage) finish() *Config {
	c := &Config{File: s.file.path, Features: s.features}
	b := s.file.body
	wanted := parts
	if s.outline {
		wanted = outlineParts
	}
	for _, part := range wanted {
		part(s, b, c)
	}
	return c
}

// parts are the pieces of a configuration, in the order of their findings.
var parts []func(*stage, *body, *Config)

func init() { // edges reach it again, through the source of another unit
	parts = []func(*stage, *body, *Config){
		(*stage).attributes, (*stage).edges, (*stage).terraform, (*stage).remoteState, (*stage).generate,
		(*stage).exclude, (*stage).errors, (*stage).iam, (*stage).inputs,
	}
}

func (s *stage) attributes(b *body, c *Config) {
	c.PreventDestroy = pointer(get(s.frame, b, "prevent_destroy", asBool))
	c.TerraformVersion = s.constraint(b, "terraform_version_constraint")
	c.TerragruntVersion = s.constraint(b, "terragrunt_version_constraint")
	c.TerraformBinary, _ = get(s.frame, b, "terraform_binary", asString)
	c.DownloadDir, _ = get(s.frame, b, "download_dir", asString)
}

func (s *stage) constraint(b *body, name string) Constraint {
	t, ok := get(s.frame, b, name, asString)
	if !ok {
		return Constraint{}
	}
	return Constraint{Text: t, Pos: s.file.pos(b.attrs[name].expr.Range())}
}

func (s *stage) edges(_ *body, c *Config) {
	for _, d := range s.deps {
		d = s.settle(d)
		d.outputs = s.outputs(d)
		c.Dependencies = append(c.Dependencies, d)
	}
	c.Dependencies = append(c.Dependencies, s.evalPaths()...)
}

func (s *stage) terraform(b *body, c *Config) {
	for t := range b.of("terraform") {
		c.terraform = true
		if raw, ok := get(s.frame, &t.body, "source", asString); ok {
			c.Source = Source{Raw: raw, Pos: s.file.pos(t.attrs["source"].expr.Range())}
		} else if a, there := t.attrs["source"]; there {
			c.Source = Source{Pos: s.file.pos(a.expr.Range())}
		}
		c.Copy.Include, _ = get(s.frame, &t.body, "include_in_copy", asStrings)
		c.Copy.Exclude, _ = get(s.frame, &t.body, "exclude_from_copy", asStrings)
		c.Copy.mutable = pointer(get(s.frame, &t.body, "mutable", asBool))
		c.Copy.cas = pointer(get(s.frame, &t.body, "update_source_with_cas", asBool))
		c.Source.Kept = c.Copy.cas != nil && *c.Copy.cas
		c.Copy.LockFile = pointer(get(s.frame, &t.body, "copy_terraform_lock_file", asBool))
		for _, x := range t.blocks {
			if x.kind == "extra_arguments" {
				c.Arguments = append(c.Arguments, s.arguments(x))
			} else {
				c.Hooks = append(c.Hooks, s.hook(x))
			}
		}
	}
}

func (s *stage) arguments(b *block) Arguments {
	a := Arguments{Name: b.label, Pos: s.file.pos(b.at)}
	a.Commands, _ = get(s.frame, &b.body, "commands", asStrings)
	a.Arguments, _ = get(s.frame, &b.body, "arguments", asStrings)
	a.RequiredVarFiles, _ = get(s.frame, &b.body, "required_var_files", asStrings)
	a.OptionalVarFiles, _ = get(s.frame, &b.body, "optional_var_files", asStrings)
	if env, ok := get(s.frame, &b.body, "env_vars", asObject); ok {
		a.Env = map[string]string{}
		for k, v := range env {
			a.Env[k], _ = asString(v)
		}
	}
	return a
}

func (s *stage) hook(b *block) Hook {
	h := Hook{Kind: b.kind, Name: b.label, Pos: s.file.pos(b.at)}
	h.Commands, _ = get(s.frame, &b.body, "commands", asStrings)
	known := false
	if h.Execute, known = get(s.frame, &b.body, "execute", asStrings); known && (len(h.Execute) == 0 || h.Execute[0] == "") {
		s.fail(b.at, b.title()+" has nothing to execute", "Name a program as the first element of execute.")
	}
	h.onErrors, _ = get(s.frame, &b.body, "on_errors", asStrings)
	h.workingDir = pointer(get(s.frame, &b.body, "working_dir", asString))
	h.runOnError = pointer(get(s.frame, &b.body, "run_on_error", asBool))
	h.run = pointer(get(s.frame, &b.body, "if", asBool))
	h.suppress = pointer(get(s.frame, &b.body, "suppress_stdout", asBool))
	return h
}

// remoteState reads the block, or the attribute of that name.
func (s *stage) remoteState(b *body, c *Config) {
	in, at, ok := s.blockOrAttr(b, "remote_state")
	if !ok {
		return
	}
	r := &RemoteState{Config: cty.EmptyObjectVal, Pos: at, encryption: cty.NullVal(cty.DynamicPseudoType)}
	r.Backend, _ = asString(in["backend"])
	if v, ok := in["config"]; ok {
		r.Config, _ = carried(v)
	}
	if v, ok := in["encryption"]; ok {
		r.encryption, _ = carried(v)
	}
	r.disableInit, _ = asBool(in["disable_init"])
	r.disableOptimization, _ = asBool(in["disable_dependency_optimization"])
	if g, ok := asObject(in["generate"]); ok {
		r.Generate = &Generate{Name: "remote_state", Pos: at}
		r.Generate.Path, _ = asString(g["path"])
		r.Generate.IfExists, _ = asString(g["if_exists"])
	}
	c.RemoteState = r
}

// blockOrAttr gives the values of a block, or of an attribute that holds an
// object: Terragrunt reads both.
func (s *stage) blockOrAttr(b *body, name string) (map[string]cty.Value, diag.Pos, bool) {
	for bl := range b.of(name) {
		out := map[string]cty.Value{}
		for _, a := range bl.sorted {
			out[a.name] = s.value(a.expr)
		}
		return out, s.file.pos(bl.at), true
	}
	a, ok := b.attrs[name]
	if !ok {
		return nil, diag.Pos{}, false
	}
	out, ok := asObject(s.value(a.expr))
	return out, s.file.pos(a.at), ok
}

func (s *stage) generate(b *body, c *Config) {
	if a, ok := b.attrs["generate"]; ok {
		all, _ := asObject(s.value(a.expr))
		for name, v := range all {
			if in, ok := asObject(v); ok {
				c.Generate = append(c.Generate, s.generated(name, in, s.file.pos(a.at)))
			}
		}
	}
	for bl := range b.of("generate") {
		in := map[string]cty.Value{}
		for _, a := range bl.sorted {
			in[a.name] = s.value(a.expr)
		}
		c.Generate = append(c.Generate, s.generated(bl.label, in, s.file.pos(bl.at)))
	}
	sortGenerate(c.Generate)
}

func sortGenerate(gs []Generate) {
	slices.SortStableFunc(gs, func(a, b Generate) int { return cmp.Compare(a.Name, b.Name) })
}

func (s *stage) generated(name string, in map[string]cty.Value, at diag.Pos) Generate {
	g := Generate{Name: name, Pos: at, ifDisabled: "skip", commentPrefix: "# "}
	var ok bool
	g.Path, _ = asString(in["path"])
	g.Contents, ok = asString(in["contents"])
	g.Unknown = !ok
	g.IfExists, _ = asString(in["if_exists"])
	g.Disabled, _ = asBool(in["disable"])
	g.disableSignature, _ = asBool(in["disable_signature"])
	g.hclFmt = pointer(asBool(in["hcl_fmt"]))
	if v, ok := asString(in["if_disabled"]); ok {
		g.ifDisabled = v
	}
	if v, ok := asString(in["comment_prefix"]); ok {
		g.commentPrefix = v
	}
	return g
}

func (s *stage) exclude(b *body, c *Config) {
	for x := range b.of("exclude") {
		e := Exclude{Pos: s.file.pos(x.at)}
		e.If, e.Unknown, _ = fetch(s.frame, &x.body, "if", asBool)
		e.Actions, _ = get(s.frame, &x.body, "actions", asStrings)
		e.NoRun, _ = get(s.frame, &x.body, "no_run", asBool)
		e.Dependencies, _ = get(s.frame, &x.body, "exclude_dependencies", asBool)
		c.Exclude = e
	}
}

func (s *stage) errors(b *body, c *Config) {
	for e := range b.of("errors") {
		c.errors = true
		for _, x := range e.blocks {
			r := ErrorRule{Kind: x.kind, Name: x.label, Pos: s.file.pos(x.at), signals: cty.NilVal}
			r.Patterns, _ = get(s.frame, &x.body, map[string]string{"retry": "retryable_errors", "ignore": "ignorable_errors"}[x.kind], asStrings)
			n, _ := get(s.frame, &x.body, "max_attempts", asInt)
			r.MaxAttempts = int(n)
			n, _ = get(s.frame, &x.body, "sleep_interval_sec", asInt)
			r.Sleep = int(n)
			r.Message, _ = get(s.frame, &x.body, "message", asString)
			r.signals, _ = get(s.frame, &x.body, "signals", asMap)
			c.Errors = append(c.Errors, r)
		}
	}
}

func (s *stage) iam(b *body, c *Config) {
	c.IAM.Role, _ = get(s.frame, b, "iam_role", asString)
	c.IAM.SessionName, _ = get(s.frame, b, "iam_assume_role_session_name", asString)
	c.IAM.WebIdentityToken, _ = get(s.frame, b, "iam_web_identity_token", asString)
	c.IAM.Duration = pointer(get(s.frame, b, "iam_assume_role_duration", asInt))
	for _, a := range b.sorted {
		if strings.HasPrefix(a.name, "iam_") && c.IAM.Pos.IsZero() {
			c.IAM.Pos = s.file.pos(a.at)
		}
	}
}
