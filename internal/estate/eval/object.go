package eval

import "github.com/zclconf/go-cty/cty"

// Object gives a configuration as read_terragrunt_config, an exposed include
// and `terragrunt render` show it.
func (c *Config) Object() cty.Value {
	out := map[string]cty.Value{
		"terraform_binary":              cty.StringVal(c.TerraformBinary),
		"terraform_version_constraint":  cty.StringVal(c.TerraformVersion.Text),
		"terragrunt_version_constraint": cty.StringVal(c.TerragruntVersion.Text),
		"download_dir":                  cty.StringVal(c.DownloadDir),
		"iam_role":                      cty.StringVal(c.IAM.Role),
		"iam_assume_role_session_name":  cty.StringVal(c.IAM.SessionName),
		"iam_web_identity_token":        cty.StringVal(c.IAM.WebIdentityToken),
		"iam_assume_role_duration":      cty.NullVal(cty.Number),
		"locals":                        cty.NullVal(cty.DynamicPseudoType),
		"inputs":                        cty.NullVal(cty.DynamicPseudoType),
		"dependency":                    c.dependencyObject(),
		"dependencies":                  c.pathsObject(),
		"generate":                      c.generateObject(),
		"feature":                       c.featureObject(),
	}
	if c.Locals.LengthInt() > 0 {
		out["locals"] = plain(c.Locals)
	}
	if c.Inputs != nil {
		in := make(map[string]cty.Value, len(c.Inputs))
		for name, i := range c.Inputs {
			in[name] = plain(i.Value)
		}
		out["inputs"] = cty.ObjectVal(in)
	}
	if c.InputsUnknown {
		out["inputs"] = cty.DynamicVal
	}
	if c.IAM.Duration != nil {
		out["iam_assume_role_duration"] = cty.NumberIntVal(*c.IAM.Duration)
	}
	if c.PreventDestroy != nil {
		out["prevent_destroy"] = cty.BoolVal(*c.PreventDestroy)
	}
	if c.terraform {
		out["terraform"] = c.terraformObject()
	}
	if c.RemoteState != nil {
		out["remote_state"] = c.RemoteState.object()
	}
	if !c.Exclude.Pos.IsZero() {
		out["exclude"] = c.Exclude.object()
	}
	if c.errors {
		out["errors"] = c.errorsObject()
	}
	return cty.ObjectVal(out)
}

func (c *Config) dependencyObject() cty.Value {
	out := map[string]cty.Value{}
	for _, d := range named(c.Dependencies, true) {
		strategy := cty.NullVal(cty.String)
		if d.strategy != "" {
			strategy = cty.StringVal(d.strategy)
		}
		outputs := cty.NullVal(cty.DynamicPseudoType)
		if d.outputs != cty.NilVal {
			outputs = d.outputs
		}
		out[d.Name] = cty.ObjectVal(map[string]cty.Value{
			"name": cty.StringVal(d.Name), "config_path": cty.StringVal(d.raw),
			"enabled": boolOf(d.enabled), "skip": boolOf(d.skip), "inputs": cty.NullVal(cty.DynamicPseudoType),
			"mock_outputs": orNull(d.mocks), "mock_outputs_allowed_terraform_commands": listOf(deref(d.commands)),
			"mock_outputs_merge_with_state": boolOf(d.mergeOld), "mock_outputs_merge_strategy_with_state": strategy,
			"outputs": outputs,
		})
	}
	return cty.ObjectVal(out)
}

func (c *Config) pathsObject() cty.Value {
	var paths []string
	for _, d := range named(c.Dependencies, false) {
		paths = append(paths, d.raw)
	}
	if paths == nil {
		return cty.NullVal(cty.DynamicPseudoType)
	}
	return cty.ObjectVal(map[string]cty.Value{"paths": listOf(paths)})
}

func (c *Config) generateObject() cty.Value {
	out := map[string]cty.Value{}
	for _, g := range c.Generate {
		contents := cty.StringVal(g.Contents)
		if g.Unknown {
			contents = cty.UnknownVal(cty.String)
		}
		out[g.Name] = cty.ObjectVal(map[string]cty.Value{
			"path": cty.StringVal(g.Path), "if_exists": cty.StringVal(g.IfExists), "if_disabled": cty.StringVal(g.ifDisabled),
			"comment_prefix": cty.StringVal(g.commentPrefix), "contents": contents,
			"disable_signature": cty.BoolVal(g.disableSignature), "disable": cty.BoolVal(g.Disabled), "hcl_fmt": boolOf(g.hclFmt),
		})
	}
	return cty.ObjectVal(out)
}

func (c *Config) featureObject() cty.Value {
	out := map[string]cty.Value{}
	for _, f := range c.Features {
		out[f.Name] = cty.ObjectVal(map[string]cty.Value{"name": cty.StringVal(f.Name), "default": plain(f.Value)})
	}
	return cty.ObjectVal(out)
}

func (c *Config) terraformObject() cty.Value {
	source := cty.NullVal(cty.String)
	switch {
	case c.Source.Raw != "":
		source = cty.StringVal(c.Source.Raw)
	case !c.Source.Pos.IsZero():
		source = cty.UnknownVal(cty.String)
	}
	args := map[string]cty.Value{}
	for _, a := range c.Arguments {
		args[a.Name] = cty.ObjectVal(map[string]cty.Value{"name": cty.StringVal(a.Name), "commands": listOf(a.Commands),
			"arguments": listOf(a.Arguments), "required_var_files": listOf(a.RequiredVarFiles),
			"optional_var_files": listOf(a.OptionalVarFiles), "env_vars": mapOf(a.Env)})
	}
	hooks := map[string]map[string]cty.Value{"before_hook": {}, "after_hook": {}, "error_hook": {}}
	for _, h := range c.Hooks {
		hooks[h.Kind][h.Name] = h.object()
	}
	out := map[string]cty.Value{"source": source, "include_in_copy": listOf(c.Copy.Include),
		"exclude_from_copy": listOf(c.Copy.Exclude), "copy_terraform_lock_file": boolOf(c.Copy.LockFile), "extra_arguments": cty.ObjectVal(args),
		"before_hook": cty.ObjectVal(hooks["before_hook"]), "after_hook": cty.ObjectVal(hooks["after_hook"]),
		"error_hook": cty.ObjectVal(hooks["error_hook"])}
	for name, b := range map[string]*bool{"mutable": c.Copy.mutable, "update_source_with_cas": c.Copy.cas} {
		if b != nil {
			out[name] = cty.BoolVal(*b)
		}
	}
	return cty.ObjectVal(out)
}

func (r *RemoteState) object() cty.Value {
	gen := cty.NullVal(cty.DynamicPseudoType)
	if g := r.Generate; g != nil {
		gen = cty.ObjectVal(map[string]cty.Value{"path": cty.StringVal(g.Path), "if_exists": cty.StringVal(g.IfExists)})
	}
	return cty.ObjectVal(map[string]cty.Value{"backend": cty.StringVal(r.Backend), "config": r.Config, "generate": gen,
		"disable_init": cty.BoolVal(r.disableInit), "disable_dependency_optimization": cty.BoolVal(r.disableOptimization),
		"encryption": r.encryption})
}

func (e Exclude) object() cty.Value {
	v := cty.BoolVal(e.If)
	if e.Unknown {
		v = cty.UnknownVal(cty.Bool)
	}
	return cty.ObjectVal(map[string]cty.Value{"if": v, "actions": listOf(e.Actions),
		"no_run": cty.BoolVal(e.NoRun), "exclude_dependencies": cty.BoolVal(e.Dependencies)})
}

func listOf(ss []string) cty.Value {
	if ss == nil {
		return cty.NullVal(list)
	}
	out := make([]cty.Value, len(ss))
	for i, s := range ss {
		out[i] = cty.StringVal(s)
	}
	if len(out) == 0 {
		return cty.ListValEmpty(cty.String)
	}
	return cty.ListVal(out)
}

func (h Hook) object() cty.Value {
	out := map[string]cty.Value{"name": cty.StringVal(h.Name), "commands": listOf(h.Commands), "execute": listOf(h.Execute),
		"suppress_stdout": boolOf(h.suppress), "working_dir": cty.NullVal(cty.String)}
	if h.workingDir != nil {
		out["working_dir"] = cty.StringVal(*h.workingDir)
	}
	if h.Kind == "error_hook" {
		out["on_errors"] = listOf(h.onErrors)
		return cty.ObjectVal(out)
	}
	out["if"], out["run_on_error"] = boolOf(h.run), boolOf(h.runOnError)
	return cty.ObjectVal(out)
}

func (c *Config) errorsObject() cty.Value {
	of := map[string][]cty.Value{}
	for _, r := range c.Errors {
		v := map[string]cty.Value{"name": cty.StringVal(r.Name)}
		patterns := listOf(r.Patterns)
		if r.Patterns == nil {
			patterns = cty.UnknownVal(list)
		}
		if r.Kind == "retry" {
			v["retryable_errors"], v["max_attempts"], v["sleep_interval_sec"] = patterns, cty.NumberIntVal(int64(r.MaxAttempts)), cty.NumberIntVal(int64(r.Sleep))
		} else {
			v["ignorable_errors"], v["message"], v["signals"] = patterns, cty.StringVal(r.Message), cty.EmptyObjectVal
			if r.signals != cty.NilVal && !r.signals.IsNull() {
				v["signals"] = r.signals
			}
		}
		of[r.Kind] = append(of[r.Kind], cty.ObjectVal(v))
	}
	out := map[string]cty.Value{"retry": cty.NullVal(cty.DynamicPseudoType)}
	for kind, vs := range of {
		out[kind] = cty.TupleVal(vs)
	}
	return cty.ObjectVal(out)
}

func boolOf(b *bool) cty.Value {
	if b == nil {
		return cty.NullVal(cty.Bool)
	}
	return cty.BoolVal(*b)
}

func mapOf(m map[string]string) cty.Value {
	if m == nil {
		return cty.NullVal(cty.Map(cty.String))
	}
	out := map[string]cty.Value{}
	for k, v := range m {
		out[k] = cty.StringVal(v)
	}
	return cty.ObjectVal(out)
}

func orNull(v cty.Value) cty.Value {
	if v == cty.NilVal {
		return cty.NullVal(cty.DynamicPseudoType)
	}
	return v
}

func deref(p *[]string) []string {
	if p == nil {
		return nil
	}
	return *p
}
