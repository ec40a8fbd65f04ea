package tffunc

import (
	"bytes"
	"compress/gzip"
	"crypto/sha1"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/ianaindex"
)

var abspath = words(1, func(a []string) (string, error) {
	p, err := filepath.Abs(a[0])
	return filepath.ToSlash(p), err
})

var basename = words(1, func(a []string) (string, error) { return filepath.Base(a[0]), nil })

var dirname = words(1, func(a []string) (string, error) { return filepath.Dir(a[0]), nil })

var pathExpand = words(1, func(a []string) (string, error) { return expand(a[0]) })

func expand(p string) (string, error) {
	if !strings.HasPrefix(p, "~") {
		return p, nil
	}
	if len(p) > 1 && p[1] != '/' && p[1] != '\\' {
		return "", errors.New("the home of another user cannot be expanded")
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, p[1:]), err
}

var base64Encode = words(1, func(a []string) (string, error) { return base64.StdEncoding.EncodeToString([]byte(a[0])), nil })

var base64Decode = words(1, func(a []string) (string, error) {
	b, err := base64.StdEncoding.DecodeString(a[0])
	if err != nil {
		return "", errors.New("the text is no base64")
	}
	if !utf8.Valid(b) {
		return "", errors.New("what the text holds is no UTF-8")
	}
	return string(b), nil
})

var base64Gzip = words(1, func(a []string) (string, error) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write([]byte(a[0]))
	if err = errors.Join(err, z.Close()); err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(b.Bytes()), nil
})

var textEncodeBase64 = words(2, func(a []string) (string, error) {
	enc, err := ianaindex.IANA.Encoding(a[1])
	if err != nil || enc == nil {
		return "", fmt.Errorf("there is no encoding %q", a[1])
	}
	b, err := enc.NewEncoder().Bytes([]byte(a[0]))
	return base64.StdEncoding.EncodeToString(b), err
})

var textDecodeBase64 = words(2, func(a []string) (string, error) {
	enc, err := ianaindex.IANA.Encoding(a[1])
	if err != nil || enc == nil {
		return "", fmt.Errorf("there is no encoding %q", a[1])
	}
	raw, err := base64.StdEncoding.DecodeString(a[0])
	if err != nil {
		return "", errors.New("the text is no base64")
	}
	b, err := enc.NewDecoder().Bytes(raw)
	return string(b), err
})

var urlEncode = words(1, func(a []string) (string, error) { return url.QueryEscape(a[0]), nil })

// replace takes what stands between slashes as a regular expression.
var replace = words(3, func(a []string) (string, error) {
	s, sub, by := a[0], a[1], a[2]
	if len(sub) > 1 && sub[0] == '/' && sub[len(sub)-1] == '/' {
		re, err := regexp.Compile(sub[1 : len(sub)-1])
		if err != nil {
			return "", err
		}
		return re.ReplaceAllString(s, by), nil
	}
	return strings.ReplaceAll(s, sub, by), nil
})

// namespaces of RFC 4122, appendix C.
var namespaces = map[string]string{
	"dns": "6ba7b8109dad11d180b400c04fd430c8", "url": "6ba7b8119dad11d180b400c04fd430c8",
	"oid": "6ba7b8129dad11d180b400c04fd430c8", "x500": "6ba7b8149dad11d180b400c04fd430c8",
}

var uuidV5 = words(2, func(a []string) (string, error) {
	space, ok := namespaces[a[0]]
	if !ok {
		space = strings.ReplaceAll(a[0], "-", "")
	}
	ns, err := hex.DecodeString(space)
	if err != nil || len(ns) != 16 {
		return "", fmt.Errorf("%q is no namespace: dns, url, oid, x500 or a UUID", a[0])
	}
	h := sha1.Sum(append(ns, a[1]...))
	h[6], h[8] = h[6]&0x0f|0x50, h[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", h[:4], h[4:6], h[6:8], h[8:10], h[10:16]), nil
})
