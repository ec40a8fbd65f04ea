package synth

import (
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"
)

const vpcData = `
	id oc
	arn c
	cidr_block oc
	owner_id c
	state oc
	tags oc ["map","string"]
	default oc bool
	filter set {
	name r
	values r ["set","string"]
	}`

// ask gives what a data source answers, and the attributes it made up.
func ask(t *testing.T, m *Maker, typ, schema, cfg string) (cty.Value, string) {
	t.Helper()
	b := block(t, schema)
	c := config(t, b, cfg)
	q := Request{Type: typ, Block: b, Account: account, Region: region, Prior: cty.NullVal(b.Type), Planned: c, Config: c}
	v, assumed, err := m.Data(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	if !v.IsWhollyKnown() || !v.Type().Equals(b.Type) {
		t.Fatalf("not whole: %#v", v)
	}
	var names []string
	for _, a := range assumed {
		names = append(names, a.Attribute)
	}
	return v, strings.Join(names, " ")
}

func TestDataFromTheCloud(t *testing.T) {
	t.Parallel()
	w := &world{}
	w.stands(t, "aws_vpc", `"id":"vpc-1","arn":"arn:1","cidr_block":"10.1.0.0/16","tags":{"Name":"one","Team":"a"}`)
	w.stands(t, "aws_vpc", `"id":"vpc-2","arn":"arn:2","cidr_block":"10.2.0.0/16","tags":{"Name":"two","Team":"a"}`)
	w.stands(t, "aws_subnet", `"id":"subnet-1","vpc_id":"vpc-1","availability_zone":"eu-central-1a","tags":{"Tier":"private-a"}`)
	w.stands(t, "aws_subnet", `"id":"subnet-2","vpc_id":"vpc-1","availability_zone":"eu-central-1b","tags":{"Tier":"public-a"}`)
	w.stands(t, "aws_subnet", `"id":"subnet-3","vpc_id":"vpc-2","availability_zone":"eu-central-1a","tags":{"Tier":"private-a"}`)
	w.stands(t, "aws_route53_zone", `"id":"Z1","zone_id":"Z1","name":"example.com","vpc":[]`)
	w.stands(t, "aws_route53_zone", `"id":"Z2","zone_id":"Z2","name":"example.com","vpc":[{"vpc_id":"vpc-1"}]`)
	w.stands(t, "aws_kms_key", `"id":"k1","key_id":"k1","arn":"arn:aws:kms:eu-central-1:1:key/k1"`)
	w.stands(t, "aws_kms_alias", `"id":"alias/a","name":"alias/a","target_key_id":"k1"`)
	w.stands(t, "aws_secretsmanager_secret_version", `"id":"s|v","secret_id":"arn:aws:secretsmanager:eu-central-1:1:secret:db/main-AbCdEf","secret_string":"x"`)
	w.stands(t, "aws_ecs_cluster", `"id":"arn:c","arn":"arn:c","name":"main"`)
	m := New(w)
	const subnets = "id oc\nids c [\"list\",\"string\"]\ntags oc [\"map\",\"string\"]\nfilter set {\nname r\nvalues r [\"set\",\"string\"]\n}"
	const zone = "id oc\nname oc\nzone_id oc\nprivate_zone o bool\nvpc_id oc"
	for _, c := range []struct{ name, typ, schema, config, path, want string }{
		{"by id", "aws_vpc", vpcData, `"id":"vpc-1"`, "cidr_block", "10.1.0.0/16"},
		{"by a tag", "aws_vpc", vpcData, `"tags":{"Name":"two"}`, "id", "vpc-2"},
		{"the newest of several", "aws_vpc", vpcData, `"tags":{"Team":"a"}`, "id", "vpc-2"},
		{"by a filter with a name of its own", "aws_vpc", vpcData, `"filter":[{"name":"cidr","values":["10.1.0.0/16"]}]`, "id", "vpc-1"},
		{"by a filter on a tag", "aws_vpc", vpcData, `"filter":[{"name":"tag:Name","values":["o*"]}]`, "id", "vpc-1"},
		{"a list", "aws_subnets", subnets, `"filter":[{"name":"vpc-id","values":["vpc-1"]}]`, "ids", `["subnet-1","subnet-2"]`},
		{"a list by tag and VPC", "aws_subnets", subnets, `"tags":{"Tier":"private-a"},"filter":[{"name":"vpc-id","values":["vpc-1","vpc-9"]}]`, "ids", `["subnet-1"]`},
		{"a list has the region for an id", "aws_subnets", subnets, ``, "id", region},
		{"a public zone, final dot or not", "aws_route53_zone", zone, `"name":"example.com.","private_zone":false`, "zone_id", "Z1"},
		{"a private zone", "aws_route53_zone", zone, `"name":"example.com","private_zone":true`, "zone_id", "Z2"},
		{"a zone by its VPC", "aws_route53_zone", zone, `"name":"example.com","vpc_id":"vpc-1"`, "zone_id", "Z2"},
		{"a key by its alias", "aws_kms_key", "id oc\nkey_id r\narn c", `"key_id":"alias/a"`, "arn", "arn:aws:kms:eu-central-1:1:key/k1"},
		{"a secret by its name", "aws_secretsmanager_secret_version", "id oc\nsecret_id r\nsecret_string cs", `"secret_id":"db/main"`, "secret_string", "x"},
		{"another name for an attribute", "aws_ecs_cluster", "id oc\ncluster_name r\narn c", `"cluster_name":"main"`, "arn", "arn:c"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			v, assumed := ask(t, m, c.typ, c.schema, c.config)
			if got := at(v, c.path); got != c.want {
				t.Errorf("%s is %s, want %s", c.path, got, c.want)
			}
			if strings.Contains(" "+assumed+" ", " "+c.path+" ") {
				t.Errorf("%s counts as made up", c.path)
			}
		})
	}
}

func TestDataOfAWS(t *testing.T) {
	t.Parallel()
	m := New(&world{})
	for _, c := range []struct{ name, typ, schema, config, path, want, assumed string }{
		{"who we are", "aws_caller_identity", "id oc\naccount_id c\narn c\nuser_id c", ``, "account_id", account, ""},
		{"the zones of a region", "aws_availability_zones", "id oc\nnames c [\"list\",\"string\"]\nzone_ids c [\"list\",\"string\"]\nexclude_names o [\"set\",\"string\"]\nexclude_zone_ids o [\"set\",\"string\"]", `"exclude_names":["eu-central-1b"]`, "zone_ids", `["euc1-az2","euc1-az1"]`, ""},
		{"one zone", "aws_availability_zone", "id oc\nname oc\nzone_id oc\nname_suffix c", `"name":"eu-central-1c"`, "zone_id", "euc1-az1", ""},
		{"the role behind a session", "aws_iam_session_context", "id oc\narn r\nissuer_arn c\nissuer_name c\nsession_name c", `"arn":"arn:aws:sts::111122223333:assumed-role/admin/me"`, "issuer_arn", "arn:aws:iam::111122223333:role/admin", ""},
		{"no session", "aws_iam_session_context", "id oc\narn r\nissuer_arn c\nissuer_name c\nsession_name c", `"arn":"arn:aws:iam::111122223333:user/me"`, "issuer_arn", "arn:aws:iam::111122223333:user/me", ""},
		{"a policy that AWS manages", "aws_iam_policy", "id oc\nname oc\narn oc", `"name":"ReadOnlyAccess"`, "arn", "arn:aws:iam::aws:policy/ReadOnlyAccess", "id arn"},
		{"a policy of CloudFront's", "aws_cloudfront_cache_policy", "id oc\nname o", `"name":"Managed-CachingOptimized"`, "id", "658327ea-f89d-4fab-a63d-7e88639e58f6", "id"},
		{"an image by parameter", "aws_ssm_parameter", "id oc\nname r\nvalue cs\ntype c", `"name":"/aws/service/ami-amazon-linux-latest/al2023"`, "type", "String", "value type"},
		{"an engine's newest version", "aws_rds_engine_version", "id oc\nengine r\nversion oc\nversion_actual c\nparameter_group_family c", `"engine":"aurora-postgresql","version":"16"`, "version_actual", "16.8", "id version_actual parameter_group_family"},
		{"a network that nobody here made", "aws_vpc", vpcData, `"id":"vpc-9"`, "cidr_block", "10.0.0.0/16", "arn cidr_block default"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			v, assumed := ask(t, m, c.typ, c.schema, c.config)
			if got := at(v, c.path); got != c.want {
				t.Errorf("%s is %s, want %s", c.path, got, c.want)
			}
			if assumed != c.assumed {
				t.Errorf("assumed %q, want %q", assumed, c.assumed)
			}
			if again, _ := ask(t, m, c.typ, c.schema, c.config); !again.RawEquals(v) {
				t.Errorf("asked again, it says otherwise: %#v", again)
			}
		})
	}
}

func TestPrefixListIsTheSameForEndpointAndDataSource(t *testing.T) {
	t.Parallel()
	m := New(&world{})
	v, _ := ask(t, m, "aws_prefix_list", "id oc\nname oc\ncidr_blocks c [\"list\",\"string\"]", `"name":"com.amazonaws.eu-central-1.s3"`)
	w, _ := ask(t, m, "aws_ec2_managed_prefix_list", "id oc\nname oc\nfilter set {\nname r\nvalues r [\"set\",\"string\"]\n}", `"filter":[{"name":"prefix-list-name","values":["com.amazonaws.eu-central-1.s3"]}]`)
	e := filled(t, &world{}, request(t, "aws_vpc_endpoint", block(t, "id oc\nservice_name r\nvpc_endpoint_type o\nprefix_list_id c"), `"service_name":"com.amazonaws.eu-central-1.s3","vpc_endpoint_type":"Gateway"`))
	if at(v, "id") != at(w, "id") || at(v, "id") != at(e, "prefix_list_id") {
		t.Errorf("%s, %s, %s", at(v, "id"), at(w, "id"), at(e, "prefix_list_id"))
	}
}

func TestAssumptionsHideSecrets(t *testing.T) {
	t.Parallel()
	m := New(&world{})
	b := block(t, "id oc\nname r\nvalue cs")
	c := config(t, b, `"name":"/app/key"`)
	_, assumed, err := m.Data(t.Context(), Request{Type: "aws_ssm_parameter", Block: b, Account: account, Region: region, Config: c, Planned: c})
	if err != nil {
		t.Fatal(err)
	}
	if len(assumed) != 1 || assumed[0] != (Assumption{"aws_ssm_parameter", "name=/app/key", "value", "(sensitive)"}) {
		t.Errorf("%+v", assumed)
	}
}

func TestEphemeralPassword(t *testing.T) {
	t.Parallel()
	b := block(t, "random_password cs\npassword_length o number\nexclude_characters o\nexclude_punctuation o bool")
	c := config(t, b, `"password_length":40,"exclude_punctuation":true,"exclude_characters":"abc"`)
	v, err := New(&world{}).Ephemeral(t.Context(), Request{Type: "aws_secretsmanager_random_password", Block: b, Account: account, Region: region, Config: c, Planned: c})
	if err != nil {
		t.Fatal(err)
	}
	if p := at(v, "random_password"); len(p) != 40 || strings.ContainsAny(p, "abc!#$%&*+-.:;<=>?@^_~") {
		t.Errorf("%q", p)
	}
}
