package module

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseSource(t *testing.T) {
	t.Parallel()
	net := Address{Namespace: "acme", Name: "net", Provider: "aws"}
	for raw, want := range map[string]Source{
		"":                                  {Kind: LocalKind, Path: "."},
		"../modules//net":                   {Kind: LocalKind, Path: "../modules", Sub: "net"},
		"modules/net":                       {Kind: LocalKind, Path: "modules/net"},
		"tfr:///acme/net/aws?version=1.2.3": {Kind: RegistryKind, Address: net, Version: "1.2.3"},
		"tfr:///acme/net/aws//modules/a?version=1.2.3": {Kind: RegistryKind, Address: net, Version: "1.2.3", Sub: "modules/a"},
		"tfr://reg.example.org:8443/acme/net/aws?version=1.2.3-rc.1": {
			Kind: RegistryKind, Version: "1.2.3-rc.1", Address: Address{Host: "reg.example.org:8443", Namespace: "acme", Name: "net", Provider: "aws"}},
		"git::https://user@git.example.org/acme/net.git//a?ref=v1": {
			Kind: GitKind, Repo: "git.example.org/acme/net", URL: "https://user@git.example.org/acme/net.git", Ref: "v1", Sub: "a"},
		"github.com/acme/net?ref=v1":            {Kind: GitKind, Repo: "github.com/acme/net", URL: "https://github.com/acme/net.git", Ref: "v1"},
		"git@github.com:acme/net.git":           {Kind: GitKind, Repo: "github.com/acme/net", URL: "ssh://git@github.com/acme/net.git"},
		"s3::https://b.example.org/net.zip//a":  {Kind: OtherKind, Sub: "a"},
		"https://example.org/net.zip?archive=z": {Kind: OtherKind},
	} {
		got, err := ParseSource(raw)
		if want.Raw = raw; err != nil || !cmp.Equal(want, got) {
			t.Errorf("%s: %v\n%s", raw, err, cmp.Diff(want, got))
		}
	}
	for raw, want := range map[string]string{
		"tfr:///acme/net/aws":                       "names no version",
		"tfr:///acme/net?version=1":                 "is written tfr://HOST",
		"tfr:///acme/net/aws?version=../..":         "not an exact version",
		"tfr:///acme/net/aws?version=~> 1":          "not an exact version",
		"tfr:///acme/../aws?version=1":              "cannot be part",
		"tfr://-x/acme/net/aws?version=1":           "not a host name",
		"tfr:///acme/net/aws//../../x?version=1":    "outside the module",
		"git::https://example.org/a.git?ref=-x":     "no name of a branch",
		"git::https://example.org/a.git?ref=../../": "no name of a branch",
		"../modules//../..":                         "outside the module",
	} {
		if _, err := ParseSource(raw); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", raw, err, want)
		}
	}
}

func TestParseCall(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]Source{
		"./net":                    {Kind: LocalKind, Path: "./net"},
		"../net//a":                {Kind: LocalKind, Path: "../net", Sub: "a"},
		"acme/net/aws":             {Kind: RegistryKind, Address: Address{Namespace: "acme", Name: "net", Provider: "aws"}, Constraint: "~> 5"},
		"acme/net/aws//modules/a":  {Kind: RegistryKind, Address: Address{Namespace: "acme", Name: "net", Provider: "aws"}, Constraint: "~> 5", Sub: "modules/a"},
		"tf.example.org/a/net/aws": {Kind: RegistryKind, Address: Address{Host: "tf.example.org", Namespace: "a", Name: "net", Provider: "aws"}, Constraint: "~> 5"},
		"github.com/acme/net":      {Kind: GitKind, Repo: "github.com/acme/net", URL: "https://github.com/acme/net.git"},
		"net":                      {Kind: OtherKind},
	} {
		got, err := ParseCall(raw, "~> 5")
		if want.Raw = raw; err != nil || !cmp.Equal(want, got) {
			t.Errorf("%s: %v\n%s", raw, err, cmp.Diff(want, got))
		}
	}
}
