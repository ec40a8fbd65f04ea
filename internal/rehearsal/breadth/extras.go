package breadth

// extras are, by type, what the diagnostics do not lead to: a valid text in a
// format of its own, or one where several attributes of one name want several.
var extras = map[string][]extra{
	"aws_appintegrations_event_integration": {{"event_filter.source", "aws.partner/example.com"}},
	"aws_codebuild_project":                 {{"artifacts.type", "NO_ARTIFACTS"}, {"source.type", "NO_SOURCE"}, {"source.buildspec", "version: 0.2"}, {"environment.type", "LINUX_CONTAINER"}, {"environment.compute_type", "BUILD_GENERAL1_SMALL"}},
	"aws_codebuild_report_group":            {{"type", "TEST"}, {"export_config.type", "NO_EXPORT"}},
	"aws_db_proxy":                          {{"auth.auth_scheme", "SECRETS"}, {"auth.secret_arn", "arn:aws:secretsmanager:us-east-1:123456789012:secret:example-AbCdEf"}, {"auth.iam_auth", "DISABLED"}},
	"aws_dynamodb_table_item":               {{"item", `{"example":{"S":"a"}}`}, {"hash_key", "example"}},
	"aws_ec2_transit_gateway_connect_peer":  {{"inside_cidr_blocks", "169.254.100.0/29"}},
	"aws_ecs_task_definition":               {{"container_definitions", `[{"name":"a","image":"a","essential":true}]`}},
	"aws_fis_experiment_template":           {{"action.action_id", "aws:ec2:stop-instances"}, {"stop_condition.source", "none"}},
	"aws_fsx_data_repository_association":   {{"file_system_id", "fs-0123456789abcdef0"}, {"data_repository_path", "s3://example"}},
	"aws_fsx_openzfs_snapshot":              {{"volume_id", "fsvol-0123456789abcdef0"}},
	"aws_fsx_openzfs_volume":                {{"parent_volume_id", "fsvol-0123456789abcdef0"}},
	"aws_imagebuilder_image_pipeline":       {{"infrastructure_configuration_arn", "arn:aws:imagebuilder:us-east-1:123456789012:infrastructure-configuration/example"}, {"image_recipe_arn", "arn:aws:imagebuilder:us-east-1:123456789012:image-recipe/example/1.0.0"}},
	"aws_lambda_function":                   {{"filename", "example.zip"}, {"handler", "index.handler"}, {"runtime", "python3.12"}},
	"aws_networkmanager_connect_attachment": {{"core_network_id", "core-network-0123456789abcdef0"}},
	"aws_chime_voice_connector_termination": {{"cidr_allow_list", "50.35.78.96/31"}, {"calling_regions", "US"}},
}
