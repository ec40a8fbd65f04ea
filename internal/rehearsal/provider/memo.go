package provider

import (
	"container/list"
	"context"
	"crypto/sha256"
	"sync"
	"sync/atomic"

	"github.com/terrace-cloud/terrace/internal/rehearsal/realprov"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"google.golang.org/grpc/mem"
)

// memo keeps the answers of pure calls, in memory only (a request can carry a
// secret), and forgets the one used least recently when it holds too much.
type memo struct {
	limit int // bytes
	hits  atomic.Int64
	mu    sync.Mutex
	size  int
	order *list.List // of *memoEntry, the last used first
	by    map[[sha256.Size]byte]*list.Element
}

type memoEntry struct {
	key    [sha256.Size]byte
	answer []byte
}

// overhead is what an entry weighs besides its answer: an empty answer, as most
// validations give, is not free.
const overhead = 256

func newMemo(limit int) *memo {
	return &memo{limit: limit, order: list.New(), by: map[[sha256.Size]byte]*list.Element{}}
}

func (m *memo) get(k [sha256.Size]byte) ([]byte, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	e, ok := m.by[k]
	if !ok {
		return nil, false
	}
	m.order.MoveToFront(e)
	m.hits.Add(1)
	return e.Value.(*memoEntry).answer, true
}

func (m *memo) put(k [sha256.Size]byte, answer []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.by[k]; ok || len(answer)+overhead > m.limit {
		return
	}
	m.by[k] = m.order.PushFront(&memoEntry{k, answer})
	m.size += len(answer) + overhead
	for m.size > m.limit {
		last := m.order.Remove(m.order.Back()).(*memoEntry)
		delete(m.by, last.key)
		m.size -= len(last.answer) + overhead
	}
}

// pure names the calls whose answer depends on nothing but the request, the
// provider's build and, for those that are true, its configuration.
var pure = map[string]bool{
	"GetMetadata": false, "GetResourceIdentitySchemas": false, "GetFunctions": false, "CallFunction": false,
	"PrepareProviderConfig": false, "ValidateResourceTypeConfig": false, "ValidateDataSourceConfig": false,
	"ValidateEphemeralResourceConfig": false, "ValidateListResourceConfig": false, "ValidateActionConfig": false,
	"UpgradeResourceState": false, "UpgradeResourceIdentity": false, "MoveResourceState": false, "GenerateResourceConfig": false,
	"PlanResourceChange": true, "PlanAction": true, "ReadDataSource": true,
}

// bytesOf makes a message of bytes that nobody changes any more.
func bytesOf(b []byte) *tfwire.Raw { return &tfwire.Raw{Buf: mem.BufferSlice{mem.SliceBuffer(b)}} }

// remembered makes a pure call, once for each request and configuration; hit
// tells that the answer was known. The answer is shared: nobody may change it.
func (h *Host) remembered(ctx context.Context, s realprov.Settings, method string, in *tfwire.Raw) (answer []byte, hit bool, err error) {
	if !pure[method] {
		s = realprov.Settings{}
	}
	hash := sha256.New()
	hash.Write([]byte(method))
	hash.Write(s.Key[:])
	hash.Write(tfwire.Essence(method, in.Bytes()))
	var key [sha256.Size]byte
	hash.Sum(key[:0])
	if b, ok := h.memo.get(key); ok {
		return b, true, nil
	}
	out := &tfwire.Raw{}
	if err := h.Real.CallUnder(ctx, s, method, in, out); err != nil {
		return nil, false, err
	}
	b := out.Bytes()
	out.Free()
	if !tfwire.Deferred(method, b) {
		h.memo.put(key, b)
	}
	return b, false, nil
}
