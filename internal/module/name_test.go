package module

import (
	"path/filepath"
	"testing"
)

// The names were read off Terragrunt 1.1.0, which made these folders for a
// unit in /srv/unit.
func TestPlaceOf(t *testing.T) {
	t.Parallel()
	const unit = "/srv/unit"
	in := filepath.Join(unit, ".terragrunt-cache", encode(unit))
	for _, c := range []struct{ source, named, sub, query string }{
		{"tfr:///acme/net/aws?version=1.2.3", "tfr:///acme/net/aws", "", "version=1.2.3"},
		{"tfr:///acme/net/aws//modules/a?version=1.2.3", "tfr:///acme/net/aws", "modules/a", "version=1.2.3"},
		{"tfr://reg.example.org/acme/net/aws?version=1.2.3", "tfr://reg.example.org/acme/net/aws", "", "version=1.2.3"},
		{"git::https://example.org/net.git//m?ref=v1", "git::https://example.org/net.git", "m", "ref=v1"},
		{"github.com/acme/net//m?ref=v1", "git::https://github.com/acme/net.git", "m", "ref=v1"},
		{"https://github.com/acme/net.git", "git::https://github.com/acme/net.git", "", ""},
		{"git@github.com:acme/net.git?ref=v1", "git::ssh://git@github.com/acme/net.git", "", "ref=v1"},
		{"git::https://example.org/net.git?ref=v1&depth=1", "git::https://example.org/net.git", "", "depth=1&ref=v1"},
	} {
		p, err := placeOf(unit, c.source)
		if err != nil {
			t.Fatal(err)
		}
		want := place{download: filepath.Join(in, encode(c.named)), version: encode(c.query)}
		want.work = filepath.Join(want.download, c.sub)
		if p != want {
			t.Errorf("%s:\n got %+v\nwant %+v", c.source, p, want)
		}
	}
	for source, c := range map[string]struct{ named, sub string }{
		"":                    {"file:///srv/unit", ""},
		".":                   {"file:///srv/unit", ""},
		"../modules/net":      {"file:///srv/modules/net", ""},
		"../modules//net":     {"file:///srv/modules", "net"},
		"/srv/modules//net/x": {"file:///srv/modules", "net/x"},
	} {
		p, err := placeOf(unit+"/", source)
		if err != nil {
			t.Fatal(err)
		}
		if want := filepath.Join(in, encode(c.named), c.sub); p.work != want || p.version != "" {
			t.Errorf("%q: got %+v, want %s", source, p, want)
		}
	}
}
