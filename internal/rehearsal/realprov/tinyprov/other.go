package tinyprov

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	actions "github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	ephemerals "github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/list"
	lists "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// secret is an ephemeral value.
type secret struct{}

func (*secret) Metadata(_ context.Context, _ ephemeral.MetadataRequest, r *ephemeral.MetadataResponse) {
	r.TypeName = "aws_tiny_secret"
}

func (*secret) Schema(_ context.Context, _ ephemeral.SchemaRequest, r *ephemeral.SchemaResponse) {
	r.Schema = ephemerals.Schema{Attributes: map[string]ephemerals.Attribute{
		"name":  ephemerals.StringAttribute{Required: true},
		"value": ephemerals.StringAttribute{Computed: true},
	}}
}

func (*secret) Open(_ context.Context, _ ephemeral.OpenRequest, r *ephemeral.OpenResponse) {
	r.Diagnostics.AddError("Open", notHere)
}

// boxes lists boxes.
type boxes struct{}

func (*boxes) Metadata(_ context.Context, _ resource.MetadataRequest, r *resource.MetadataResponse) {
	r.TypeName = "aws_tiny_box"
}

func (*boxes) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, r *list.ListResourceSchemaResponse) {
	r.Schema = lists.Schema{Attributes: map[string]lists.Attribute{
		"note": lists.StringAttribute{Optional: true}, "region": lists.StringAttribute{Optional: true},
	}}
}

func (*boxes) List(_ context.Context, _ list.ListRequest, s *list.ListResultsStream) {
	s.Results = list.NoListResults
}

// ring is an action.
type ring struct{}

func (*ring) Metadata(_ context.Context, _ action.MetadataRequest, r *action.MetadataResponse) {
	r.TypeName = "aws_tiny_ring"
}

func (*ring) Schema(_ context.Context, _ action.SchemaRequest, r *action.SchemaResponse) {
	r.Schema = actions.Schema{Attributes: map[string]actions.Attribute{"tone": actions.StringAttribute{Required: true}}}
}

func (*ring) Invoke(_ context.Context, _ action.InvokeRequest, r *action.InvokeResponse) {
	r.Diagnostics.AddError("Invoke", notHere)
}
