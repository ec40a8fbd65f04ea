package cloud

import (
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/zclconf/go-cty/cty"
)

// value reads an object from JSON; the word "unknown" stands for what is not
// known yet.
func value(t *testing.T, json string) cty.Value {
	t.Helper()
	v, err := Value([]byte(json))
	if err != nil {
		t.Fatal(err)
	}
	v, err = cty.Transform(v, func(_ cty.Path, x cty.Value) (cty.Value, error) {
		if x.Type() == cty.String && !x.IsNull() && x.AsString() == "unknown" {
			return cty.UnknownVal(cty.String), nil
		}
		return x, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestNatural(t *testing.T) {
	t.Parallel()
	tests := []struct{ typ, attrs, name, scope string }{
		{"aws_s3_bucket", `{"bucket":"logs"}`, "logs", "partition"},
		{"aws_s3_bucket", `{"bucket":null}`, "", ""},
		{"aws_s3_bucket", `{"bucket":"unknown"}`, "", ""},
		{"aws_iam_role", `{"name":"Deploy"}`, "deploy", "account"},
		{"aws_security_group", `{"name":"web","vpc_id":"vpc-1"}`, "web", "vpc-1"},
		{"aws_security_group", `{"name":"web","vpc_id":"unknown"}`, "", ""},
		{"aws_route53_record", `{"zone_id":"Z1","name":"WWW.example.com.","type":"A","fqdn":null,"set_identifier":""}`, "www.example.com A ", "Z1"},
		{"aws_route53_record", `{"zone_id":"Z1","name":"www","type":"A","fqdn":"www.example.com","set_identifier":"eu"}`, "www.example.com A eu", "Z1"},
		{"aws_route53_record", `{"zone_id":"Z1","name":"\\052.example.com","type":"A","fqdn":"","set_identifier":null}`, "*.example.com A ", "Z1"},
		{"aws_network_acl_rule", `{"network_acl_id":"acl-1","egress":true,"rule_number":100}`, "true 100", "acl-1"},
		{"aws_security_group_rule", `{"security_group_id":"sg-1","type":"ingress","protocol":"tcp","from_port":443,"to_port":443,"cidr_blocks":["10.1.0.0/16","10.0.0.0/16"],"self":false}`, "ingress tcp 443 443 10.0.0.0/16,10.1.0.0/16    false", "sg-1"},
		{"aws_subnet", `{"vpc_id":"vpc-1","cidr_block":"10.0.0.0/24"}`, "10.0.0.0/24", "vpc-1"},
		{"aws_vpc_security_group_ingress_rule", `{"security_group_id":"sg-1","ip_protocol":"tcp","from_port":443,"to_port":443,"cidr_ipv4":"0.0.0.0/0"}`, "tcp 443 443 0.0.0.0/0   ", "sg-1"},
		{"aws_route", `{"route_table_id":"rtb-1","destination_cidr_block":"","destination_ipv6_cidr_block":"::/0"}`, "::/0", "rtb-1"},
		{"aws_service_discovery_service", `{"name":"api","namespace_id":null,"dns_config":[{"namespace_id":"ns-1"}]}`, "api", "ns-1"},
		{"aws_service_discovery_service", `{"name":"api","namespace_id":"ns-2","dns_config":[]}`, "api", "ns-2"},
		{"aws_guardduty_detector", `{"enable":true}`, "detector", "region"},
		{"aws_iam_openid_connect_provider", `{"url":"https://Token.example.com"}`, "https://token.example.com", "account"},
		{"aws_vpc", `{"id":"vpc-1"}`, "", ""},
	}
	for _, c := range tests {
		name, scope := Natural(c.typ, value(t, c.attrs), account, region)
		if name != c.name || scope != c.scope {
			t.Errorf("%s %s: %q in %q, want %q in %q", c.typ, c.attrs, name, scope, c.name, c.scope)
		}
	}
	for _, v := range []cty.Value{cty.NilVal, cty.NullVal(cty.EmptyObject), cty.UnknownVal(cty.EmptyObject), cty.StringVal("x")} {
		if name, _ := Natural("aws_s3_bucket", v, account, region); name != "" {
			t.Errorf("%#v has the name %q", v, name)
		}
	}
}

func TestIdent(t *testing.T) {
	t.Parallel()
	plain := &tfwire.Block{Attrs: []*tfwire.Attr{{Name: "a", Type: cty.String, Required: true}, {Name: "n", Type: cty.Number, Required: true}, {Name: "o", Type: cty.String}}}
	tests := []struct {
		name, typ string
		b         *tfwire.Block
		attrs     string
		want      string
	}{
		{"the id", "aws_vpc", plain, `{"id":"vpc-1","arn":"arn:x"}`, "vpc-1"},
		{"no id: the ARN", "aws_x", plain, `{"arn":"arn:x","a":"1"}`, "arn:x"},
		{"neither: what is required", "aws_x", plain, `{"a":"1","n":2,"o":"3"}`, "1,2"},
		{"no id known yet", "aws_x", plain, `{"id":"unknown","a":"1","n":2}`, "1,2"},
		{"revisions under one id", "aws_ecs_task_definition", nil, `{"id":"api","arn":"arn:aws:ecs:r:1:task-definition/api:3","revision":3}`, "arn:aws:ecs:r:1:task-definition/api:3"},
		{"an id that repeats", "aws_appautoscaling_target", plain, `{"id":"table/t","service_namespace":"dynamodb","resource_id":"table/t","scalable_dimension":"dynamodb:table:ReadCapacityUnits"}`, "dynamodb,table/t,dynamodb:table:ReadCapacityUnits"},
		{"and is not whole", "aws_appautoscaling_target", plain, `{"id":"table/t","service_namespace":"dynamodb"}`, "table/t"},
		{"optional parts", "aws_lambda_permission", plain, `{"id":"s","function_name":"f","qualifier":null,"statement_id":"s"}`, "f,,s"},
		{"no schema", "aws_gone", nil, `{"id":"x"}`, "x"},
		{"no schema and no id", "aws_gone", nil, `{"name":"x"}`, ""},
	}
	for _, c := range tests {
		if got := Ident(c.b, c.typ, value(t, c.attrs)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if got := Ident(plain, "aws_vpc", cty.NullVal(cty.EmptyObject)); got != "" {
		t.Errorf("null has the id %q", got)
	}
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	for typ, want := range map[string]string{
		"aws_iam_role": "global", "aws_cloudfront_distribution": "global", "aws_route53_record": "global",
		"aws_route53_resolver_rule": region, "aws_vpc": region, "aws_wafv2_web_acl": region, "aws_waf_web_acl": "global",
		"aws_wafregional_web_acl": region, "aws_cloudwatch_dashboard": "global", "aws_cloudwatch_metric_alarm": region,
	} {
		if got := RegionOf(typ, region); got != want {
			t.Errorf("%s lives in %s, want %s", typ, got, want)
		}
	}
	for in, want := range map[string]string{"eu-central-1": "aws", "global": "aws", "": "aws", "cn-north-1": "aws-cn", "us-gov-west-1": "aws-us-gov", "us-isob-east-1": "aws-iso-b"} {
		if got := Partition(in); got != want {
			t.Errorf("%s is in %s, want %s", in, got, want)
		}
	}
	for typ, want := range map[string]bool{"aws_default_vpc": true, "aws_default_security_group": true, "aws_s3_account_public_access_block": true, "aws_vpc": false} {
		if Shared(typ) != want {
			t.Errorf("Shared(%s) is %v", typ, !want)
		}
	}
	for attrs, want := range map[string]bool{`{"allow_overwrite":true}`: true, `{"allow_overwrite":false}`: false, `{"allow_overwrite":null}`: false, `{"overwrite":true}`: true, `{"x":1}`: false} {
		if Overwrites(value(t, attrs)) != want {
			t.Errorf("Overwrites(%s) is %v", attrs, !want)
		}
	}
	if !Silent("aws_sns_topic") || Silent("aws_sqs_queue") {
		t.Error("SNS adopts a topic of that name, SQS refuses other attributes")
	}
	if family("aws_alb") != "aws_lb" || family("aws_vpc") != "aws_vpc" {
		t.Error("aws_alb and aws_lb share their names")
	}
}

func TestTablesAreWellFormed(t *testing.T) {
	t.Parallel()
	f, err := parseTables()
	if err != nil {
		t.Fatal(err)
	}
	scopes := map[string]bool{"world": true, "partition": true, "account": true, "region": true}
	for typ, r := range f.natural {
		if !scopes[r.scope] && !strings.HasPrefix(r.scope, "parent:") {
			t.Errorf("%s: scope %q", typ, r.scope)
		}
		if !strings.HasPrefix(r.source, "https://docs.aws.amazon.com/") {
			t.Errorf("%s: source %q", typ, r.source)
		}
	}
	for _, text := range []string{naturalText, identText, globalText, sharedText} {
		seen := map[string]bool{}
		for _, r := range rows(text) {
			if seen[r[0]] {
				t.Errorf("%s has two rows", r[0])
			}
			seen[r[0]] = true
		}
	}
}
