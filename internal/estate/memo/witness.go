package memo

import (
	"io/fs"
	"slices"

	"github.com/terrace-cloud/terrace/internal/estate/tree"
)

// Witness is a view of a tree that notes what is asked of it. It is for one
// goroutine.
type Witness struct {
	*tree.View
	asked     []int32 // numbers of questions, as they were put
	questions *Questions
}

// NewWitness makes a witness; with no questions it notes nothing.
func NewWitness(v *tree.View, q *Questions) *Witness { return &Witness{View: v, questions: q} }

// Ask notes a question.
func (w *Witness) Ask(k Kind, name string) {
	if w.questions != nil {
		w.asked = append(w.asked, w.questions.Number(k, name))
	}
}

// Asked gives the numbers of the questions that were put, each once.
func (w *Witness) Asked() []int32 {
	slices.Sort(w.asked)
	w.asked = slices.Compact(w.asked)
	return slices.Clip(w.asked)
}

// Join notes what another one noted.
func (w *Witness) Join(asked []int32) { w.asked = append(w.asked, asked...) }

// ReadFile reads a file.
func (w *Witness) ReadFile(path string) ([]byte, error) {
	w.Ask(Content, path)
	return w.View.ReadFile(path)
}

// ReadDir lists a folder.
func (w *Witness) ReadDir(path string) ([]fs.DirEntry, error) {
	w.Ask(Listing, path)
	return w.View.ReadDir(path)
}

// Stat tells what a path leads to.
func (w *Witness) Stat(path string) (fs.FileInfo, error) {
	w.Ask(Leads, path)
	return w.View.Stat(path)
}

// Kind tells what a path leads to.
func (w *Witness) Kind(path string) tree.Kind {
	w.Ask(Leads, path)
	return w.View.Kind(path)
}

// IsFile tells whether there is a regular file.
func (w *Witness) IsFile(path string) bool { return w.Kind(path) == tree.File }

// IsDir tells whether there is a folder.
func (w *Witness) IsDir(path string) bool { return w.Kind(path) == tree.Dir }
