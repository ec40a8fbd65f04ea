package provider

import (
	"encoding/json"
	"strings"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/realprov"
)

// The versions of a search domain, oldest first.
// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/what-is.html#choosing-version
var (
	elasticsearch = strings.Fields("1.5 2.3 5.1 5.3 5.5 5.6 6.0 6.2 6.3 6.4 6.5 6.7 6.8 7.1 7.4 7.7 7.8 7.9 7.10")
	openSearch    = strings.Fields("1.0 1.1 1.2 1.3 2.3 2.5 2.7 2.9 2.11 2.13 2.15 2.17 2.19 3.1 3.3")
)

// upgrades are the ways from a version to newer ones without a new domain; the
// first row that the version begins with counts.
// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/version-migration.html
var upgrades = []struct {
	from string
	to   []string // what newer versions begin with
}{
	{"OpenSearch_3.", []string{"OpenSearch_3."}},
	{"OpenSearch_2.19", []string{"OpenSearch_3."}},
	{"OpenSearch_2.", []string{"OpenSearch_2."}},
	{"OpenSearch_1.3", []string{"OpenSearch_2."}},
	{"OpenSearch_1.", []string{"OpenSearch_1."}},
	{"Elasticsearch_7.", []string{"Elasticsearch_7.", "OpenSearch_1."}},
	{"Elasticsearch_6.8", []string{"Elasticsearch_7.", "OpenSearch_1."}},
	{"Elasticsearch_6.", []string{"Elasticsearch_6."}},
	{"Elasticsearch_5.6", []string{"Elasticsearch_6."}},
	{"Elasticsearch_5.", []string{"Elasticsearch_5.6"}},
}

// upgradesOf gives the versions that a domain can be brought to in place.
func upgradesOf(version string) []string {
	var newer []string
	passed := false
	for _, v := range allVersions() {
		if passed {
			newer = append(newer, v)
		}
		passed = passed || v == version
	}
	out := []string{}
	for _, u := range upgrades {
		if !strings.HasPrefix(version, u.from) {
			continue
		}
		for _, v := range newer {
			for _, to := range u.to {
				if strings.HasPrefix(v, to) {
					out = append(out, v)
				}
			}
		}
		break
	}
	return out
}

func allVersions() (out []string) {
	for _, v := range elasticsearch {
		out = append(out, "Elasticsearch_"+v)
	}
	for _, v := range openSearch {
		out = append(out, "OpenSearch_"+v)
	}
	return out
}

// answerUpgrades answers the question for a domain's upgrades, which planning
// asks to tell a change in place from a new domain.
func (h *Host) answerUpgrades() {
	trap := h.Real.Trap()
	for _, api := range []struct{ call, typ, attribute, spare string }{
		{"GET /2021-01-01/opensearch/compatibleVersions", "aws_opensearch_domain", "engine_version", ""},
		{"GET /2015-01-01/es/compatibleVersions", "aws_elasticsearch_domain", "elasticsearch_version", "Elasticsearch_"},
	} {
		trap.On(api.call, func(c realprov.Call) []byte {
			name := c.Query.Get("domainName")
			found, err := h.Cloud.List(func(o *cloud.Object) bool { return o.Type == api.typ && attr(o.Attrs, "domain_name") == name })
			if err != nil || len(found) == 0 {
				return nil
			}
			version := attr(found[0].Attrs, api.attribute)
			type ways struct{ SourceVersion, TargetVersions any }
			var targets []string
			for _, v := range upgradesOf(api.spare + version) {
				targets = append(targets, strings.TrimPrefix(v, api.spare)) // the older API leaves the engine's name out
			}
			list := []ways{{version, targets}}
			b, err := json.Marshal(map[string]any{"CompatibleVersions": list, "CompatibleElasticsearchVersions": list})
			if err != nil {
				return nil
			}
			return b
		})
	}
}
