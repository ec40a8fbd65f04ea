package provider

import (
	"encoding/json"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/realprov"
)

// tableDescription is what is told of a DynamoDB table: as much as planning asks for.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
type tableDescription struct {
	TableName, TableArn, TableStatus string
	GlobalSecondaryIndexes           []indexDescription `json:",omitempty"`
}

type indexDescription struct {
	IndexName, IndexStatus string
	KeySchema              []keyElement
}

type keyElement struct{ AttributeName, KeyType string }

// keyBlocks is how resources write the keys of an index.
type keyBlocks []struct {
	Name string `json:"attribute_name"`
	Type string `json:"key_type"`
}

// answerTables answers the question for a table as it stands: from version 6 on the
// provider asks it while planning, for indexes that are resources of their own.
func (h *Host) answerTables() {
	h.Real.Trap().On("DynamoDB_20120810.DescribeTable", func(c realprov.Call) []byte {
		var asked struct{ TableName string }
		if json.Unmarshal(c.Body, &asked) != nil || asked.TableName == "" {
			return nil
		}
		found, err := h.Cloud.List(func(o *cloud.Object) bool {
			if c.Region != "" && o.Region != c.Region {
				return false
			}
			switch o.Type {
			case "aws_dynamodb_table":
				return attr(o.Attrs, "name") == asked.TableName
			case "aws_dynamodb_global_secondary_index":
				return attr(o.Attrs, "table_name") == asked.TableName
			}
			return false
		})
		if err != nil {
			return nil
		}
		return describeTable(found)
	})
}

// describeTable tells of a table, out of its own object and those of its indexes; nil
// where there is no table.
func describeTable(objects []cloud.Object) []byte {
	var t *tableDescription
	var indexes []indexDescription
	for _, o := range objects {
		switch o.Type {
		case "aws_dynamodb_table":
			var table struct {
				Name    string
				ARN     string
				Indexes []struct {
					Name  string
					Hash  string    `json:"hash_key"`
					Range string    `json:"range_key"`
					Keys  keyBlocks `json:"key_schema"`
				} `json:"global_secondary_index"`
			}
			if json.Unmarshal(o.Attrs, &table) != nil {
				continue
			}
			t = &tableDescription{TableName: table.Name, TableArn: table.ARN, TableStatus: "ACTIVE"}
			for _, i := range table.Indexes {
				keys := elements(i.Keys)
				if len(keys) == 0 && i.Hash != "" {
					keys = append(keys, keyElement{i.Hash, "HASH"})
					if i.Range != "" {
						keys = append(keys, keyElement{i.Range, "RANGE"})
					}
				}
				indexes = append(indexes, indexDescription{i.Name, "ACTIVE", keys})
			}
		case "aws_dynamodb_global_secondary_index":
			var index struct {
				Name string    `json:"index_name"`
				Keys keyBlocks `json:"key_schema"`
			}
			if json.Unmarshal(o.Attrs, &index) == nil {
				indexes = append(indexes, indexDescription{index.Name, "ACTIVE", elements(index.Keys)})
			}
		}
	}
	if t == nil {
		return nil
	}
	t.GlobalSecondaryIndexes = indexes
	b, err := json.Marshal(map[string]any{"Table": t})
	if err != nil {
		return nil
	}
	return b
}

func elements(blocks keyBlocks) (out []keyElement) {
	for _, b := range blocks {
		out = append(out, keyElement{b.Name, b.Type})
	}
	return out
}
