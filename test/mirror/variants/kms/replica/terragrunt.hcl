terraform {
  source = "tfr:///terraform-aws-modules/kms/aws?version=3.1.1"
}

inputs = {
  create_replica                         = true
  primary_key_arn                        = "arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab"
  key_owners                             = ["arn:aws:iam::111122223333:role/a"]
  key_administrators                     = ["arn:aws:iam::111122223333:role/a"]
  key_users                              = ["arn:aws:iam::111122223333:role/a"]
  key_service_users                      = ["arn:aws:iam::111122223333:role/a"]
  key_service_roles_for_autoscaling      = ["arn:aws:iam::111122223333:role/a"]
  key_symmetric_encryption_users         = ["arn:aws:iam::111122223333:role/a"]
  key_hmac_users                         = ["arn:aws:iam::111122223333:role/a"]
  key_asymmetric_public_encryption_users = ["arn:aws:iam::111122223333:role/a"]
  key_asymmetric_sign_verify_users       = ["arn:aws:iam::111122223333:role/a"]
  enable_route53_dnssec                  = true
  computed_aliases                       = { x = { name = "xx" } }
  aliases                                = ["y", "z"]
  aliases_use_name_prefix                = true
  grants                                 = { lambda = { grantee_principal = "arn:aws:iam::111122223333:role/a", operations = ["Encrypt"], constraints = { encryption_context_equals = { a = "b" } } } }
}
