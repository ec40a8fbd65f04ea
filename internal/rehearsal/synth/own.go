package synth

import (
	"slices"
	"sort"
	"strings"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/zclconf/go-cty/cty"
)

func bySerial(l []cloud.Object) {
	sort.SliceStable(l, func(i, j int) bool { return l[i].Serial < l[j].Serial })
}

// shownZones are the zones that aws_availability_zones lists, less those that
// its configuration leaves out.
func (f *filling) shownZones() []zone {
	without := append(texts(f.get("exclude_names")), texts(f.get("exclude_zone_ids"))...)
	var out []zone
	for _, z := range f.zones(f.Region) {
		if !slices.Contains(without, z.name) && !slices.Contains(without, z.id) {
			out = append(out, z)
		}
	}
	return out
}

func zoneNames(f *filling, s spot) (cty.Value, bool) {
	var l []string
	for _, z := range f.shownZones() {
		l = append(l, z.name)
	}
	return strs(s.Type, l), true
}

func zoneIDs(f *filling, s spot) (cty.Value, bool) {
	var l []string
	for _, z := range f.shownZones() {
		l = append(l, z.id)
	}
	return strs(s.Type, l), true
}

func zoneGroups(f *filling, s spot) (cty.Value, bool) {
	return strs(s.Type, []string{f.Region + "-zg-1"}), true
}

// managedList gives the id of one of AWS's own prefix lists, named by argument
// or by filter.
func managedList(f *filling, _ spot) (cty.Value, bool) {
	name := f.text("name")
	for _, flt := range filters(f.Config) {
		if flt.name == "prefix-list-name" && len(flt.values) > 0 {
			name = flt.values[0]
		}
	}
	if name == "" {
		return cty.NilVal, false
	}
	if _, svc, ok := strings.Cut(name, "."+f.Region+"."); ok {
		name = svc
	}
	return stringValue(prefixListID(f.Region, name))
}

// latestParameter makes the value of a public parameter up: those under
// /aws/service/ name images, in plain or as a document.
// Source: https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html
func latestParameter(f *filling, _ spot) (cty.Value, bool) {
	name := f.text("name")
	ami := "ami-" + letters(hexDigits, "parameter/"+f.Region+"/"+name, 17)
	switch {
	case !strings.HasPrefix(name, "/aws/service/"):
		return stringValue("value-of-" + strings.Trim(name, "/"))
	case strings.HasPrefix(name, "/aws/service/ecs/") && strings.HasSuffix(name, "/recommended"):
		return stringValue(`{"ecs_agent_version":"1.90.0","ecs_runtime_version":"Docker version 25.0.6","image_id":"` + ami +
			`","image_name":"al2023-ami-ecs-hvm-2023.0.20260101-kernel-6.1-x86_64","image_version":"2023.0.20260101","os":"Amazon Linux 2023","schema_version":1,"source_image_name":"al2023-ami-minimal-2023.0.20260101.0-kernel-6.1-x86_64"}`)
	case strings.HasSuffix(name, "/image_version"), strings.HasSuffix(name, "/release_version"):
		return stringValue("1.32.0-20260101")
	}
	return stringValue(ami)
}

// edgePolicies are the ids of the policies that AWS manages for CloudFront.
// Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
//
//	https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
//	https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html
var edgePolicies = map[string]string{
	"Managed-Amplify":                                       "2e54312d-136d-493c-8eb9-b001f22f67d2",
	"Managed-CachingDisabled":                               "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
	"Managed-CachingOptimized":                              "658327ea-f89d-4fab-a63d-7e88639e58f6",
	"Managed-CachingOptimizedForUncompressedObjects":        "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
	"Managed-Elemental-MediaPackage":                        "08627262-05a9-4f76-9ded-b50ca2e3a84f",
	"UseOriginCacheControlHeaders":                          "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
	"UseOriginCacheControlHeaders-QueryStrings":             "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
	"Managed-AllViewer":                                     "216adef6-5c7f-47e4-b989-5492eafa07d3",
	"Managed-AllViewerAndCloudFrontHeaders-2022-06":         "33f36d7e-f396-46d9-90e0-52428a34d9dc",
	"Managed-AllViewerExceptHostHeader":                     "b689b0a8-53d0-40ab-baf2-68738e2966ac",
	"Managed-CORS-CustomOrigin":                             "59781a5b-3903-41f3-afcb-af62929ccde1",
	"Managed-CORS-S3Origin":                                 "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
	"Managed-UserAgentRefererHeaders":                       "acba4595-bd28-49b8-b9fe-13317c0390fa",
	"Managed-CORS-and-SecurityHeadersPolicy":                "e61eb60c-9c35-4d20-a928-2b84e02af89c",
	"Managed-CORS-With-Preflight":                           "5cc3b908-e619-4b99-88e5-2cf7f45965bd",
	"Managed-CORS-with-preflight-and-SecurityHeadersPolicy": "eaab4381-ed33-4a86-88ca-d9558dc6cd63",
	"Managed-SecurityHeadersPolicy":                         "67f7725c-6f97-4210-82d7-5512b31e9d03",
	"Managed-SimpleCORS":                                    "60669652-455b-4ae9-85a4-c4c02393f86c",
}

// edgePolicy gives the id of a managed policy; others are made up.
func edgePolicy(f *filling, s spot) (cty.Value, bool) {
	if id, ok := edgePolicies[f.text("name")]; ok {
		return stringValue(id)
	}
	return stringValue(f.uuid(s.path))
}

// sessionIssuer gives the role behind a session, and any other ARN as it is.
// Source: https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/data-sources/iam_session_context
func sessionIssuer(f *filling, _ spot) (cty.Value, bool) {
	arn := f.text("arn")
	_, session, ok := strings.Cut(arn, ":assumed-role/")
	if !ok {
		return stringValue(arn)
	}
	role, _, _ := strings.Cut(session, "/")
	return stringValue("arn:" + cloud.Partition(f.Region) + ":iam::" + f.Account + ":role/" + role)
}

// randomPassword makes a password up of what the arguments allow.
// Source: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html
func randomPassword(f *filling, s spot) (cty.Value, bool) {
	n := number(f.get("password_length"))
	if n == 0 {
		n = 32
	}
	without := f.text("exclude_characters")
	alphabet := ""
	for _, set := range []struct{ not, letters string }{
		{"exclude_lowercase", "abcdefghijklmnopqrstuvwxyz"}, {"exclude_uppercase", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
		{"exclude_numbers", decimals}, {"exclude_punctuation", "!#$%&*+-.:;<=>?@^_~"},
	} {
		if f.text(set.not) == "true" {
			continue
		}
		for _, c := range set.letters {
			if !strings.ContainsRune(without, c) {
				alphabet += string(c)
			}
		}
	}
	if alphabet == "" {
		return cty.NilVal, false
	}
	return stringValue(f.random(alphabet, s.path, int(n)))
}

// engines are versions of database engines that were on offer in early 2026.
// Source: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraPostgreSQLReleaseNotes/aurorapostgresql-release-calendar.html
var engines = map[string][]string{
	"aurora-postgresql": {"13.20", "14.17", "15.12", "16.6", "16.8", "17.4"},
	"aurora-mysql":      {"8.0.mysql_aurora.3.08.0", "8.0.mysql_aurora.3.09.0"},
	"postgres":          {"13.20", "14.17", "15.12", "16.8", "17.4"},
	"mysql":             {"8.0.41", "8.4.4"},
	"mariadb":           {"10.6.21", "10.11.11", "11.4.5"},
}

// lastEngine gives the version asked for or preferred, else the newest of what
// was asked for.
func lastEngine(f *filling, _ spot) (cty.Value, bool) {
	asked := f.text("version")
	if l := texts(f.get("preferred_versions")); asked == "" && len(l) > 0 {
		asked = l[0]
	}
	known := engines[f.text("engine")]
	for i := len(known) - 1; i >= 0; i-- {
		if asked == "" || known[i] == asked || strings.HasPrefix(known[i], asked+".") {
			return stringValue(known[i])
		}
	}
	if asked == "" {
		asked = "1.0"
	}
	return stringValue(asked)
}
