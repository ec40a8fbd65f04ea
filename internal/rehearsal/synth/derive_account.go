package synth

import (
	"strings"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/zclconf/go-cty/cty"
)

// revision counts the task definitions of a family.
func revision(f *filling, _ spot) (cty.Value, bool) {
	n := f.next(strings.Join([]string{"revision", f.Account, f.Region, f.Type, f.text("family")}, "/"))
	return cty.NumberUIntVal(n), true
}

// linkedRoles are service-linked roles whose names do not follow from the
// service's.
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
var linkedRoles = map[string]string{
	"ecs": "ECS", "autoscaling": "AutoScaling", "elasticloadbalancing": "ElasticLoadBalancing", "rds": "RDS",
	"elasticache": "ElastiCache", "guardduty": "AmazonGuardDuty", "config": "Config", "securityhub": "SecurityHub",
	"spot": "EC2Spot", "spotfleet": "EC2SpotFleet", "backup": "Backup", "opensearchservice": "AmazonOpenSearchService",
	"eks": "AmazonEKS", "inspector2": "AmazonInspector2", "ssm": "AmazonSSM", "replication.ecr": "ECRReplication",
	"globalaccelerator": "GlobalAccelerator", "transitgateway": "VPCTransitGateway", "cloudtrail": "CloudTrail",
}

// linkedRole names a service-linked role after its service.
func linkedRole(f *filling, _ spot) (cty.Value, bool) {
	svc := strings.TrimSuffix(f.text("aws_service_name"), ".amazonaws.com")
	name, ok := linkedRoles[svc]
	if !ok && svc != "" {
		name = strings.ToUpper(svc[:1]) + svc[1:]
	}
	name = "AWSServiceRoleFor" + name
	if s := f.text("custom_suffix"); s != "" {
		name += "_" + s
	}
	return stringValue(name)
}

// kmsTarget gives the ARN of the key that an alias names by id or by ARN.
func kmsTarget(f *filling, _ spot) (cty.Value, bool) {
	id := f.text("target_key_id")
	if strings.HasPrefix(id, "arn:") {
		return stringValue(id)
	}
	for _, typ := range []string{"aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key"} {
		if arn := text(child(f.find(typ, "key_id", id), "arn")); arn != "" && strings.Contains(arn, ":"+f.Region+":") {
			return stringValue(arn)
		}
	}
	return stringValue("arn:" + cloud.Partition(f.Region) + ":kms:" + f.Region + ":" + f.Account + ":key/" + id)
}
