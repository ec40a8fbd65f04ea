package synth

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"
)

// Each case is a new object: what the configuration says, what shall come of
// it ("~" begins a regular expression), and what stands in the cloud before.
func TestFill(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, typ, schema, config string
		world                     map[string]string // type: attributes
		want                      map[string]string
	}{
		{
			name: "id within ARN", typ: "aws_subnet", schema: "id oc\narn c\nvpc_id r", config: `"vpc_id":"vpc-1"`,
			want: map[string]string{"id": "~^subnet-[0-9a-f]{17}$", "arn": "~^arn:aws:ec2:eu-central-1:111122223333:subnet/subnet-", "vpc_id": "vpc-1"},
		},
		{
			name: "a type without a line", typ: "aws_new_thing", schema: "id c\narn c\nname r", config: `"name":"x"`,
			want: map[string]string{"arn": "arn:aws:new:eu-central-1:111122223333:thing/x", "id": "arn:aws:new:eu-central-1:111122223333:thing/x"},
		},
		{
			name: "a type of which nothing is known", typ: "aws_new_thing", schema: "id c\nflag c bool\ncount c number\nversion c number\nword c\nlist c [\"list\",\"string\"]", config: ``,
			want: map[string]string{"id": "~^thing-[0-9a-f]{17}$", "flag": "false", "count": "0", "version": "1", "word": "~^word-", "list": "[]"},
		},
		{
			name: "an id made of what is not set", typ: "aws_backup_vault_policy", schema: "id oc\nbackup_vault_name o\nname o", config: ``,
			want: map[string]string{"id": "~^vault-policy-[0-9a-f]{17}$"},
		},
		{
			name: "optional and unknown is null", typ: "aws_route", schema: "id oc\nroute_table_id r\nnetwork_interface_id oc\ndestination_cidr_block o", config: `"route_table_id":"rtb-1","destination_cidr_block":"0.0.0.0/0"`,
			want: map[string]string{"network_interface_id": "null", "id": "r-rtb-11080289494"},
		},
		{
			name: "a name from its prefix", typ: "aws_security_group", schema: "id oc\nname oc\nname_prefix oc", config: `"name_prefix":"web-"`,
			want: map[string]string{"name": "~^web-20260101000000[0-9]{12}$"},
		},
		{
			name: "no name and no prefix", typ: "aws_iam_role", schema: "id oc\nname oc\nname_prefix oc\narn c\npath o", config: `"path":"/a/"`,
			want: map[string]string{"name": "~^terraform-", "arn": "~^arn:aws:iam::111122223333:role/a/terraform-", "id": "~^terraform-"},
		},
		{
			name: "IPv6 only where asked", typ: "aws_vpc", schema: "id oc\nipv6_cidr_block oc\nipv6_association_id c\nassign_generated_ipv6_cidr_block o bool", config: ``,
			want: map[string]string{"ipv6_cidr_block": "", "ipv6_association_id": ""},
		},
		{
			name: "IPv6 where asked", typ: "aws_vpc", schema: "id oc\nipv6_cidr_block oc\nipv6_association_id c\nassign_generated_ipv6_cidr_block o bool", config: `"assign_generated_ipv6_cidr_block":true`,
			want: map[string]string{"ipv6_cidr_block": "~^2a05:d014:1[0-9a-f]{3}:[0-9a-f]{1,2}00::/56$", "ipv6_association_id": "~^vpc-cidr-assoc-"},
		},
		{
			name: "the default security group is the VPC's", typ: "aws_default_security_group", schema: "id oc\nvpc_id oc\nname c", config: `"vpc_id":"vpc-1"`,
			world: map[string]string{"aws_vpc": `"id":"vpc-1","default_security_group_id":"sg-9"`},
			want:  map[string]string{"id": "sg-9", "name": "default"},
		},
		{
			name: "a NAT gateway has its elastic IP's address, and one of its subnet", typ: "aws_nat_gateway", schema: "id oc\nallocation_id o\nsubnet_id r\npublic_ip c\nprivate_ip oc", config: `"allocation_id":"eipalloc-1","subnet_id":"subnet-1"`,
			world: map[string]string{"aws_eip": `"id":"eipalloc-1","public_ip":"198.18.0.9"`, "aws_subnet": `"id":"subnet-1","cidr_block":"10.7.8.0/24"`},
			want:  map[string]string{"public_ip": "198.18.0.9", "private_ip": `~^10\.7\.8\.\d+$`},
		},
		{
			name: "a listener's ARN is the load balancer's continued", typ: "aws_lb_listener", schema: "id oc\narn c\nload_balancer_arn r", config: `"load_balancer_arn":"arn:aws:elasticloadbalancing:eu-central-1:1:loadbalancer/app/web/0123456789abcdef"`,
			want: map[string]string{"arn": "~^arn:aws:elasticloadbalancing:eu-central-1:1:listener/app/web/0123456789abcdef/[0-9a-f]{16}$"},
		},
		{
			name: "a network load balancer", typ: "aws_lb", schema: "id oc\narn c\narn_suffix c\nname oc\nload_balancer_type o\ndns_name c\nzone_id c", config: `"name":"n","load_balancer_type":"network"`,
			want: map[string]string{"arn_suffix": "~^net/n/[0-9a-f]{16}$", "dns_name": `~^n-[0-9a-f]{16}\.elb\.eu-central-1\.amazonaws\.com$`, "zone_id": "Z3F0SRJ5LGBH90"},
		},
		{
			name: "CloudFront's web ACL lives in us-east-1", typ: "aws_wafv2_web_acl", schema: "id oc\narn c\nname r\nscope r\nlock_token c", config: `"name":"w","scope":"CLOUDFRONT"`,
			want: map[string]string{"arn": "~^arn:aws:wafv2:us-east-1:111122223333:global/webacl/w/[0-9a-f-]{36}$", "lock_token": "~^[0-9a-f-]{36}$"},
		},
		{
			name: "a record's name is completed with the zone's", typ: "aws_route53_record", schema: "id oc\nzone_id r\nname r\ntype r\nfqdn c\nset_identifier o", config: `"zone_id":"Z1","name":"API","type":"A","set_identifier":"blue"`,
			world: map[string]string{"aws_route53_zone": `"id":"Z1","zone_id":"Z1","name":"example.com"`},
			want:  map[string]string{"fqdn": "api.example.com", "id": "Z1_api_A_blue"},
		},
		{
			name: "an alias's target is an ARN", typ: "aws_kms_alias", schema: "id oc\nname oc\ntarget_key_id r\ntarget_key_arn c", config: `"name":"alias/a","target_key_id":"k1"`,
			world: map[string]string{"aws_kms_key": `"id":"k1","key_id":"k1","arn":"arn:aws:kms:eu-central-1:1:key/k1"`},
			want:  map[string]string{"target_key_arn": "arn:aws:kms:eu-central-1:1:key/k1", "id": "alias/a"},
		},
		{
			name: "a service-linked role", typ: "aws_iam_service_linked_role", schema: "id oc\narn c\nname c\naws_service_name r\ncustom_suffix o\npath c", config: `"aws_service_name":"autoscaling.amazonaws.com","custom_suffix":"gpu"`,
			want: map[string]string{"name": "AWSServiceRoleForAutoScaling_gpu", "path": "/aws-service-role/autoscaling.amazonaws.com/"},
		},
		{
			name: "the nodes of a cache in cluster mode", typ: "aws_elasticache_replication_group", schema: "id oc\nreplication_group_id r\nnum_node_groups oc number\nreplicas_per_node_group oc number\nmember_clusters c [\"set\",\"string\"]\ncluster_mode oc\nengine_version oc\nengine_version_actual c", config: `"replication_group_id":"r","num_node_groups":2,"replicas_per_node_group":1,"cluster_mode":"enabled","engine_version":"7.1"`,
			want: map[string]string{"member_clusters": `["r-0001-001","r-0001-002","r-0002-001","r-0002-002"]`, "engine_version_actual": "7.1.0"},
		},
		{
			name: "a rule's priority comes after the last", typ: "aws_lb_listener_rule", schema: "id oc\nlistener_arn r\npriority oc number", config: `"listener_arn":"arn:l"`,
			world: map[string]string{"aws_lb_listener_rule": `"id":"x","listener_arn":"arn:l","priority":40`},
			want:  map[string]string{"priority": "41"},
		},
		{
			name: "inside blocks", typ: "aws_efs_replication_configuration", schema: "id oc\nsource_file_system_id r\ndestination {\nfile_system_id oc\nregion oc\nstatus c\n}", config: `"source_file_system_id":"fs-1","destination":[{"region":"eu-west-1","file_system_id":null,"status":null}]`,
			want: map[string]string{"destination.region": "eu-west-1", "destination.status": "ENABLED", "destination.file_system_id": "~^fs-[0-9a-f]{17}$"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := &world{}
			for typ, attrs := range c.world {
				w.stands(t, typ, attrs)
			}
			v := filled(t, w, request(t, c.typ, block(t, c.schema), c.config))
			for path, want := range c.want {
				got := at(v, path)
				if re, ok := strings.CutPrefix(want, "~"); ok && !regexp.MustCompile(re).MatchString(got) || !ok && got != want {
					t.Errorf("%s is %s, want %s", path, got, want)
				}
			}
		})
	}
}

func TestTagsAll(t *testing.T) {
	t.Parallel()
	b := block(t, `
		id oc
		tags o ["map","string"]
		tags_all oc ["map","string"]`)
	for _, c := range []struct {
		config   string
		defaults map[string]string
		want     string
	}{
		{``, nil, `{}`},
		{`"tags":{"Name":"a","Empty":""}`, nil, `{"Empty":"","Name":"a"}`},
		{`"tags":{"Name":"a"}`, map[string]string{"Name": "b", "Team": "c"}, `{"Name":"a","Team":"c"}`},
	} {
		q := request(t, "aws_vpc", b, c.config)
		q.DefaultTags = c.defaults
		if got := at(filled(t, &world{}, q), "tags_all"); got != c.want {
			t.Errorf("%s with %v: %s, want %s", c.config, c.defaults, got, c.want)
		}
	}
	// The provider knows the map, but for the empty default tag in it.
	q := request(t, "aws_instance", b, `"tags":{"Name":"a"}`)
	q.DefaultTags = map[string]string{"Empty": ""}
	planned := q.Planned.AsValueMap()
	planned["tags_all"] = cty.MapVal(map[string]cty.Value{"Name": cty.StringVal("a"), "Empty": cty.UnknownVal(cty.String)})
	q.Planned = cty.ObjectVal(planned)
	if got := at(filled(t, &world{}, q), "tags_all"); got != `{"Empty":"","Name":"a"}` {
		t.Errorf("an empty default tag: %s", got)
	}
}

func TestSameAgainAndDifferentNextTime(t *testing.T) {
	t.Parallel()
	b := block(t, "id oc\npublic_ip c")
	q := request(t, "aws_eip", b, ``)
	w := &world{}
	first, second := filled(t, w, q), filled(t, w, q)
	if first.RawEquals(second) {
		t.Errorf("two elastic IPs are one: %#v", first)
	}
	other := &world{}
	if again := filled(t, other, q); !again.RawEquals(first) {
		t.Errorf("the first of a new cloud differs: %#v and %#v", first, again)
	}
	q.Unit = "dev/y"
	if elsewhere := filled(t, &world{}, q); elsewhere.RawEquals(first) {
		t.Error("another unit makes the same")
	}
}

func TestUpdateKeepsWhatWas(t *testing.T) {
	t.Parallel()
	b := block(t, `
		id oc
		arn c
		name r
		latest_version c number
		etag c
		ipv6_cidr_block oc
		assign_generated_ipv6_cidr_block o bool
		rule {
			name r
			uid c
		}`)
	q := request(t, "aws_vpc", b, `"name":"b","assign_generated_ipv6_cidr_block":true,"rule":[{"name":"x","uid":null}]`)
	q.Prior = config(t, b, `"id":"vpc-1","arn":"arn:1","name":"a","latest_version":3,"etag":"e1","ipv6_cidr_block":"","rule":[{"name":"x","uid":"u1"}]`)
	v := filled(t, &world{}, q)
	for path, want := range map[string]string{"id": "vpc-1", "arn": "arn:1", "name": "b", "latest_version": "4", "rule.uid": "u1"} {
		if got := at(v, path); got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
	if at(v, "etag") == "e1" {
		t.Error("the etag did not move")
	}
	if !strings.HasSuffix(at(v, "ipv6_cidr_block"), "/56") {
		t.Errorf("what is asked for now is not made up: %s", at(v, "ipv6_cidr_block"))
	}
}

func TestRevisionsCount(t *testing.T) {
	t.Parallel()
	b := block(t, "id oc\narn c\nfamily r\nrevision c number")
	w := &world{}
	for _, want := range []string{":1", ":2"} {
		v := filled(t, w, request(t, "aws_ecs_task_definition", b, `"family":"api"`))
		if got := at(v, "arn"); !strings.HasSuffix(got, "task-definition/api"+want) {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestOneWriterInACluster(t *testing.T) {
	t.Parallel()
	b := block(t, "id oc\ncluster_identifier r\nidentifier oc\nwriter c bool\navailability_zone oc")
	w := &world{}
	w.stands(t, "aws_rds_cluster", `"id":"c","cluster_resource_id":"cluster-1","availability_zones":["eu-central-1a","eu-central-1b"]`)
	one := filled(t, w, request(t, "aws_rds_cluster_instance", b, `"cluster_identifier":"c","identifier":"c-1"`))
	two := filled(t, w, request(t, "aws_rds_cluster_instance", b, `"cluster_identifier":"c","identifier":"c-2"`))
	if at(one, "writer") != "true" || at(two, "writer") != "false" {
		t.Errorf("writers: %s, %s", at(one, "writer"), at(two, "writer"))
	}
	if at(one, "availability_zone") == at(two, "availability_zone") {
		t.Error("both instances are in one zone")
	}
}

func TestValidationRecords(t *testing.T) {
	t.Parallel()
	b := block(t, `
		id oc
		domain_name oc
		subject_alternative_names oc ["set","string"]
		validation_method oc
		domain_validation_options c ["set",["object",{"domain_name":"string","resource_record_name":"string","resource_record_type":"string","resource_record_value":"string"}]]`)
	v := filled(t, &world{}, request(t, "aws_acm_certificate", b, `"domain_name":"example.com","subject_alternative_names":["*.example.com","a.example.com"],"validation_method":"DNS"`))
	names := map[string]string{}
	for _, o := range v.GetAttr("domain_validation_options").AsValueSlice() {
		names[at(o, "domain_name")] = at(o, "resource_record_name")
		if at(o, "resource_record_type") != "CNAME" || !strings.HasSuffix(at(o, "resource_record_value"), ".acm-validations.aws.") {
			t.Errorf("%#v", o)
		}
	}
	if len(names) != 3 || names["example.com"] != names["*.example.com"] || names["example.com"] == names["a.example.com"] {
		t.Errorf("%v", names)
	}
	if mail := filled(t, &world{}, request(t, "aws_acm_certificate", b, `"domain_name":"example.com","validation_method":"EMAIL"`)); at(mail, "domain_validation_options") != "[]" {
		t.Error("validation by mail has records")
	}
}

func TestWholePlanStays(t *testing.T) {
	t.Parallel()
	b := block(t, "id oc\nname r")
	q := request(t, "aws_x", b, `"id":"i","name":"n"`)
	if v := filled(t, &world{}, q); !v.RawEquals(q.Planned) {
		t.Errorf("%#v", v)
	}
	q.Planned = cty.UnknownVal(b.Type)
	if _, err := New(&world{}).Fill(t.Context(), q); err == nil {
		t.Error("a plan that says nothing is filled")
	}
}

func TestTroubleWithTheCloudIsTold(t *testing.T) {
	t.Parallel()
	full := errors.New("disk full")
	q := request(t, "aws_vpc", block(t, "id oc"), ``)
	if _, err := New(&world{broken: full}).Fill(t.Context(), q); !errors.Is(err, full) || !strings.Contains(err.Error(), "aws_vpc") {
		t.Errorf("got %v", err)
	}
}
