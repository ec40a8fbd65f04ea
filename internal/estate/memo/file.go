package memo

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/terrace-cloud/terrace/internal/whole"
)

// stored is a cache in its file.
type stored[T any] struct {
	Facts   []fact
	Results map[string][]*result[T]
}

// Open reads the cache that is kept in a file; made names all that its results
// depend on besides what they ask: another program or other options start anew.
// A file that is missing, damaged or of another making counts as empty: what it
// held is made again. With no file, the cache lives in memory.
func Open[T any](file, made string) *Cache[T] {
	c := &Cache[T]{file: file, made: made}
	if file != "" {
		if b, err := os.ReadFile(file); err == nil {
			c.decode(b)
		}
	}
	if c.results == nil {
		c.facts, c.results = nil, map[string][]*result[T]{}
	}
	c.numbers = make(map[fact]int32, len(c.facts))
	for i, f := range c.facts {
		c.numbers[f] = int32(i)
	}
	return c
}

// head is what a file starts with: the checksum of the rest covers what made it.
func (c *Cache[T]) head(body []byte) []byte {
	h := sha256.New()
	_, _ = h.Write([]byte(c.made + "\x00"))
	_, _ = h.Write(body)
	return fmt.Appendf(nil, "terrace memo 1 %x\n", h.Sum(nil))
}

func (c *Cache[T]) decode(b []byte) {
	i := bytes.IndexByte(b, '\n') + 1
	body := b[i:]
	if !bytes.Equal(b[:i], c.head(body)) {
		return
	}
	var s stored[T]
	if gob.NewDecoder(bytes.NewReader(body)).Decode(&s) != nil {
		return
	}
	for _, rs := range s.Results {
		for _, r := range rs {
			for _, n := range r.Facts {
				if n < 0 || int(n) >= len(s.Facts) {
					return
				}
			}
		}
	}
	c.facts, c.results = s.Facts, s.Results
}

// Save writes the cache to its file, if it has changed. Whoever reads the file
// finds the old state or the new one; of two who write, the last one wins.
func (c *Cache[T]) Save() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.file == "" || !c.changed {
		return nil
	}
	var body bytes.Buffer
	if err := gob.NewEncoder(&body).Encode(c.live()); err != nil {
		return err
	}
	sweep(c.file)
	err := os.MkdirAll(filepath.Dir(c.file), 0o755)
	if err == nil {
		err = whole.Write(c.file, append(c.head(body.Bytes()), body.Bytes()...), 0o600)
	}
	if err != nil {
		return fmt.Errorf("the cache cannot be written: %w", err)
	}
	c.changed = false
	return nil
}

// live gives what is worth keeping, with the facts that it rests on.
func (c *Cache[T]) live() stored[T] {
	s := stored[T]{Results: make(map[string][]*result[T], len(c.results))}
	moved := map[int32]int32{}
	for key, rs := range c.results {
		for _, r := range rs {
			if r.Day < today()-forgets {
				continue
			}
			n := *r
			n.Facts = make([]int32, len(r.Facts))
			for i, f := range r.Facts {
				to, ok := moved[f]
				if !ok {
					to = int32(len(s.Facts))
					moved[f], s.Facts = to, append(s.Facts, c.facts[f])
				}
				n.Facts[i] = to
			}
			s.Results[key] = append(s.Results[key], &n)
		}
	}
	return s
}

// sweep removes what writers that were killed left behind.
func sweep(file string) {
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(file), "."+filepath.Base(file)+".new-*"))
	for _, p := range left {
		if st, err := os.Stat(p); err == nil && time.Since(st.ModTime()) > time.Hour {
			_ = os.Remove(p)
		}
	}
}
