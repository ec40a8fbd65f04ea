package awsfront

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
)

// tables are the tables in which states are locked without a lock file. They hold
// locks, and the digests of states, for the time of a run: a new run finds no lock
// of a dead one, and takes states as they are, as Terraform does where a table has
// no digest. Which tables there are is not asked: any name leads to one.
//
// https://developer.hashicorp.com/terraform/language/backend/s3#dynamodb-state-locking
type tables struct {
	mu    sync.Mutex
	items map[string]json.RawMessage // by account, table and key
}

// attribute is one that is a text.
type attribute struct{ S string }

// itemRequest is what of the requests counts.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
type itemRequest struct {
	TableName           string
	Item                json.RawMessage
	Key                 map[string]attribute
	ConditionExpression string
}

const dynamoTarget = "DynamoDB_20120810."

// serveDynamoDB answers what the S3 backend asks of its table of locks.
func (f *Front) serveDynamoDB(w http.ResponseWriter, r *http.Request, who identity) {
	operation, _ := strings.CutPrefix(r.Header.Get("X-Amz-Target"), dynamoTarget)
	var q itemRequest
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxForm))
	if err == nil {
		err = json.Unmarshal(body, &q)
	}
	lock := q.Key["LockID"].S
	if operation == "PutItem" && err == nil {
		var key struct{ LockID attribute }
		err = json.Unmarshal(q.Item, &key)
		lock = key.LockID.S
	}
	switch operation {
	case "GetItem", "PutItem", "DeleteItem":
	default:
		f.refuse(w, r, "dynamodb", "AccessDeniedException", fmt.Sprintf("Of DynamoDB the rehearsal has only tables of locks, and no %s.", operation))
		return
	}
	if err != nil || q.TableName == "" || lock == "" {
		f.refuse(w, r, "dynamodb", "ValidationException", "The request is not about an item with a LockID.")
		return
	}
	answer, code := f.tables.do(operation, strings.Join([]string{who.account, q.TableName, lock}, "\n"), q)
	f.count(true, "dynamodb "+operation)
	w.Header().Set("Content-Type", "application/x-amz-json-1.0")
	if code != "" {
		w.Header().Set("X-Amzn-Errortype", code)
		w.WriteHeader(http.StatusBadRequest)
	}
	_, _ = w.Write(answer)
}

// do reads or writes one item.
func (t *tables) do(operation, key string, q itemRequest) (answer []byte, code string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	have, there := t.items[key]
	switch operation {
	case "GetItem":
		if there {
			return fmt.Appendf(nil, `{"Item":%s}`, have), ""
		}
	case "DeleteItem":
		delete(t.items, key)
	case "PutItem":
		if there && strings.Contains(q.ConditionExpression, "attribute_not_exists") {
			code = "ConditionalCheckFailedException"
			return fmt.Appendf(nil, `{"__type":%q,"message":"The conditional request failed"}`, "com.amazonaws.dynamodb.v20120810#"+code), code
		}
		if t.items == nil {
			t.items = map[string]json.RawMessage{}
		}
		t.items[key] = q.Item
	}
	return []byte("{}"), ""
}
