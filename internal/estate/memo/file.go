package memo

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/terrace-cloud/terrace/internal/whole"
)

// piece is one of the pieces that the file of a cache is made of: the results of
// a key, and the facts that no piece before has.
type piece[T any] struct {
	Facts   []fact
	Key     string
	Results []*result[T]
}

// Open reads the cache that is kept in a file; made names all that its results
// depend on besides what they ask: another program or other options start anew.
// A file that is missing, damaged or of another making counts as empty: what it
// held is made again. With no file, the cache lives in memory.
func Open[T any](file, made string) *Cache[T] {
	c := &Cache[T]{file: file, made: made, results: map[string][]*result[T]{}}
	if file != "" {
		if b, err := os.ReadFile(file); err == nil && !c.decode(b) {
			c.facts, c.results = nil, map[string][]*result[T]{}
		}
	}
	return c
}

// head is what a file starts with: the checksum of the rest covers what made it.
func (c *Cache[T]) head(body []byte) []byte {
	h := sha256.New()
	_, _ = h.Write([]byte(c.made + "\x00"))
	_, _ = h.Write(body)
	return fmt.Appendf(nil, "terrace memo 2 %x\n", h.Sum(nil))
}

// decode fills an empty cache; false where the file is not whole, or is another
// one's.
func (c *Cache[T]) decode(b []byte) bool {
	i := bytes.IndexByte(b, '\n') + 1
	body := b[i:]
	if !bytes.Equal(b[:i], c.head(body)) {
		return false
	}
	for in := gob.NewDecoder(bytes.NewReader(body)); ; {
		var p piece[T]
		if err := in.Decode(&p); err != nil {
			return errors.Is(err, io.EOF)
		}
		c.facts, c.results[p.Key] = append(c.facts, p.Facts...), p.Results
		for _, r := range p.Results {
			for _, n := range r.Facts {
				if n < 0 || int(n) >= len(c.facts) {
					return false
				}
			}
		}
	}
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
	if err := c.encode(&body); err != nil {
		return err
	}
	sweep(c.file)
	err := os.MkdirAll(filepath.Dir(c.file), 0o755)
	if err == nil {
		err = whole.Stream(c.file, 0o600, func(w io.Writer) error {
			_, err := w.Write(c.head(body.Bytes()))
			if err == nil {
				_, err = w.Write(body.Bytes())
			}
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("the cache cannot be written: %w", err)
	}
	c.changed = false
	return nil
}

// encode writes what is worth keeping, with the facts that it rests on.
func (c *Cache[T]) encode(to io.Writer) error {
	out := gob.NewEncoder(to)
	numbers := make([]int32, len(c.facts)) // in the file, from 1; 0 for a fact that is not in it yet
	last := int32(0)
	var p piece[T]
	for key, rs := range c.results {
		p.Key, p.Facts, p.Results = key, p.Facts[:0], p.Results[:0]
		for _, r := range rs {
			if r.Day < today()-forgets {
				continue
			}
			n := &result[T]{Value: r.Value, Day: r.Day, Facts: make([]int32, len(r.Facts))}
			for i, f := range r.Facts {
				if numbers[f] == 0 {
					last++
					numbers[f], p.Facts = last, append(p.Facts, c.facts[f])
				}
				n.Facts[i] = numbers[f] - 1
			}
			p.Results = append(p.Results, n)
		}
		if len(p.Results) == 0 {
			continue
		}
		if err := out.Encode(p); err != nil {
			return err
		}
	}
	return nil
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
