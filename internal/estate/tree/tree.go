// Package tree reads trees of files: those on disk, or a commit of a git
// repository as if it were checked out where the repository stands. Neither a
// work tree nor a temporary folder is made for that.
package tree

import (
	"crypto/sha1"
	"encoding/hex"
	"io/fs"
	"os"
	"strconv"
)

// FS is where files are read from. Paths are absolute and of the machine, so
// that a unit has one path on disk and in any commit.
type FS interface {
	// ReadFile gives the content of a file, following links.
	ReadFile(path string) ([]byte, error)
	// ReadDir gives what is in a folder, sorted by name; links are not followed.
	ReadDir(path string) ([]fs.DirEntry, error)
	// Stat tells what a path leads to, following links.
	Stat(path string) (fs.FileInfo, error)
}

// Reader is an FS that tells cheaply what a path leads to; see [View].
type Reader interface {
	FS
	Kind(path string) Kind
}

// Disk is what stands on disk.
var Disk FS = disk{}

type disk struct{}

func (disk) ReadFile(path string) ([]byte, error)       { return os.ReadFile(path) }
func (disk) ReadDir(path string) ([]fs.DirEntry, error) { return os.ReadDir(path) }
func (disk) Stat(path string) (fs.FileInfo, error)      { return os.Stat(path) }

// Digest names a content as git names a blob, so that a file on disk and the
// same file in a commit are known to be equal without reading the latter.
func Digest(content []byte) string {
	h := sha1.New()
	h.Write(strconv.AppendInt([]byte("blob "), int64(len(content)), 10))
	h.Write([]byte{0})
	h.Write(content)
	return hex.EncodeToString(h.Sum(nil))
}

// Original is an FS in which a path may show a file that lies elsewhere.
type Original interface {
	Origin(path string) string
}

// digester is an FS that knows digests without reading.
type digester interface {
	Digest(path string) (string, error)
}
