package safety

import (
	"fmt"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

const policyLink = "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"

var policyAction = made("policy-action-wildcard", diag.Error,
	"Whoever gets hold of a role that may do everything owns the account.",
	"Name the actions that are needed.", policyLink,
	func(p *rule.Pass, u *estate.Unit) {
		for _, s := range statements(p, u) {
			if s.allow && (slices.Contains(s.actions, "*") || slices.Contains(s.actions, "*:*")) {
				p.At(s.at, "the policy allows every action of every service")
			}
		}
	})

var policyResource = made("policy-resource-wildcard", diag.Warning,
	"A role that reads secrets, keys or objects of everybody is a way from one service into all others.",
	"Name the ARNs of what the role is for.", policyLink,
	func(p *rule.Pass, u *estate.Unit) {
		for _, s := range statements(p, u) {
			if !s.allow || s.resourceBased || s.conditional || !slices.Contains(s.resources, "*") {
				continue
			}
			if i := slices.IndexFunc(s.actions, guarded); i >= 0 {
				p.At(s.at, fmt.Sprintf("the policy allows %s on every resource", s.actions[i]))
			}
		}
	})

// guarded tells actions that give or take data, secrets or rights, and that AWS
// can restrict to a resource (docs.aws.amazon.com/service-authorization).
func guarded(action string) bool {
	service, name, _ := strings.Cut(action, ":")
	if name == "*" {
		return slices.Contains([]string{"s3", "dynamodb", "kms", "secretsmanager", "iam", "sts", "sqs", "sns", "rds", "ssm", "lambda", "ecr"}, service)
	}
	return slices.Contains([]string{"secretsmanager:GetSecretValue", "kms:Decrypt", "kms:CreateGrant", "s3:GetObject", "s3:PutObject", "s3:DeleteObject",
		"s3:Get*", "s3:Put*", "s3:Delete*", "iam:PassRole", "sts:AssumeRole", "ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath",
		"dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem", "dynamodb:Scan", "dynamodb:Query", "sqs:ReceiveMessage", "sqs:SendMessage"}, action)
}

var policyPrincipal = made("policy-principal-wildcard", diag.Error,
	"A policy for everybody is one for people outside of the account too.",
	"Name the accounts, roles or services, or add a condition such as aws:PrincipalOrgID.",
	"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous",
	func(p *rule.Pass, u *estate.Unit) {
		for _, s := range statements(p, u) {
			if s.allow && !s.conditional && slices.Contains(s.principals, "*") {
				p.At(s.at, "the policy allows everybody, without a condition")
			}
		}
	})
