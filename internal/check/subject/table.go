package subject

import "github.com/zclconf/go-cty/cty"

var (
	yes  = cty.True
	no   = cty.False
	none = cty.NullVal(cty.DynamicPseudoType)
)

func num(n int64) cty.Value { return cty.NumberIntVal(n) }

// at names an argument, by its path, and what holds when it is not given.
func at(fallback cty.Value, path ...string) argument { return argument{path: path, fallback: fallback} }

// open is an argument whose default is not known: without a value there is no
// answer.
func open(path ...string) argument { return argument{path: path} }

// or adds a resource beside that says it instead.
func (a argument) or(other string) argument {
	a.other = other
	return a
}

// table says what types of resources (provider hashicorp/aws 5.100, defaults
// by registry.terraform.io/providers/hashicorp/aws/5.100.0/docs) and modules
// (defaults by their variables in the versions of this estate) are.
var table = map[string][]entry{
	"aws_db_instance": {{kind: Database, args: map[Meaning]argument{
		Protection: at(no, "deletion_protection"), SkipFinal: at(no, "skip_final_snapshot"), Backups: at(num(0), "backup_retention_period"),
		Encryption: at(no, "storage_encrypted"), Public: at(no, "publicly_accessible"), MultiAZ: at(no, "multi_az")}}},
	"aws_rds_cluster": {{kind: Database, args: map[Meaning]argument{
		Protection: at(no, "deletion_protection"), SkipFinal: at(no, "skip_final_snapshot"), Backups: at(num(1), "backup_retention_period"),
		Encryption: at(no, "storage_encrypted")}}},
	"aws_docdb_cluster": {{kind: Database, args: map[Meaning]argument{
		Protection: at(no, "deletion_protection"), SkipFinal: at(no, "skip_final_snapshot"), Backups: at(num(1), "backup_retention_period"),
		Encryption: at(no, "storage_encrypted")}}},
	"aws_neptune_cluster": {{kind: Database, args: map[Meaning]argument{
		Protection: at(no, "deletion_protection"), SkipFinal: at(no, "skip_final_snapshot"), Backups: at(num(1), "backup_retention_period"),
		Encryption: at(no, "storage_encrypted")}}},
	"aws_redshift_cluster": {{kind: Database, args: map[Meaning]argument{
		SkipFinal: at(no, "skip_final_snapshot"), Backups: at(num(1), "automated_snapshot_retention_period"),
		Encryption: open("encrypted"), Public: open("publicly_accessible")}}},
	"aws_rds_cluster_instance": {{kind: Instance, args: map[Meaning]argument{Public: at(no, "publicly_accessible")}}},
	"aws_rds_global_cluster":   {{kind: Database, args: map[Meaning]argument{Protection: at(no, "deletion_protection"), Encryption: open("storage_encrypted")}}},
	"aws_dynamodb_table": {{kind: Table, args: map[Meaning]argument{
		Protection: at(no, "deletion_protection_enabled"), PointInTime: at(no, "point_in_time_recovery", "enabled")}}},
	"aws_s3_bucket": {{kind: Bucket, args: map[Meaning]argument{
		ForceDestroy: at(no, "force_destroy"), PublicACL: open("acl"),
		Versioning:  at(none, "versioning").or("aws_s3_bucket_versioning"),
		Lifecycle:   at(none, "lifecycle_rule").or("aws_s3_bucket_lifecycle_configuration"),
		Encryption:  at(none, "server_side_encryption_configuration").or("aws_s3_bucket_server_side_encryption_configuration"),
		BlockPublic: at(none, "no_such_argument").or("aws_s3_bucket_public_access_block")}}},
	"aws_kms_key": {{kind: Key, args: map[Meaning]argument{
		Rotation: at(no, "enable_key_rotation"), Window: at(num(30), "deletion_window_in_days")}}},
	"aws_efs_file_system": {{kind: FileSystem, args: map[Meaning]argument{Encryption: at(no, "encrypted")}}},
	"aws_elasticache_replication_group": {{kind: Cache, args: map[Meaning]argument{
		Encryption: at(no, "at_rest_encryption_enabled"), Transit: at(no, "transit_encryption_enabled"),
		Backups: at(num(0), "snapshot_retention_limit"), MultiAZ: at(no, "automatic_failover_enabled")}}},
	"aws_cloudwatch_log_group": {{kind: LogGroup, args: map[Meaning]argument{LogRetention: at(num(0), "retention_in_days")}}},
	"aws_ecs_service":          {{kind: Service, args: map[Meaning]argument{Autoscaling: at(none, "no_such_argument").or("aws_appautoscaling_target")}}},
	"aws_lb":                   {{kind: Balancer, args: balancer}},
	"aws_alb":                  {{kind: Balancer, args: balancer}},
	"aws_ecr_repository": {{kind: Registry, args: map[Meaning]argument{
		MutableTags: at(cty.StringVal("MUTABLE"), "image_tag_mutability"), ScanOnPush: at(no, "image_scanning_configuration", "scan_on_push"),
		ForceDestroy: at(no, "force_delete")}}},
	"aws_sqs_queue":             {{kind: Queue, args: map[Meaning]argument{Encryption: at(yes, "sqs_managed_sse_enabled")}}},
	"aws_instance":              {{kind: Instance, args: map[Meaning]argument{Metadata: at(none, "metadata_options", "http_tokens")}}},
	"aws_launch_template":       {{kind: Instance, args: map[Meaning]argument{Metadata: at(none, "metadata_options", "http_tokens")}}},
	"aws_secretsmanager_secret": {{kind: Secret, args: map[Meaning]argument{Window: at(num(30), "recovery_window_in_days")}}},
	"aws_ebs_volume":            {{kind: Volume, args: map[Meaning]argument{Encryption: at(no, "encrypted")}}},
	"aws_kinesis_stream":        {{kind: Stream, args: map[Meaning]argument{Encryption: at(cty.StringVal("NONE"), "encryption_type")}}},
	"aws_cloudtrail":            {{kind: Trail, args: map[Meaning]argument{LogValidation: at(no, "enable_log_file_validation")}}},
	"aws_eks_cluster": {{kind: Cluster, args: map[Meaning]argument{
		PublicEndpoint: at(yes, "vpc_config", "endpoint_public_access"), EndpointSources: at(cty.TupleVal([]cty.Value{cty.StringVal("0.0.0.0/0")}), "vpc_config", "public_access_cidrs")}}},

	"terraform-aws-modules/rds-aurora/aws": {{kind: Database, args: map[Meaning]argument{
		Protection: at(no, "deletion_protection"), SkipFinal: at(no, "skip_final_snapshot"), Backups: at(num(1), "backup_retention_period"),
		Encryption: at(yes, "storage_encrypted"), Public: at(no, "publicly_accessible")}}},
	"terraform-aws-modules/rds/aws": {{kind: Database, args: map[Meaning]argument{
		Protection: at(no, "deletion_protection"), SkipFinal: at(no, "skip_final_snapshot"), Backups: at(num(0), "backup_retention_period"),
		Encryption: at(yes, "storage_encrypted"), Public: at(no, "publicly_accessible"), MultiAZ: at(no, "multi_az")}, when: []string{"create_db_instance"}}},
	"terraform-aws-modules/dynamodb-table/aws": {{kind: Table, args: map[Meaning]argument{
		Protection: at(no, "deletion_protection_enabled"), PointInTime: at(no, "point_in_time_recovery_enabled")}, when: []string{"create_table"}}},
	"terraform-aws-modules/s3-bucket/aws": {{kind: Bucket, args: map[Meaning]argument{
		ForceDestroy: at(no, "force_destroy"), PublicACL: open("acl"), Versioning: at(none, "versioning"), Lifecycle: at(none, "lifecycle_rule"),
		Encryption: at(none, "server_side_encryption_configuration"), BlockPublic: at(yes, "block_public_policy")}, when: []string{"create_bucket"}}},
	"terraform-aws-modules/kms/aws": {{kind: Key, args: map[Meaning]argument{
		Rotation: at(yes, "enable_key_rotation"), Window: at(num(30), "deletion_window_in_days")}, when: []string{"create"}}},
	"terraform-aws-modules/efs/aws": {{kind: FileSystem, args: map[Meaning]argument{Encryption: at(yes, "encrypted")}, when: []string{"create"}}},
	"terraform-aws-modules/elasticache/aws": {{kind: Cache, args: map[Meaning]argument{
		Encryption: at(yes, "at_rest_encryption_enabled"), Transit: at(yes, "transit_encryption_enabled"),
		Backups: at(num(0), "snapshot_retention_limit")}, when: []string{"create"}}},
	"terraform-aws-modules/ecr/aws": {{kind: Registry, args: map[Meaning]argument{
		MutableTags: at(cty.StringVal("IMMUTABLE"), "repository_image_tag_mutability"), ScanOnPush: at(yes, "repository_image_scan_on_push"),
		ForceDestroy: at(no, "repository_force_delete")}, when: []string{"create", "create_repository"}}},
	"terraform-aws-modules/sqs/aws": {{kind: Queue, args: map[Meaning]argument{Encryption: at(yes, "sqs_managed_sse_enabled")}, when: []string{"create"}}},
	"terraform-aws-modules/alb/aws": {{kind: Balancer, args: map[Meaning]argument{
		Protection: at(yes, "enable_deletion_protection"), InvalidHeaders: at(yes, "drop_invalid_header_fields"), Logs: at(none, "access_logs")}, when: []string{"create"}}},
	"terraform-aws-modules/ecs/aws//modules/service": {{kind: Service, args: map[Meaning]argument{Autoscaling: at(yes, "enable_autoscaling")}, when: []string{"create"}}},
	"terraform-aws-modules/cloudwatch/aws//modules/log-group": {{kind: LogGroup, args: map[Meaning]argument{
		LogRetention: at(num(0), "retention_in_days")}, when: []string{"create"}}},
	"terraform-aws-modules/lambda/aws": {{kind: LogGroup, args: map[Meaning]argument{
		LogRetention: at(num(0), "cloudwatch_logs_retention_in_days")}, when: []string{"create", "create_function"}}},
	"terraform-aws-modules/secrets-manager/aws": {{kind: Secret, args: map[Meaning]argument{Window: at(num(30), "recovery_window_in_days")}, when: []string{"create"}}},
	"terraform-aws-modules/vpc/aws":             {{kind: Network, args: map[Meaning]argument{FlowLogs: at(no, "enable_flow_log")}, when: []string{"create_vpc"}}},
	"terraform-aws-modules/eks/aws": {{kind: Cluster, args: map[Meaning]argument{
		PublicEndpoint: open("cluster_endpoint_public_access"), EndpointSources: at(cty.TupleVal([]cty.Value{cty.StringVal("0.0.0.0/0")}), "cluster_endpoint_public_access_cidrs")},
		when: []string{"create"}}},
	"terraform-aws-modules/autoscaling/aws": {{kind: Instance, args: map[Meaning]argument{Metadata: open("metadata_options", "http_tokens")}, when: []string{"create"}}},
}

var balancer = map[Meaning]argument{
	Protection: at(no, "enable_deletion_protection"), InvalidHeaders: at(no, "drop_invalid_header_fields"), Logs: at(none, "access_logs"),
}
