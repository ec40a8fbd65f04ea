package cloud

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
)

// Keys and values of the file. A key is its parts joined by a zero byte, so
// that all objects of an account, region and type stand side by side; a value
// is a row of fields, each with its length before it: reading it copies what
// is needed and parses no JSON.

const sep = "\x00"

func (k Key) bytes() []byte {
	return []byte(k.Account + sep + k.Region + sep + k.Type + sep + k.ID)
}

func parseKey(b []byte) (Key, error) {
	p := strings.SplitN(string(b), sep, 4)
	if len(p) != 4 {
		return Key{}, errors.New("a key of the file cannot be read")
	}
	return Key{p[0], p[1], p[2], p[3]}, nil
}

// typeAndID gives the part of a key behind account and region.
func typeAndID(key []byte) []byte {
	for range 2 {
		key = key[bytes.IndexByte(key, sep[0])+1:]
	}
	return key
}

// check refuses what could not be found again.
func (k Key) check() error {
	switch {
	case k.Type == "" || k.ID == "":
		return errors.New("an object needs a type and an id")
	case strings.Contains(k.Account+k.Region+k.Type, sep):
		return errors.New("account, region and type cannot hold a zero byte")
	}
	return nil
}

func encode(o *Object) []byte {
	b := make([]byte, 0, len(o.Attrs)+len(o.Private)+len(o.Identity)+len(o.Name)+len(o.Scope)+len(o.Unit)+len(o.Run)+32)
	b = binary.AppendUvarint(b, o.Serial)
	b = binary.AppendVarint(b, o.SchemaVersion)
	for _, s := range []string{o.Name, o.Scope, o.Unit, o.Run} {
		b = append(binary.AppendUvarint(b, uint64(len(s))), s...)
	}
	for _, f := range [][]byte{o.Attrs, o.Private, o.Identity} {
		b = append(binary.AppendUvarint(b, uint64(len(f))), f...)
	}
	for _, s := range o.Sensitive { // the last field, as often as need be
		b = append(binary.AppendUvarint(b, uint64(len(s))), s...)
	}
	return b
}

var errShort = errors.New("an object of the file cannot be read")

// decode reads an object; its bytes are copies.
func decode(key, b []byte) (Object, error) {
	k, err := parseKey(key)
	if err != nil {
		return Object{}, err
	}
	o := Object{Key: k}
	var n int
	if o.Serial, n = binary.Uvarint(b); n <= 0 {
		return o, errShort
	}
	b = b[n:]
	if o.SchemaVersion, n = binary.Varint(b); n <= 0 {
		return o, errShort
	}
	b = b[n:]
	for _, s := range []*string{&o.Name, &o.Scope, &o.Unit, &o.Run} {
		f, rest, ok := field(b)
		if !ok {
			return o, errShort
		}
		*s, b = string(f), rest
	}
	for _, s := range []*[]byte{(*[]byte)(&o.Attrs), &o.Private, (*[]byte)(&o.Identity)} {
		f, rest, ok := field(b)
		if !ok {
			return o, errShort
		}
		if len(f) > 0 {
			*s = append([]byte(nil), f...)
		}
		b = rest
	}
	for len(b) > 0 {
		f, rest, ok := field(b)
		if !ok {
			return o, errShort
		}
		o.Sensitive, b = append(o.Sensitive, string(f)), rest
	}
	return o, nil
}

// field cuts the next field off b.
func field(b []byte) (f, rest []byte, ok bool) {
	n, w := binary.Uvarint(b)
	if w <= 0 || n > uint64(len(b)-w) {
		return nil, nil, false
	}
	b = b[w:]
	return b[:n], b[n:], true
}
