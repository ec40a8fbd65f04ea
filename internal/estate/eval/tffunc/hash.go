package tffunc

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"hash"

	"github.com/zclconf/go-cty/cty/function"
)

// digest is a hash and the way in which it is written.
type digest struct {
	new   func() hash.Hash
	write func([]byte) string
}

var hashes = map[string]digest{
	"md5": {md5.New, hex.EncodeToString}, "sha1": {sha1.New, hex.EncodeToString},
	"sha256": {sha256.New, hex.EncodeToString}, "sha512": {sha512.New, hex.EncodeToString},
	"base64sha256": {sha256.New, base64.StdEncoding.EncodeToString},
	"base64sha512": {sha512.New, base64.StdEncoding.EncodeToString},
}

func (d digest) of(b []byte) string {
	h := d.new()
	h.Write(b)
	return d.write(h.Sum(nil))
}

func (d digest) text() function.Function {
	return words(1, func(a []string) (string, error) { return d.of([]byte(a[0])), nil })
}
