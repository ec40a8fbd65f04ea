// Package naming holds the rules about names and tags.
package naming

import (
	"regexp"

	"github.com/terrace-cloud/terrace/internal/check/resource"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

// Rules lists the rules of the family.
var Rules = []*rule.Rule{tooLong, characters, collision, unscoped, untagged, reservedTag, tagCase}

// scope is where a name must be the only one of its kind.
type scope int

const (
	world   scope = iota // in all of AWS
	account              // in an account
	region               // in an account and region
)

// limit is what AWS allows in a name.
type limit struct {
	arg     string // argument that is the name
	prefix  string // argument that begins it, when the name is not given
	longest int    // characters
	allowed *regexp.Regexp
	scope   scope
	source  string // where AWS says so
	kind    string
}

const (
	refEC2 = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/"
	refELB = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/"
	refIAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"
	refS3  = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html"
	refRDS = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/"
)

var (
	dashed   = regexp.MustCompile(`^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$`)
	bucket   = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$`)
	iamName  = regexp.MustCompile(`^[\w+=,.@-]+$`)
	database = regexp.MustCompile(`^[A-Za-z](?:-?[A-Za-z0-9])*$`)
	words    = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)
	path     = regexp.MustCompile(`^[A-Za-z0-9_.#/-]+$`)
	group    = regexp.MustCompile(`^[A-Za-z0-9 ._:/()#,@\[\]+=&;{}!$*-]+$`)
	table    = regexp.MustCompile(`^[A-Za-z0-9_.-]+$`)
	repo     = regexp.MustCompile(`^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$`)
	queue    = regexp.MustCompile(`^[A-Za-z0-9_-]+(?:\.fifo)?$`)
)

// limits holds, for each type, what AWS's reference says of its name.
var limits = map[string]limit{
	"aws_lb":                                   {"name", "name_prefix", 32, dashed, region, refELB + "API_CreateLoadBalancer.html", "load balancer"},
	"aws_alb":                                  {"name", "name_prefix", 32, dashed, region, refELB + "API_CreateLoadBalancer.html", "load balancer"},
	"aws_lb_target_group":                      {"name", "name_prefix", 32, dashed, region, refELB + "API_CreateTargetGroup.html", "target group"},
	"aws_alb_target_group":                     {"name", "name_prefix", 32, dashed, region, refELB + "API_CreateTargetGroup.html", "target group"},
	"terraform-aws-modules/alb/aws":            {"name", "name_prefix", 32, dashed, region, refELB + "API_CreateLoadBalancer.html", "load balancer"},
	"aws_iam_role":                             {"name", "name_prefix", 64, iamName, account, refIAM, "role"},
	"aws_iam_policy":                           {"name", "name_prefix", 128, iamName, account, refIAM, "policy"},
	"aws_iam_user":                             {"name", "", 64, iamName, account, refIAM, "user"},
	"aws_iam_group":                            {"name", "", 128, iamName, account, refIAM, "group"},
	"aws_iam_instance_profile":                 {"name", "name_prefix", 128, iamName, account, refIAM, "instance profile"},
	"aws_s3_bucket":                            {"bucket", "bucket_prefix", 63, bucket, world, refS3, "bucket"},
	"terraform-aws-modules/s3-bucket/aws":      {"bucket", "bucket_prefix", 63, bucket, world, refS3, "bucket"},
	"aws_db_instance":                          {"identifier", "identifier_prefix", 63, database, region, refRDS + "API_CreateDBInstance.html", "database"},
	"aws_rds_cluster":                          {"cluster_identifier", "cluster_identifier_prefix", 63, database, region, refRDS + "API_CreateDBCluster.html", "database cluster"},
	"terraform-aws-modules/rds/aws":            {"identifier", "", 63, database, region, refRDS + "API_CreateDBInstance.html", "database"},
	"terraform-aws-modules/rds-aurora/aws":     {"name", "", 63, database, region, refRDS + "API_CreateDBCluster.html", "database cluster"},
	"aws_elasticache_replication_group":        {"replication_group_id", "", 40, database, region, "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html", "replication group"},
	"aws_elasticache_cluster":                  {"cluster_id", "", 50, database, region, "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html", "cache"},
	"aws_security_group":                       {"name", "name_prefix", 255, group, region, refEC2 + "API_CreateSecurityGroup.html", "security group"},
	"aws_lambda_function":                      {"function_name", "", 64, words, region, "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html", "function"},
	"terraform-aws-modules/lambda/aws":         {"function_name", "", 64, words, region, "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html", "function"},
	"aws_ecs_cluster":                          {"name", "", 255, words, region, "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html", "cluster"},
	"aws_ecs_service":                          {"name", "", 255, words, region, "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html", "service"},
	"aws_sqs_queue":                            {"name", "name_prefix", 80, queue, region, "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html", "queue"},
	"terraform-aws-modules/sqs/aws":            {"name", "", 80, queue, region, "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html", "queue"},
	"aws_sns_topic":                            {"name", "name_prefix", 256, queue, region, "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html", "topic"},
	"terraform-aws-modules/sns/aws":            {"name", "", 256, queue, region, "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html", "topic"},
	"aws_dynamodb_table":                       {"name", "", 255, table, region, "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html", "table"},
	"terraform-aws-modules/dynamodb-table/aws": {"name", "", 255, table, region, "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html", "table"},
	"aws_cloudwatch_log_group":                 {"name", "name_prefix", 512, path, region, "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html", "log group"},
	"aws_ecr_repository":                       {"name", "", 256, repo, region, "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html", "repository"},
	"terraform-aws-modules/ecr/aws":            {"repository_name", "", 256, repo, region, "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html", "repository"},
	"aws_eks_cluster":                          {"name", "", 100, words, region, "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html", "cluster"},
	"terraform-aws-modules/eks/aws":            {"cluster_name", "", 100, words, region, "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html", "cluster"},
	"aws_cloudtrail":                           {"name", "", 128, table, region, "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html", "trail"},
}

// named is something with a name that is known.
type named struct {
	*resource.Instance
	limit
	name string
	at   diag.Pos
}

// names lists what a unit makes whose name is known.
func names(p *rule.Pass, u *estate.Unit) []named {
	return rule.Once(p.Input, memo{u}, func() []named { return read(p, u) })
}

type memo struct{ unit *estate.Unit }

func read(p *rule.Pass, u *estate.Unit) (out []named) {
	for _, i := range resource.Of(p.Input, u) {
		l, ok := limits[i.Type]
		if !ok {
			continue
		}
		v := i.Get(l.arg)
		if v.State == resource.Known && v.V.Type() == cty.String && v.V.AsString() != "" {
			out = append(out, named{i, l, v.V.AsString(), v.Pos})
		}
	}
	return out
}
