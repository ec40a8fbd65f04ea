package provider

import (
	"strings"
	"testing"
)

func TestUpgrades(t *testing.T) {
	t.Parallel()
	for from, want := range map[string]string{
		"OpenSearch_2.17":    "OpenSearch_2.19",
		"OpenSearch_2.19":    "OpenSearch_3.1 OpenSearch_3.3",
		"OpenSearch_1.2":     "OpenSearch_1.3",
		"OpenSearch_3.3":     "",
		"Elasticsearch_7.10": "OpenSearch_1.0 OpenSearch_1.1 OpenSearch_1.2 OpenSearch_1.3",
		"Elasticsearch_6.7":  "Elasticsearch_6.8",
		"Elasticsearch_5.3":  "Elasticsearch_5.6",
		"Elasticsearch_1.5":  "",
		"unheard of":         "",
	} {
		if got := strings.Join(upgradesOf(from), " "); got != want {
			t.Errorf("%s: %s, want %s", from, got, want)
		}
	}
}
