// Package tinyprov is a small provider for tests: it calls itself hashicorp/aws
// and has what the AWS provider at hand may lack: resource identity, write-only
// and ephemeral values, functions, list resources, actions, a `region` argument.
//
// A test package serves it out of its own test binary:
//
//	func TestMain(m *testing.M) { tinyprov.Main(m) }
//
// and gets a program to run from [Program].
package tinyprov

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

const asked = "TERRACE_TINYPROV"

// Main runs the tests of a package, or the provider where it was asked for.
func Main(m *testing.M) {
	if os.Getenv(asked) == "" {
		os.Exit(m.Run())
	}
	err := providerserver.Serve(context.Background(), func() provider.Provider { return &tiny{} },
		providerserver.ServeOpts{Address: "registry.terraform.io/hashicorp/aws", ProtocolVersion: 5})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// Program gives the path of the provider's program. It is a script, since the
// provider's environment is made from nothing and cannot carry the question.
func Program(t testing.TB) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "tiny-provider")
	script := fmt.Sprintf("#!/bin/sh\n%s=1 exec '%s'\n", asked, self)
	if err := os.WriteFile(path, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

type tiny struct{ region string }

func (*tiny) Metadata(_ context.Context, _ provider.MetadataRequest, r *provider.MetadataResponse) {
	r.TypeName = "aws"
}

// Schema has the arguments that the rehearsal reads or takes away.
func (*tiny) Schema(_ context.Context, _ provider.SchemaRequest, r *provider.SchemaResponse) {
	text, flag := schema.StringAttribute{Optional: true}, schema.BoolAttribute{Optional: true}
	r.Schema = schema.Schema{
		Attributes: map[string]schema.Attribute{
			"region": text, "profile": text, "access_key": text, "secret_key": text,
			"allowed_account_ids":         schema.SetAttribute{Optional: true, ElementType: types.StringType},
			"skip_credentials_validation": flag, "skip_requesting_account_id": flag,
			"tomorrow": text, // an argument that only a later version knows
		},
		Blocks: map[string]schema.Block{
			"assume_role": schema.ListNestedBlock{NestedObject: schema.NestedBlockObject{
				Attributes: map[string]schema.Attribute{"role_arn": text}}},
			"default_tags": schema.ListNestedBlock{NestedObject: schema.NestedBlockObject{
				Attributes: map[string]schema.Attribute{"tags": schema.MapAttribute{Optional: true, ElementType: types.StringType}}}},
		},
	}
}

// Configure refuses what would reach out, so that a test sees it.
func (p *tiny) Configure(ctx context.Context, q provider.ConfigureRequest, r *provider.ConfigureResponse) {
	var c struct {
		Region      types.String `tfsdk:"region"`
		Profile     types.String `tfsdk:"profile"`
		AccessKey   types.String `tfsdk:"access_key"`
		SecretKey   types.String `tfsdk:"secret_key"`
		Allowed     types.Set    `tfsdk:"allowed_account_ids"`
		SkipCheck   types.Bool   `tfsdk:"skip_credentials_validation"`
		SkipAccount types.Bool   `tfsdk:"skip_requesting_account_id"`
		Tomorrow    types.String `tfsdk:"tomorrow"`
		AssumeRole  types.List   `tfsdk:"assume_role"`
		DefaultTags types.List   `tfsdk:"default_tags"`
	}
	r.Diagnostics.Append(q.Config.Get(ctx, &c)...)
	switch {
	case c.Region.ValueString() == "nowhere":
		r.Diagnostics.AddError("Invalid region", "nowhere is no region")
	case !c.SkipCheck.ValueBool() || !c.SkipAccount.ValueBool():
		r.Diagnostics.AddError("Reaches out", "credentials would be checked")
	case !c.Profile.IsNull() || !c.Tomorrow.IsNull() || !c.Allowed.IsNull() && len(c.Allowed.Elements()) > 0 || len(c.AssumeRole.Elements()) > 0:
		r.Diagnostics.AddError("Reaches out", "a profile, a role, an account or an unknown argument came through")
	}
	p.region = c.Region.ValueString()
	r.ResourceData, r.ActionData = p.region, p.region
}

func (*tiny) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return &box{} }, func() resource.Resource { return &crate{} }}
}

func (*tiny) DataSources(context.Context) []func() datasource.DataSource { return nil }

func (*tiny) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return []func() ephemeral.EphemeralResource{func() ephemeral.EphemeralResource { return &secret{} }}
}

func (*tiny) Functions(context.Context) []func() function.Function {
	return []func() function.Function{newShout, newReach, newSurroundings, newDie, newPanic}
}

func (*tiny) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{func() list.ListResource { return &boxes{} }}
}

func (*tiny) Actions(context.Context) []func() action.Action {
	return []func() action.Action{func() action.Action { return &ring{} }}
}
