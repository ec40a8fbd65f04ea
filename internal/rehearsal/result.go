package rehearsal

import (
	"sort"
	"strings"
	"time"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/module"
	"github.com/terrace-cloud/terrace/internal/usage"
)

// Phase is where a unit stands in a rehearsal.
type Phase string

// The phases, in the order in which a unit goes through them, and the ends.
const (
	Queued    Phase = "queued"
	Init      Phase = "init"
	Apply     Phase = "apply"
	Applied   Phase = "applied" // waits for its second plan
	Replan    Phase = "re-plan"
	Destroy   Phase = "destroy"
	Settled   Phase = "settled"   // end: the second plan was empty
	Planned   Phase = "planned"   // end of a run that only plans: nothing to do
	Changed   Phase = "changed"   // end of a run that only plans: something to do
	Destroyed Phase = "destroyed" // end
	Absent    Phase = "absent"    // end of a tear-down: nothing of it stands
	Kept      Phase = "kept"      // end of a tear-down: what is not taken down needs it
	Unsettled Phase = "unsettled" // end: the second plan was not empty
	Failed    Phase = "failed"    // end
	Blocked   Phase = "blocked"   // end: a dependency failed
	Excluded  Phase = "excluded"  // end: the unit's own exclude block says so
	Stopped   Phase = "stopped"   // end: interrupted before it was done
)

// Ended tells whether a unit in this phase is through.
func (p Phase) Ended() bool {
	switch p {
	case Queued, Init, Apply, Applied, Replan, Destroy:
		return false
	}
	return true
}

// Counts are the actions of a plan or an apply, by resource.
type Counts struct {
	Create  int `json:"create"`
	Update  int `json:"update"`
	Replace int `json:"replace"`
	Delete  int `json:"delete"`
	Drift   int `json:"drift"`
	Outputs int `json:"outputs"` // outputs that change
}

// None tells whether nothing at all is to be done.
func (c Counts) None() bool { return c == Counts{} }

// Change is one resource that a plan wants to act on.
type Change struct {
	Address    string   `json:"address"`
	Type       string   `json:"type"`
	Action     string   `json:"action"`               // create, update, replace, delete, drift
	Forces     []string `json:"forces,omitempty"`     // attributes that force the replacement
	Attributes []string `json:"attributes,omitempty"` // top-level attributes that an update changes
	Hurts      string   `json:"hurts,omitempty"`      // what it would cost in AWS, where it costs something
}

// UnitResult is what became of one unit.
type UnitResult struct {
	Path       string         `json:"path"`
	Phase      Phase          `json:"phase"`
	Module     string         `json:"module,omitempty"` // source as written
	Version    string         `json:"version,omitempty"`
	Level      module.Level   `json:"level,omitempty"`
	Seconds    float64        `json:"seconds"`
	Applied    Counts         `json:"applied"`
	Replanned  Counts         `json:"replanned"`
	Changes    []Change       `json:"changes,omitempty"`   // of the first plan
	Unsettled  []Change       `json:"unsettled,omitempty"` // of the second
	Types      map[string]int `json:"types,omitempty"`     // resources that stand, by type
	Resources  int            `json:"resources"`
	Findings   diag.Findings  `json:"findings,omitempty"`
	FullSchema bool           `json:"full_schema,omitempty"` // ran again with the whole schema
	Log        string         `json:"log,omitempty"`         // file with the raw output
}

// Assumption is an answer that the rehearsal had to make up.
type Assumption struct {
	Unit      string `json:"unit,omitempty"`
	Type      string `json:"type"`
	Key       string `json:"key,omitempty"`
	Attribute string `json:"attribute"`
	Value     string `json:"value"`
}

// NotRun is something that would run in a real apply and did not here.
type NotRun struct {
	Unit  string   `json:"unit"`
	Kind  string   `json:"kind"` // hook, run_cmd, provisioner, provider
	Name  string   `json:"name"`
	Where diag.Pos `json:"where,omitzero"`
}

// Calls are the AWS calls of the real provider that did not get past the
// rehearsal, by name.
type Calls struct {
	Answered map[string]int `json:"answered"`
	Refused  map[string]int `json:"refused"`
}

// Result is the whole of a rehearsal: the final JSON document, described by
// docs/schema/rehearsal.json.
type Result struct {
	Schema      string         `json:"schema"` // "terrace.rehearsal/1"
	Settled     bool           `json:"settled"`
	ExitCode    diag.Code      `json:"exit_code"`
	Mode        string         `json:"mode"` // rehearse, plan, destroy, from
	Seconds     float64        `json:"seconds"`
	Cost        *usage.Cost    `json:"cost,omitempty"` // of this process and all that it starts; where the system tells
	Tools       *engine.Tools  `json:"tools,omitempty"`
	Units       []*UnitResult  `json:"units"`
	Resources   int            `json:"resources"`
	Services    map[string]int `json:"services"` // resources that stand, by service
	Assumptions []Assumption   `json:"assumptions"`
	NotRun      []NotRun       `json:"not_run"`
	Reconciled  []string       `json:"reconciled,omitempty"` // what a killed run had left
	Calls       Calls          `json:"aws_calls"`
	Notes       []string       `json:"notes,omitempty"`
	Findings    diag.Findings  `json:"findings,omitempty"` // not of one unit

	interrupted bool // and not, say, at an end because the first failure is one
}

// Nothing is the result of a rehearsal of no unit.
func Nothing(m Mode, note string) *Result {
	r := &Result{Mode: string(m), Units: []*UnitResult{}, Assumptions: []Assumption{}, NotRun: []NotRun{}, Notes: []string{note},
		Calls: Calls{Answered: map[string]int{}, Refused: map[string]int{}}}
	r.finish(time.Now())
	return r
}

// codes maps how a unit ended to the exit code that it asks for.
var codes = map[Phase]diag.Code{
	Unsettled: diag.Failed, Failed: diag.Failed, Changed: diag.Changes, Stopped: diag.Interrupted,
}

// finish sums the units up.
func (r *Result) finish(start time.Time) {
	r.Schema = "terrace.rehearsal/1"
	r.Seconds = round(time.Since(start))
	r.Services = map[string]int{}
	r.Settled = true
	code := diag.CodeOf(r.Findings.Err())
	for _, u := range r.Units {
		if u.Phase != Stopped || r.interrupted {
			code = diag.Worst(code, codes[u.Phase])
		}
		code = diag.Worst(code, diag.CodeOf(u.Findings.Err()))
		switch u.Phase {
		case Settled, Excluded, Planned, Destroyed, Absent, Kept:
		default:
			r.Settled = false
		}
		r.Resources += u.Resources
		for t, n := range u.Types {
			r.Services[Service(t)] += n
		}
	}
	if len(r.Calls.Refused) > 0 {
		code = diag.Worst(code, diag.Failed)
	}
	r.ExitCode = code
	r.Settled = r.Settled && (code == diag.OK || code == diag.Changes)
	sort.Slice(r.NotRun, func(i, j int) bool { return r.NotRun[i].Unit < r.NotRun[j].Unit })
}

func round(d time.Duration) float64 {
	return float64(d.Round(100*time.Millisecond)) / float64(time.Second)
}

// services names what people call the families of resource types; the longest
// matching prefix wins.
var services = [][2]string{
	{"aws_vpc_endpoint", "VPC endpoints"}, {"aws_vpc", "VPC"}, {"aws_subnet", "VPC"}, {"aws_route53", "Route 53"}, {"aws_route", "VPC"},
	{"aws_nat_gateway", "VPC"}, {"aws_internet_gateway", "VPC"}, {"aws_egress_only", "VPC"}, {"aws_eip", "VPC"}, {"aws_network_acl", "VPC"},
	{"aws_default_", "VPC"}, {"aws_flow_log", "VPC"}, {"aws_db_subnet_group", "RDS"}, {"aws_elasticache", "ElastiCache"}, {"aws_security_group", "security groups"},
	{"aws_vpc_security_group", "security groups"}, {"aws_lb", "load balancing"}, {"aws_alb", "load balancing"}, {"aws_ecs", "ECS"}, {"aws_ecr", "ECR"},
	{"aws_appautoscaling", "auto scaling"}, {"aws_autoscaling", "auto scaling"}, {"aws_s3", "S3"}, {"aws_kms", "KMS"}, {"aws_iam", "IAM"},
	{"aws_acm", "ACM"}, {"aws_wafv2", "WAF"}, {"aws_cloudwatch_event", "EventBridge"}, {"aws_cloudwatch", "CloudWatch"}, {"aws_service_discovery", "Cloud Map"},
	{"aws_rds", "RDS"}, {"aws_db", "RDS"}, {"aws_secretsmanager", "Secrets Manager"}, {"aws_cloudfront", "CloudFront"}, {"aws_sqs", "SQS"}, {"aws_sns", "SNS"},
	{"aws_lambda", "Lambda"}, {"aws_efs", "EFS"}, {"aws_dynamodb", "DynamoDB"}, {"aws_backup", "Backup"}, {"aws_ec2", "EC2"}, {"aws_instance", "EC2"}, {"aws_launch_template", "EC2"},
	{"aws_globalaccelerator", "Global Accelerator"}, {"aws_ssm", "Systems Manager"}, {"aws_eks", "EKS"}, {"aws_guardduty", "GuardDuty"}, {"aws_securityhub", "Security Hub"},
	{"aws_kinesis", "Kinesis"}, {"aws_opensearch", "OpenSearch"}, {"aws_elasticsearch", "OpenSearch"}, {"aws_dx_", "Direct Connect"}, {"aws_vpn", "VPN"}, {"aws_customer_gateway", "VPN"},
	{"aws_xray", "X-Ray"}, {"aws_codedeploy", "CodeDeploy"}, {"aws_config", "Config"}, {"aws_ce_", "Cost Explorer"}, {"aws_ebs", "EBS"}, {"aws_budgets", "Budgets"},
	{"aws_accessanalyzer", "Access Analyzer"}, {"aws_cloudformation", "CloudFormation"}, {"aws_serverlessapplicationrepository", "CloudFormation"}, {"aws_inspector", "Inspector"},
	{"aws_cloudtrail", "CloudTrail"}, {"aws_ssoadmin", "Identity Center"}, {"aws_identitystore", "Identity Center"},
	{"aws_api_gateway", "API Gateway"}, {"aws_apigatewayv2", "API Gateway"}, {"aws_cognito", "Cognito"}, {"aws_redshift", "Redshift"}, {"aws_sfn", "Step Functions"},
	{"aws_elb", "load balancing"}, {"aws_batch", "Batch"}, {"aws_glue", "Glue"}, {"aws_athena", "Athena"}, {"aws_msk", "MSK"}, {"aws_organizations", "Organizations"},
	{"aws_sagemaker", "SageMaker"}, {"aws_docdb", "DocumentDB"}, {"aws_neptune", "Neptune"}, {"aws_ses", "SES"}, {"aws_codebuild", "CodeBuild"}, {"aws_codepipeline", "CodePipeline"},
	{"aws_scheduler", "EventBridge"}, {"aws_key_pair", "EC2"}, {"aws_volume_attachment", "EBS"}, {"aws_main_route_table", "VPC"}, {"aws_network_interface", "EC2"},
}

// Service gives the name of the service that a resource type belongs to; for
// one that is not in the table, the word after "aws_".
func Service(typ string) string {
	best, name := "", ""
	for _, s := range services {
		if strings.HasPrefix(typ, s[0]) && len(s[0]) > len(best) {
			best, name = s[0], s[1]
		}
	}
	if name != "" {
		return name
	}
	p := strings.SplitN(typ, "_", 3)
	if len(p) > 1 {
		return p[1]
	}
	return typ
}
