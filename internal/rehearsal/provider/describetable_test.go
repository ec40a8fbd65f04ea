package provider

import (
	"testing"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
)

func TestDescribeTable(t *testing.T) {
	t.Parallel()
	object := func(typ, attrs string) cloud.Object {
		return cloud.Object{Key: cloud.Key{Type: typ}, Attrs: []byte(attrs)}
	}
	index := object("aws_dynamodb_global_secondary_index", `{"table_name":"t","index_name":"c","key_schema":[{"attribute_name":"z","attribute_type":"S","key_type":"HASH"}]}`)
	for name, c := range map[string]struct {
		objects []cloud.Object
		want    string
	}{
		"none":          {nil, ""},
		"an index only": {[]cloud.Object{index}, ""},
		"plain": {[]cloud.Object{object("aws_dynamodb_table", `{"name":"t","arn":"a","global_secondary_index":[]}`)},
			`{"Table":{"TableName":"t","TableArn":"a","TableStatus":"ACTIVE"}}`},
		"indexes": {[]cloud.Object{index, object("aws_dynamodb_table", `{"name":"t","arn":"a","global_secondary_index":[{"name":"b","hash_key":"x","range_key":"y"}]}`)},
			`{"Table":{"TableName":"t","TableArn":"a","TableStatus":"ACTIVE","GlobalSecondaryIndexes":[` +
				`{"IndexName":"c","IndexStatus":"ACTIVE","KeySchema":[{"AttributeName":"z","KeyType":"HASH"}]},` +
				`{"IndexName":"b","IndexStatus":"ACTIVE","KeySchema":[{"AttributeName":"x","KeyType":"HASH"},{"AttributeName":"y","KeyType":"RANGE"}]}]}}`},
	} {
		if got := string(describeTable(c.objects)); got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}
