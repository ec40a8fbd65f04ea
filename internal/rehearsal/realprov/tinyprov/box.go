package tinyprov

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// notHere ends what only the simulated cloud may do.
const notHere = "this call must never reach the real provider"

// box is a resource as version 6 of the AWS provider has them.
type box struct{ region string }

func (*box) Metadata(_ context.Context, _ resource.MetadataRequest, r *resource.MetadataResponse) {
	r.TypeName = "aws_tiny_box"
}

func (*box) Schema(_ context.Context, _ resource.SchemaRequest, r *resource.SchemaResponse) {
	steady := []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	r.Schema = schema.Schema{Version: 2, Attributes: map[string]schema.Attribute{
		"id":             schema.StringAttribute{Computed: true, PlanModifiers: steady},
		"arn":            schema.StringAttribute{Computed: true, PlanModifiers: steady},
		"name":           schema.StringAttribute{Required: true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()}},
		"note":           schema.StringAttribute{Optional: true},
		"region":         schema.StringAttribute{Optional: true, Computed: true},
		"place":          schema.StringAttribute{Computed: true, Description: "region of the provider configuration"},
		"secret":         schema.StringAttribute{Optional: true, WriteOnly: true, Sensitive: true},
		"secret_version": schema.Int64Attribute{Optional: true},
	}}
}

func (*box) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, r *resource.IdentitySchemaResponse) {
	r.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"name":       identityschema.StringAttribute{RequiredForImport: true},
		"account_id": identityschema.StringAttribute{OptionalForImport: true},
		"region":     identityschema.StringAttribute{OptionalForImport: true},
	}}
}

func (b *box) Configure(_ context.Context, q resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	b.region, _ = q.ProviderData.(string)
}

// ModifyPlan tells under which provider configuration it ran.
func (b *box) ModifyPlan(ctx context.Context, q resource.ModifyPlanRequest, r *resource.ModifyPlanResponse) {
	if q.Plan.Raw.IsNull() {
		return
	}
	r.Diagnostics.Append(r.Plan.SetAttribute(ctx, path.Root("place"), b.region)...)
	var own types.String
	r.Diagnostics.Append(q.Config.GetAttribute(ctx, path.Root("region"), &own)...)
	if own.IsNull() {
		r.Diagnostics.Append(r.Plan.SetAttribute(ctx, path.Root("region"), b.region)...)
	}
}

type boxState struct {
	ID            types.String `tfsdk:"id"`
	ARN           types.String `tfsdk:"arn"`
	Name          types.String `tfsdk:"name"`
	Note          types.String `tfsdk:"note"`
	Region        types.String `tfsdk:"region"`
	Place         types.String `tfsdk:"place"`
	Secret        types.String `tfsdk:"secret"`
	SecretVersion types.Int64  `tfsdk:"secret_version"`
}

// UpgradeState reads what version 1 wrote: `remark` became `note`.
func (*box) UpgradeState(context.Context) map[int64]resource.StateUpgrader {
	old := schema.Schema{Attributes: map[string]schema.Attribute{
		"id": schema.StringAttribute{Computed: true}, "name": schema.StringAttribute{Required: true}, "remark": schema.StringAttribute{Optional: true},
	}}
	return map[int64]resource.StateUpgrader{1: {PriorSchema: &old, StateUpgrader: func(ctx context.Context, q resource.UpgradeStateRequest, r *resource.UpgradeStateResponse) {
		var was struct {
			ID     types.String `tfsdk:"id"`
			Name   types.String `tfsdk:"name"`
			Remark types.String `tfsdk:"remark"`
		}
		r.Diagnostics.Append(q.State.Get(ctx, &was)...)
		r.Diagnostics.Append(r.State.Set(ctx, boxState{ID: was.ID, Name: was.Name, Note: was.Remark})...)
	}}}
}

func (*box) Create(_ context.Context, _ resource.CreateRequest, r *resource.CreateResponse) {
	r.Diagnostics.AddError("Create", notHere)
}
func (*box) Read(_ context.Context, _ resource.ReadRequest, r *resource.ReadResponse) {
	r.Diagnostics.AddError("Read", notHere)
}
func (*box) Update(_ context.Context, _ resource.UpdateRequest, r *resource.UpdateResponse) {
	r.Diagnostics.AddError("Update", notHere)
}
func (*box) Delete(_ context.Context, _ resource.DeleteRequest, r *resource.DeleteResponse) {
	r.Diagnostics.AddError("Delete", notHere)
}

// crate is a type that no estate of the tests uses: it is cut from the schema.
type crate struct{ box }

func (*crate) Metadata(_ context.Context, _ resource.MetadataRequest, r *resource.MetadataResponse) {
	r.TypeName = "aws_tiny_crate"
}
