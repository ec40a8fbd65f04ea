// Package memo remembers results together with what was asked of the world to
// make them: what is in a file, what a path leads to, what is in a folder, what
// an environment variable holds. A result holds as long as the answers are the
// same, whether they come from disk or from a commit.
package memo

import (
	"crypto/sha1"
	"encoding/hex"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/terrace-cloud/terrace/internal/estate/tree"
)

// Kind is a kind of question.
type Kind byte

// The kinds of questions, each about a path or a name.
const (
	Content  Kind = 'f' // what is in a file
	Leads    Kind = 'k' // what a path leads to
	Listing  Kind = 'd' // the names in a folder
	Variable Kind = 'e' // what an environment variable holds
	Working  Kind = 'w' // the folder in which the program runs
)

// Question is one question.
type Question struct {
	Kind Kind
	Name string
}

// Questions numbers questions, of which many are put again and again; it is
// safe for concurrent use.
type Questions struct {
	mu      sync.Mutex
	numbers map[Question]int32
	all     []Question
}

// Number gives the number of a question.
func (q *Questions) Number(k Kind, name string) int32 {
	q.mu.Lock()
	defer q.mu.Unlock()
	of := Question{k, name}
	n, ok := q.numbers[of]
	if !ok {
		if q.numbers == nil {
			q.numbers = map[Question]int32{}
		}
		n = int32(len(q.all))
		q.numbers[of], q.all = n, append(q.all, of)
	}
	return n
}

func (q *Questions) count() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.all)
}

// Question gives the question of a number.
func (q *Questions) Question(n int32) Question {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.all[n]
}

// World is what answers.
type World struct {
	View *tree.View
	Env  func(name string) (string, bool) // nil means an empty environment
}

// answer gives the answer in a few characters.
func (w World) answer(q Question) string {
	switch q.Kind {
	case Content:
		return w.View.Digest(q.Name)
	case Leads:
		return strconv.Itoa(int(w.View.Kind(q.Name)))
	case Listing:
		es, err := w.View.ReadDir(q.Name)
		if err != nil {
			return ""
		}
		return digest(es)
	case Variable:
		if w.Env != nil {
			if v, ok := w.Env(q.Name); ok { // so short that nobody finds the value by it
				h := fnv.New32a()
				_, _ = h.Write([]byte(v))
				return strconv.FormatUint(uint64(h.Sum32()), 16)
			}
		}
		return "-"
	case Working:
		dir, _ := os.Getwd()
		return dir
	}
	return ""
}

// covered gives the listing that tells what a path leads to: that of its folder,
// where the path is a file, a folder or nothing. What a link leads to is told by
// no listing, nor is what listings leave out.
func (w World) covered(q Question) (Question, bool) {
	dir, name := filepath.Split(q.Name)
	dir = filepath.Clean(dir)
	if q.Kind != Leads || name == "" || Skipped[name] {
		return Question{}, false
	}
	es, err := w.View.ReadDir(dir)
	if err != nil {
		return Question{}, false
	}
	i, there := slices.BinarySearchFunc(es, name, func(e fs.DirEntry, name string) int { return strings.Compare(e.Name(), name) })
	return Question{Listing, dir}, !there || es[i].Type().IsRegular() || es[i].IsDir()
}

// Skipped are folders that tools fill and nobody commits: a listing leaves them
// out, as all who read folders do.
var Skipped = map[string]bool{".terragrunt-cache": true, ".terraform": true, ".terrace": true, ".git": true, "node_modules": true}

func digest(es []fs.DirEntry) string {
	h := sha1.New()
	for _, e := range es {
		if !Skipped[e.Name()] {
			_, _ = h.Write([]byte(filepath.ToSlash(e.Name()) + "\x00" + e.Type().String() + "\x00"))
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
