package contract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/module"
)

func TestOpenSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	good, err := exampleLock(t, example).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	for old, c := range map[string]struct{ now, want string }{
		`"schema":"terrace.lock/1"`: {`"schema":"terrace.lock/9"`, `"terrace.lock/9"`},
		`{"name":"any"`:             {`{"name":3`, "terrace.lock.json:"},
		`"type":"string"`:           {`"type":"strin"`, `variable "zone"`},
		`"hash":`:                   {`"hush":`, "hush"},
		`1.10.0`:                    {"1.2.0", "there twice"},
		"\n]}\n":                    {"\n<<<<<<< HEAD\n]}\n", "terrace.lock.json:18"},
	} {
		text := strings.Replace(string(good), old, c.now, 1)
		if text == string(good) {
			t.Fatalf("%s is not in the lock", old)
		}
		dir := folder(t, map[string]string{FileName: text})
		if _, err := Open(filepath.Join(dir, FileName)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.now, err, c.want)
		}
	}
	l, err := Open(filepath.Join(t.TempDir(), FileName))
	if err != nil || len(l.Packages) != 0 {
		t.Errorf("no lock: %v, %v", l, err)
	}
}

func TestWriteReplacesTheWhole(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{FileName: "old"})
	p := filepath.Join(dir, FileName)
	if err := exampleLock(t, example).Write(p); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(p); err != nil {
		t.Error(err)
	}
	if l, err := os.ReadDir(dir); err != nil || len(l) != 1 {
		t.Errorf("left behind: %v, %v", l, err)
	}
	if err := exampleLock(t, example).Write(filepath.Join(dir, "none", FileName)); err == nil {
		t.Error("written into a folder that is not there")
	}
}

func TestKeyAndHash(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		"tfr:///acme/net/aws//modules/x?version=v1.2.0":            "acme/net/aws 1.2.0",
		"tfr://registry.terraform.io/acme/net/aws?version=1.2.0":   "acme/net/aws 1.2.0",
		"tfr://tf.example.org/acme/net/aws?version=1.2.0":          "tf.example.org/acme/net/aws 1.2.0",
		"git::https://github.com/acme/modules.git//net?ref=v2.0.0": "git::github.com/acme/modules v2.0.0",
		"git@github.com:acme/modules.git//net?ref=v2.0.0":          "git::github.com/acme/modules v2.0.0",
		"../modules//net": "",
		"s3::https://s3-eu-central-1.amazonaws.com/examplebucket/module.zip": "",
	} {
		s, err := module.ParseSource(raw)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if key, ok := Key(s); ok {
			got = key + " " + Version(s)
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", raw, got, want)
		}
	}
	l := exampleLock(t, example)
	l.Sort()
	a := module.Address{Host: "registry.opentofu.org", Namespace: "acme", Name: "net", Provider: "aws"}
	if h, ok := l.Hash(a, "1.2.0"); !ok || h != "h1:a" {
		t.Errorf("got %q, %v", h, ok)
	}
}

func FuzzParse(f *testing.F) {
	good, err := exampleLock(f, example).Bytes()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add([]byte(`{"schema":"terrace.lock/1","modules":[{"folders":[{"variables":[{"name":"a","type":"number","default":"x"}]}]}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		l, err := Parse(text)
		if err != nil {
			return
		}
		out, err := l.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Parse(out); err != nil {
			t.Fatalf("written and not readable: %v\n%s", err, out)
		}
	})
}
