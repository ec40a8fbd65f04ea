package memo

import (
	"slices"
	"sync"
	"time"
)

// Cache keeps results of type T by a key: of each key the two newest, so that
// going to and fro between a commit and the work tree makes nothing anew. It is
// safe for concurrent use.
type Cache[T any] struct {
	file string // where it is kept; "" for memory alone
	made string // what the results depend on besides: the program, its options

	mu      sync.Mutex
	facts   []fact
	numbers map[fact]int32 // nil until the first one is asked for
	results map[string][]*result[T]
	changed bool
	hits    int
}

// fact is a question and its answer.
type fact struct {
	Question
	Answer string
}

// result is a value and the facts on which it rests.
type result[T any] struct {
	Value T
	Facts []int32
	Day   int64 // on which it was last of use
}

const (
	kept    = 2  // results of a key
	forgets = 30 // days after which a result that nobody asked for is dropped
)

func today() int64 { return time.Now().Unix() / (24 * 60 * 60) }

// Session is the use of a cache in one world, whose answers are found once.
type Session[T any] struct {
	cache  *Cache[T]
	world  World
	asked  *Questions
	holds  []holds // of the facts that the cache knew at the start
	mu     sync.Mutex
	number []int32 // by question: the fact, from 1; 0 where nobody has asked for it
	covers []int32 // by question: the one that answers it too, from 1; -1 for none, 0 where nobody has asked
}

// holds is whether a fact is true in the world, once it is known.
type holds struct {
	once sync.Once
	yes  bool
}

// In starts using the cache; asked numbers the questions of new results.
func (c *Cache[T]) In(w World, asked *Questions) *Session[T] {
	c.mu.Lock()
	defer c.mu.Unlock()
	return &Session[T]{cache: c, world: w, asked: asked, holds: make([]holds, len(c.facts))}
}

// Get gives the result of a key whose facts all hold.
func (s *Session[T]) Get(key string) (v T, ok bool) {
	s.cache.mu.Lock()
	candidates, facts := slices.Clone(s.cache.results[key]), s.cache.facts
	s.cache.mu.Unlock()
	for _, r := range candidates {
		if !slices.ContainsFunc(r.Facts, func(n int32) bool { return !s.true(facts, n) }) {
			s.cache.used(r)
			return r.Value, true
		}
	}
	return v, false
}

func (c *Cache[T]) used(r *result[T]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hits++
	if day := today(); r.Day != day {
		r.Day, c.changed = day, true
	}
}

// Hits is how many results were taken from the cache.
func (c *Cache[T]) Hits() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.hits
}

func (s *Session[T]) true(facts []fact, n int32) bool {
	if int(n) >= len(s.holds) { // found in this very world, or in another one at the same time
		return s.world.answer(facts[n].Question) == facts[n].Answer
	}
	h := &s.holds[n]
	h.once.Do(func() { h.yes = s.world.answer(facts[n].Question) == facts[n].Answer })
	return h.yes
}

// Put keeps a result and the numbers, in order, of what was asked to make it.
func (s *Session[T]) Put(key string, v T, asked []int32) {
	r := &result[T]{Value: v, Facts: s.rests(asked), Day: today()}
	slices.Sort(r.Facts)
	c := s.cache
	c.mu.Lock()
	defer c.mu.Unlock()
	all := append([]*result[T]{r}, c.results[key]...)
	c.results[key] = all[:min(len(all), kept)]
	c.changed = true
}

// rests gives the facts that questions and their answers make: one for each, but
// for what another one of them tells.
func (s *Session[T]) rests(asked []int32) []int32 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if more := s.asked.count() - len(s.number); more > 0 {
		s.number, s.covers = append(s.number, make([]int32, more)...), append(s.covers, make([]int32, more)...)
	}
	var needed []int32
	for _, q := range asked {
		if s.covers[q] == 0 {
			s.covers[q] = s.cover(q)
		}
		if by := s.covers[q]; by > 0 {
			if _, told := slices.BinarySearch(asked, by-1); told {
				continue
			}
		}
		needed = append(needed, q)
	}
	out := make([]int32, len(needed))
	for i, q := range needed {
		if s.number[q] == 0 {
			of := s.asked.Question(q)
			s.number[q] = s.cache.number(fact{of, s.world.answer(of)}) + 1
		}
		out[i] = s.number[q] - 1
	}
	return out
}

// cover gives the question, counted from 1, whose answer tells that of another
// one in every tree; -1 for none.
func (s *Session[T]) cover(q int32) int32 {
	if by, ok := s.world.covered(s.asked.Question(q)); ok {
		return s.asked.Number(by.Kind, by.Name) + 1
	}
	return -1
}

func (c *Cache[T]) number(f fact) int32 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.numbers == nil {
		c.numbers = make(map[fact]int32, len(c.facts))
		for i, f := range c.facts {
			c.numbers[f] = int32(i)
		}
	}
	n, ok := c.numbers[f]
	if !ok {
		n = int32(len(c.facts))
		c.facts, c.numbers[f] = append(c.facts, f), n
	}
	return n
}
