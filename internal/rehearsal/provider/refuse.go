package provider

import (
	"errors"
	"fmt"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/realprov"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
)

// refusal is one error of the rehearsal's own.
type refusal struct {
	summary, detail, fix string
	attribute            string // top-level attribute that it is about; may be empty
}

// refuse gives a refusal as Terraform reads it, and keeps it for the report.
func (e *Endpoint) refuse(r refusal) []*tfplugin.Diagnostic {
	e.note(func(rep *Report) {
		rep.Refused = append(rep.Refused, &diag.Finding{Severity: diag.Error, Unit: e.session.Unit, Summary: r.summary, Detail: r.detail, Fix: r.fix})
	})
	d := &tfplugin.Diagnostic{Severity: tfplugin.Diagnostic_ERROR, Summary: r.summary, Detail: strings.TrimSpace(r.detail + "\n\n" + r.fix)}
	if r.attribute != "" {
		d.Attribute = &tfplugin.AttributePath{Steps: []*tfplugin.Step{{Selector: &tfplugin.Step_AttributeName{AttributeName: r.attribute}}}}
	}
	return []*tfplugin.Diagnostic{d}
}

// failure tells an error: the real provider's own words, a finding's, or what
// else went wrong in the rehearsal itself.
func (e *Endpoint) failure(err error) []*tfplugin.Diagnostic {
	var c *realprov.ConfigError
	if errors.As(err, &c) {
		return c.Diagnostics
	}
	var f *diag.Finding
	if errors.As(err, &f) {
		return e.refuse(refusal{summary: f.Summary, detail: f.Detail, fix: f.Fix})
	}
	return e.refuse(refusal{summary: "The rehearsal failed", detail: err.Error()})
}

// exists reads as AWS refuses to make a thing twice, and says what stands.
func (e *Endpoint) exists(p place, taken *cloud.ExistsError) []*tfplugin.Diagnostic {
	s := taken.Standing
	code, how := alreadyThere(s)
	if own := ownCode[code]; own != "" && s.Account == p.account {
		code = own
	}
	owner := "made outside of any unit"
	switch s.Unit {
	case "":
	case p.unit:
		owner = "made by this very unit"
	default:
		owner = "made by unit " + s.Unit
	}
	return e.refuse(refusal{
		summary: fmt.Sprintf("%s: %s %q already exists", code, s.Type, first(strings.Join(strings.Fields(s.Name), " "), s.ID)),
		detail:  fmt.Sprintf("%s: one stands in account %s, region %s (id %s), %s.", how, s.Account, s.Region, s.ID, owner),
		fix:     "Give this one another name, import the one that stands, or leave it to its unit.",
	})
}

// alreadyThere gives AWS's error code for a thing that stands already, and how
// AWS takes it.
func alreadyThere(s cloud.Object) (code, how string) {
	if cloud.Silent(s.Type) {
		return "Overwritten", "AWS would overwrite it without a word, and each apply of the one would undo the other"
	}
	how = "AWS refuses to create it"
	for _, row := range codes409 {
		if strings.HasPrefix(s.Type, row.prefix) {
			return row.code, how
		}
	}
	return "AlreadyExists", how
}

// ownCode are the codes that differ when the caller's own account holds the
// thing. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
var ownCode = map[string]string{"BucketAlreadyExists": "BucketAlreadyOwnedByYou"}

// codes409 are AWS's error codes for what exists, as the API references of the
// services state them; the first prefix that matches counts.
var codes409 = []struct{ prefix, code string }{
	{"aws_acmpca_", "ResourceAlreadyExistsException"},
	{"aws_api_gateway_", "ConflictException"},
	{"aws_apigatewayv2_", "ConflictException"},
	{"aws_autoscaling_group", "AlreadyExists"},
	{"aws_launch_configuration", "AlreadyExists"},
	{"aws_launch_template", "InvalidLaunchTemplateName.AlreadyExistsException"},
	{"aws_backup_", "AlreadyExistsException"},
	{"aws_cloudfront_cache_policy", "CachePolicyAlreadyExists"},
	{"aws_cloudfront_function", "FunctionAlreadyExists"},
	{"aws_cloudfront_origin_access_control", "OriginAccessControlAlreadyExists"},
	{"aws_cloudfront_origin_request_policy", "OriginRequestPolicyAlreadyExists"},
	{"aws_cloudfront_response_headers_policy", "ResponseHeadersPolicyAlreadyExists"},
	{"aws_cloudtrail", "TrailAlreadyExistsException"},
	{"aws_cloudwatch_event_", "ResourceAlreadyExistsException"},
	{"aws_cloudwatch_log_", "ResourceAlreadyExistsException"},
	{"aws_db_instance", "DBInstanceAlreadyExists"},
	{"aws_db_option_group", "OptionGroupAlreadyExistsFault"},
	{"aws_db_parameter_group", "DBParameterGroupAlreadyExists"},
	{"aws_db_proxy", "DBProxyAlreadyExistsFault"},
	{"aws_db_subnet_group", "DBSubnetGroupAlreadyExists"},
	{"aws_dynamodb_table", "ResourceInUseException"},
	{"aws_ecr_repository_creation_template", "TemplateAlreadyExistsException"},
	{"aws_ecr_repository", "RepositoryAlreadyExistsException"},
	{"aws_efs_", "FileSystemAlreadyExists"},
	{"aws_eks_", "ResourceInUseException"},
	{"aws_elasticache_parameter_group", "CacheParameterGroupAlreadyExists"},
	{"aws_elasticache_replication_group", "ReplicationGroupAlreadyExists"},
	{"aws_elasticache_subnet_group", "CacheSubnetGroupAlreadyExists"},
	{"aws_elasticache_user_group", "UserGroupAlreadyExists"},
	{"aws_elasticache_user", "UserAlreadyExists"},
	{"aws_elasticache_", "CacheClusterAlreadyExists"},
	{"aws_iam_", "EntityAlreadyExists"},
	{"aws_key_pair", "InvalidKeyPair.Duplicate"},
	{"aws_internet_gateway", "Resource.AlreadyAssociated"},
	{"aws_kms_alias", "AlreadyExistsException"},
	{"aws_lambda_", "ResourceConflictException"},
	{"aws_lb_listener_rule", "PriorityInUse"},
	{"aws_lb_listener", "DuplicateListener"},
	{"aws_lb_target_group", "DuplicateTargetGroupName"},
	{"aws_lb", "DuplicateLoadBalancerName"},
	{"aws_alb_target_group", "DuplicateTargetGroupName"},
	{"aws_alb", "DuplicateLoadBalancerName"},
	{"aws_rds_cluster_parameter_group", "DBParameterGroupAlreadyExists"},
	{"aws_rds_cluster_instance", "DBInstanceAlreadyExists"},
	{"aws_rds_cluster", "DBClusterAlreadyExistsFault"},
	{"aws_rds_global_cluster", "GlobalClusterAlreadyExistsFault"},
	{"aws_route53_record", "InvalidChangeBatch"},
	{"aws_route53_zone", "HostedZoneAlreadyExists"},
	{"aws_route_table_association", "Resource.AlreadyAssociated"},
	{"aws_route", "RouteAlreadyExists"},
	{"aws_s3_bucket", "BucketAlreadyExists"},
	{"aws_secretsmanager_", "ResourceExistsException"},
	{"aws_security_group_rule", "InvalidPermission.Duplicate"},
	{"aws_security_group", "InvalidGroup.Duplicate"},
	{"aws_vpc_security_group_", "InvalidPermission.Duplicate"},
	{"aws_service_discovery_service", "ServiceAlreadyExists"},
	{"aws_service_discovery_", "NamespaceAlreadyExists"},
	{"aws_sfn_state_machine", "StateMachineAlreadyExists"},
	{"aws_sns_topic", "InvalidParameter"},
	{"aws_sqs_queue", "QueueAlreadyExists"},
	{"aws_ssm_document", "DocumentAlreadyExists"},
	{"aws_ssm_parameter", "ParameterAlreadyExists"},
	{"aws_subnet", "InvalidSubnet.Conflict"},
	{"aws_wafv2_", "WAFDuplicateItemException"},
}
