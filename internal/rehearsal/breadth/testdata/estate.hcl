# One object of each type that the estate is made of, in the order of their dependencies.
resource "aws_kms_key" "this" {
  description         = "data"
  enable_key_rotation = true
}
resource "aws_kms_alias" "this" {
  name          = "alias/data"
  target_key_id = aws_kms_key.this.key_id
}
resource "aws_kms_key" "global" { multi_region = true }
resource "aws_kms_replica_key" "this" { primary_key_arn = aws_kms_key.global.arn }
resource "aws_kms_grant" "this" {
  key_id            = aws_kms_key.this.key_id
  grantee_principal = "arn:aws:iam::111122223333:role/reader"
  operations        = ["Decrypt"]
}

resource "aws_s3_bucket" "this" { bucket = "example-data" }
resource "aws_s3_bucket" "prefixed" { bucket_prefix = "example-" }
resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id
  versioning_configuration { status = "Enabled" }
}
resource "aws_s3_bucket_public_access_block" "this" { bucket = aws_s3_bucket.this.id }
resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = aws_s3_bucket.this.id
  rule {
    id     = "old"
    status = "Enabled"
    filter { prefix = "logs/" }
    expiration { days = 30 }
  }
}
resource "aws_s3_object" "this" {
  bucket  = aws_s3_bucket.this.id
  key     = "a/b.txt"
  content = "hello"
}

resource "aws_vpc" "this" {
  cidr_block                       = "10.0.0.0/16"
  assign_generated_ipv6_cidr_block = true
  tags                             = { Name = "example" }
}
resource "aws_default_route_table" "this" { default_route_table_id = aws_vpc.this.default_route_table_id }
resource "aws_default_network_acl" "this" { default_network_acl_id = aws_vpc.this.default_network_acl_id }
resource "aws_default_security_group" "this" { vpc_id = aws_vpc.this.id }
resource "aws_subnet" "a" {
  vpc_id            = aws_vpc.this.id
  cidr_block        = "10.0.0.0/20"
  availability_zone = "eu-central-1a"
  ipv6_cidr_block   = cidrsubnet(aws_vpc.this.ipv6_cidr_block, 8, 3)
}
resource "aws_subnet" "b" {
  vpc_id            = aws_vpc.this.id
  cidr_block        = "10.0.16.0/20"
  availability_zone = "eu-central-1b"
}
resource "aws_internet_gateway" "this" { vpc_id = aws_vpc.this.id }
resource "aws_egress_only_internet_gateway" "this" { vpc_id = aws_vpc.this.id }
resource "aws_eip" "a" { domain = "vpc" }
resource "aws_eip" "b" { domain = "vpc" }
resource "aws_nat_gateway" "this" {
  allocation_id = aws_eip.a.id
  subnet_id     = aws_subnet.a.id
}
resource "aws_route_table" "this" { vpc_id = aws_vpc.this.id }
resource "aws_route" "this" {
  route_table_id         = aws_route_table.this.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this.id
}
resource "aws_route_table_association" "this" {
  route_table_id = aws_route_table.this.id
  subnet_id      = aws_subnet.a.id
}
resource "aws_network_acl" "this" {
  vpc_id     = aws_vpc.this.id
  subnet_ids = [aws_subnet.a.id]
}
resource "aws_network_acl_rule" "this" {
  network_acl_id = aws_network_acl.this.id
  rule_number    = 100
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/16"
  from_port      = 443
  to_port        = 443
}
resource "aws_security_group" "this" {
  name_prefix = "web-"
  vpc_id      = aws_vpc.this.id
}
resource "aws_vpc_security_group_ingress_rule" "this" {
  security_group_id = aws_security_group.this.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.0.0.0/16"
}
resource "aws_security_group_rule" "this" {
  security_group_id = aws_security_group.this.id
  type              = "egress"
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
  cidr_blocks       = ["0.0.0.0/0"]
}
resource "aws_vpc_endpoint" "interface" {
  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.eu-central-1.ecr.api"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.a.id, aws_subnet.b.id]
  security_group_ids  = [aws_security_group.this.id]
}
resource "aws_vpc_endpoint" "gateway" {
  vpc_id          = aws_vpc.this.id
  service_name    = "com.amazonaws.eu-central-1.s3"
  route_table_ids = [aws_route_table.this.id]
}
resource "aws_flow_log" "this" {
  vpc_id               = aws_vpc.this.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.this.arn
}
resource "aws_ec2_transit_gateway" "this" { description = "hub" }
resource "aws_ec2_transit_gateway_vpc_attachment" "this" {
  transit_gateway_id = aws_ec2_transit_gateway.this.id
  vpc_id             = aws_vpc.this.id
  subnet_ids         = [aws_subnet.a.id]
}

resource "aws_route53_zone" "this" { name = "example.com" }
resource "aws_route53_zone" "private" {
  name = "internal.example.com"
  vpc { vpc_id = aws_vpc.this.id }
}
resource "aws_route53_record" "apex" {
  zone_id = aws_route53_zone.this.zone_id
  name    = "example.com"
  type    = "TXT"
  ttl     = 60
  records = ["x"]
}
resource "aws_route53_record" "www" {
  zone_id = aws_route53_zone.this.zone_id
  name    = "www"
  type    = "A"
  ttl     = 60
  records = ["198.18.0.1"]
}
resource "aws_acm_certificate" "this" {
  domain_name               = "example.com"
  subject_alternative_names = ["*.example.com", "api.example.com"]
  validation_method         = "DNS"
}
resource "aws_acm_certificate_validation" "this" { certificate_arn = aws_acm_certificate.this.arn }
resource "aws_route53_health_check" "this" {
  fqdn = "example.com"
  type = "HTTPS"
}

resource "aws_wafv2_web_acl" "regional" {
  name  = "web"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "web"
    sampled_requests_enabled   = true
  }
  rule {
    name     = "common"
    priority = 1
    override_action {
      none {}
    }
    statement {
      managed_rule_group_statement {
        name        = "AWSManagedRulesCommonRuleSet"
        vendor_name = "AWS"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "common"
      sampled_requests_enabled   = true
    }
  }
}
resource "aws_wafv2_ip_set" "cloudfront" {
  name               = "blocked"
  scope              = "CLOUDFRONT"
  ip_address_version = "IPV4"
  addresses          = []
}

resource "aws_lb" "this" {
  name            = "web"
  subnets         = [aws_subnet.a.id, aws_subnet.b.id]
  security_groups = [aws_security_group.this.id]
}
resource "aws_lb" "network" {
  name               = "tcp"
  internal           = true
  load_balancer_type = "network"
  subnets            = [aws_subnet.a.id]
}
resource "aws_lb_target_group" "this" {
  name        = "web-blue"
  port        = 8080
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = aws_vpc.this.id
}
resource "aws_lb_listener" "this" {
  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = aws_acm_certificate.this.arn
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this.arn
  }
}
resource "aws_lb_listener_rule" "this" {
  listener_arn = aws_lb_listener.this.arn
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this.arn
  }
  condition {
    path_pattern { values = ["/v1/*"] }
  }
}
resource "aws_wafv2_web_acl_association" "this" {
  resource_arn = aws_lb.this.arn
  web_acl_arn  = aws_wafv2_web_acl.regional.arn
}

resource "aws_iam_role" "this" {
  name_prefix        = "task-"
  path               = "/ecs/"
  assume_role_policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
}
resource "aws_iam_policy" "this" {
  name   = "read"
  policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
}
resource "aws_iam_role_policy_attachment" "this" {
  role       = aws_iam_role.this.name
  policy_arn = aws_iam_policy.this.arn
}
resource "aws_iam_instance_profile" "this" { role = aws_iam_role.this.name }
resource "aws_iam_service_linked_role" "this" { aws_service_name = "ecs.amazonaws.com" }
resource "aws_iam_openid_connect_provider" "this" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}
resource "aws_cloudwatch_log_group" "this" { name = "/ecs/api" }

resource "aws_service_discovery_private_dns_namespace" "this" {
  name = "internal"
  vpc  = aws_vpc.this.id
}
resource "aws_service_discovery_service" "this" {
  name = "api"
  dns_config {
    namespace_id = aws_service_discovery_private_dns_namespace.this.id
    dns_records {
      ttl  = 10
      type = "A"
    }
  }
}
resource "aws_ecr_repository" "this" {
  name = "api"
  encryption_configuration { encryption_type = "KMS" }
}
resource "aws_ecr_lifecycle_policy" "this" {
  repository = aws_ecr_repository.this.name
  policy     = "{\"rules\":[{\"rulePriority\":1,\"selection\":{\"tagStatus\":\"untagged\",\"countType\":\"imageCountMoreThan\",\"countNumber\":5},\"action\":{\"type\":\"expire\"}}]}"
}
resource "aws_ecs_cluster" "this" { name = "main" }
resource "aws_ecs_cluster_capacity_providers" "this" {
  cluster_name       = aws_ecs_cluster.this.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]
}
resource "aws_ecs_task_definition" "one" {
  family                   = "api"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  container_definitions    = "[{\"name\":\"api\",\"image\":\"api:1\",\"essential\":true}]"
}
resource "aws_ecs_task_definition" "two" {
  family                = "api"
  container_definitions = "[{\"name\":\"api\",\"image\":\"api:2\",\"essential\":true}]"
}
resource "aws_ecs_service" "this" {
  name            = "api"
  cluster         = aws_ecs_cluster.this.arn
  task_definition = aws_ecs_task_definition.one.arn
  desired_count   = 2
  launch_type     = "FARGATE"
  network_configuration { subnets = [aws_subnet.a.id] }
}
resource "aws_appautoscaling_target" "this" {
  service_namespace  = "ecs"
  resource_id        = "service/main/api"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = 2
  max_capacity       = 10
}
resource "aws_appautoscaling_policy" "this" {
  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this.service_namespace
  resource_id        = aws_appautoscaling_target.this.resource_id
  scalable_dimension = aws_appautoscaling_target.this.scalable_dimension
  target_tracking_scaling_policy_configuration {
    target_value = 70
    predefined_metric_specification { predefined_metric_type = "ECSServiceAverageCPUUtilization" }
  }
}

resource "aws_secretsmanager_secret" "this" { name = "db/password" }
resource "aws_secretsmanager_secret_version" "this" {
  secret_id     = aws_secretsmanager_secret.this.id
  secret_string = "x"
}
resource "aws_db_subnet_group" "this" {
  name       = "data"
  subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]
}
resource "aws_rds_global_cluster" "this" {
  global_cluster_identifier = "world"
  engine                    = "aurora-postgresql"
  engine_version            = "16.6"
}
resource "aws_rds_cluster" "this" {
  cluster_identifier        = "data"
  engine                    = "aurora-postgresql"
  engine_version            = "16.6"
  global_cluster_identifier = aws_rds_global_cluster.this.id
  master_username           = "root"
  master_password_wo        = "not-a-secret"
  master_password_wo_version = 1
  db_subnet_group_name      = aws_db_subnet_group.this.name
}
resource "aws_rds_cluster_instance" "writer" {
  identifier         = "data-1"
  cluster_identifier = aws_rds_cluster.this.id
  engine             = aws_rds_cluster.this.engine
  instance_class     = "db.serverless"
}
resource "aws_rds_cluster_instance" "reader" {
  identifier         = "data-2"
  cluster_identifier = aws_rds_cluster.this.id
  engine             = aws_rds_cluster.this.engine
  instance_class     = "db.serverless"
}
resource "aws_elasticache_subnet_group" "this" {
  name       = "cache"
  subnet_ids = [aws_subnet.a.id]
}
resource "aws_elasticache_replication_group" "this" {
  replication_group_id       = "sessions"
  description                = "sessions"
  engine                     = "redis"
  engine_version             = "7.1"
  node_type                  = "cache.t4g.micro"
  transit_encryption_enabled = true
  automatic_failover_enabled = true
  num_node_groups            = 2
  replicas_per_node_group    = 1
  cluster_mode               = "enabled"
}
resource "aws_efs_file_system" "this" { encrypted = true }
resource "aws_efs_mount_target" "this" {
  file_system_id = aws_efs_file_system.this.id
  subnet_id      = aws_subnet.b.id
}
resource "aws_efs_access_point" "this" { file_system_id = aws_efs_file_system.this.id }

resource "aws_cloudfront_origin_access_control" "this" {
  name                              = "models"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}
resource "aws_cloudfront_distribution" "this" {
  enabled = true
  origin {
    domain_name              = aws_s3_bucket.this.bucket_regional_domain_name
    origin_id                = "models"
    origin_access_control_id = aws_cloudfront_origin_access_control.this.id
  }
  default_cache_behavior {
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    target_origin_id       = "models"
    viewer_protocol_policy = "redirect-to-https"
    cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }
  restrictions {
    geo_restriction { restriction_type = "none" }
  }
  viewer_certificate { cloudfront_default_certificate = true }
}
resource "aws_globalaccelerator_accelerator" "this" { name = "api" }
resource "aws_globalaccelerator_listener" "this" {
  accelerator_arn = aws_globalaccelerator_accelerator.this.arn
  protocol        = "TCP"
  port_range {
    from_port = 443
    to_port   = 443
  }
}
resource "aws_globalaccelerator_endpoint_group" "this" { listener_arn = aws_globalaccelerator_listener.this.arn }

resource "aws_sqs_queue" "this" { name = "jobs" }
resource "aws_sns_topic" "this" { name = "alarms" }
resource "aws_sns_topic_subscription" "this" {
  topic_arn = aws_sns_topic.this.arn
  protocol  = "email"
  endpoint  = "a@example.com"
}
resource "aws_cloudwatch_event_rule" "this" {
  name                = "nightly"
  schedule_expression = "rate(1 day)"
}
resource "aws_cloudwatch_event_target" "this" {
  rule = aws_cloudwatch_event_rule.this.name
  arn  = aws_sns_topic.this.arn
}
resource "aws_cloudwatch_metric_alarm" "this" {
  alarm_name          = "cpu"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "CPUUtilization"
  namespace           = "AWS/ECS"
  period              = 60
  statistic           = "Average"
  threshold           = 80
}
resource "aws_lambda_function" "this" {
  function_name = "rotate"
  role          = aws_iam_role.this.arn
  runtime       = "python3.12"
  handler       = "main.handler"
  s3_bucket     = aws_s3_bucket.this.id
  s3_key        = "rotate.zip"
}
resource "aws_lambda_permission" "this" {
  function_name = aws_lambda_function.this.function_name
  action        = "lambda:InvokeFunction"
  principal     = "secretsmanager.amazonaws.com"
}
resource "aws_backup_vault" "this" { name = "daily" }
resource "aws_backup_plan" "this" {
  name = "daily"
  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.this.name
  }
}
resource "aws_guardduty_detector" "this" { enable = true }
resource "aws_securityhub_account" "this" {}
resource "aws_codedeploy_app" "this" {
  name             = "api"
  compute_platform = "ECS"
}
resource "aws_xray_sampling_rule" "this" {
  rule_name      = "all"
  priority       = 100
  reservoir_size = 1
  fixed_rate     = 0.05
  url_path       = "*"
  host           = "*"
  http_method    = "*"
  service_type   = "*"
  service_name   = "*"
  resource_arn   = "*"
  version        = 1
}

# What data sources answer of all this, and of what nobody made.
data "aws_vpc" "tagged" {
  tags = { Name = "example" }
}
data "aws_subnets" "of_vpc" {
  filter {
    name   = "vpc-id"
    values = [aws_vpc.this.id]
  }
}
data "aws_security_group" "default" {
  name   = "default"
  vpc_id = aws_vpc.this.id
}
data "aws_kms_key" "alias" { key_id = "alias/data" }
data "aws_route53_zone" "public" { name = "example.com." }
data "aws_secretsmanager_secret_version" "this" { secret_id = "db/password" }
data "aws_iam_policy" "managed" { name = "AdministratorAccess" }
data "aws_ec2_managed_prefix_list" "s3" { name = "com.amazonaws.eu-central-1.s3" }
data "aws_vpc_endpoint_service" "logs" { service = "logs" }
data "aws_availability_zones" "this" { exclude_names = ["eu-central-1b"] }
data "aws_caller_identity" "this" {}
data "aws_ami" "this" {
  most_recent = true
  owners      = ["amazon"]
}
data "aws_vpc" "stranger" { id = "vpc-0aaaaaaaaaaaaaaaa" }
