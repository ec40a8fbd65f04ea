# AWS's own function, from its repository of applications: it makes a password, sets it in the database, tries it, and
# makes it current. https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_available-rotation-templates.html

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  function_arn = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:function:${var.name}"
}

resource "aws_serverlessapplicationrepository_cloudformation_stack" "this" {
  name             = var.name
  application_id   = "arn:${data.aws_partition.current.partition}:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSPostgreSQLRotationSingleUser"
  semantic_version = var.application_version
  capabilities     = ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"]

  parameters = {
    functionName        = var.name
    endpoint            = "https://secretsmanager.${data.aws_region.current.name}.${data.aws_partition.current.dns_suffix}"
    kmsKeyArn           = var.kms_key_arn
    vpcSubnetIds        = join(",", var.subnet_ids)
    vpcSecurityGroupIds = join(",", var.security_group_ids)
    excludeCharacters   = "/@\"'\\:?#%&+ " # those that the first password leaves out
  }

  tags = var.tags
}
