package states

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/terrace-cloud/terrace/internal/rehearsal/awsfront"
	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestOf(t *testing.T) {
	t.Parallel()
	beside := Place{File: "terraform.tfstate", Folder: "terraform.tfstate.d"}
	tests := []struct {
		name       string
		init, conf string // what init wrote, and what main.tf says; "" for nothing
		want       Place  // files below the module
		fails      bool
	}{
		{"nothing", "", "", beside, false},
		{"S3", `{"version":3,"backend":{"type":"s3","config":{"bucket":"b","key":"k","encrypt":null},"hash":1}}`, "",
			Place{Bucket: "b", Key: "k", Prefix: "env:"}, false},
		{"another file", `{"backend":{"type":"local","config":{"path":"x/y.tfstate","workspace_dir":"ws"}}}`, "",
			Place{File: "x/y.tfstate", Folder: "ws"}, false},
		{"another service", `{"backend":{"type":"http","config":{"address":"http://x"}}}`, "", Place{}, false},
		{"not JSON", `{`, "", Place{}, true},
		{"init wins", `{"backend":{"type":"s3","config":{"bucket":"b","key":"k","workspace_key_prefix":"w"}}}`, `terraform {
  backend "local" {}
}`, Place{Bucket: "b", Key: "k", Prefix: "w"}, false},
		{"not initialised", "", `terraform {
  backend "s3" {
    bucket = "b"
    key    = "k"
    assume_role = { role_arn = "x" }
  }
}`, Place{Bucket: "b", Key: "k", Prefix: "env:"}, false},
		{"in parts", "", `terraform {
  backend "s3" {}
}`, Place{}, false},
		{"a file of its own", "", `terraform {
  backend "local" {
    path = "../s.tfstate"
  }
}`, Place{File: "../s.tfstate", Folder: "terraform.tfstate.d"}, false},
		{"HCP", "", "terraform {\n  cloud {}\n}", Place{}, false},
		{"does not parse", "", "terraform {", Place{}, false},
	}
	for _, c := range tests {
		dir := t.TempDir()
		if c.init != "" {
			write(t, filepath.Join(dir, ".terraform", "terraform.tfstate"), c.init)
		}
		if c.conf != "" {
			write(t, filepath.Join(dir, "main.tf"), c.conf)
		}
		if c.want.File != "" {
			c.want.File, c.want.Folder = filepath.Join(dir, c.want.File), filepath.Join(dir, c.want.Folder)
		}
		got, err := Of(dir)
		if (err != nil) != c.fails || got != c.want || got.Known() == (got == Place{}) {
			t.Errorf("%s: %+v %v", c.name, got, err)
		}
	}
}

// The states of all workspaces are read, wherever they lie.
func TestWorkspaces(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	for _, name := range []string{"files", "S3"} {
		dir := t.TempDir()
		p := map[string]Place{"files": local(dir, "", ""), "S3": S3("b", "a/terraform.tfstate", "")}[name]
		db, err := cloud.Open(filepath.Join(t.TempDir(), "cloud.db"))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		store, err := awsfront.NewStore(db, "run")
		if err != nil {
			t.Fatal(err)
		}
		if got, err := p.Read(store); err != nil || len(got) != 0 {
			t.Errorf("%s: nothing was saved, read %q, %v", name, got, err)
		}
		if err := p.Write(ctx, store, []byte("default")); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, "terraform.tfstate.d", "blue", "terraform.tfstate"), "blue")
		for key, body := range map[string]string{"env:/blue/a/terraform.tfstate": "blue", "env:/blue/other/terraform.tfstate": "other", "ba/terraform.tfstate": "another"} {
			if err := store.PutState(ctx, "b", key, []byte(body)); err != nil {
				t.Fatal(err)
			}
		}
		got, err := p.Read(store)
		var texts []string
		for _, b := range got {
			texts = append(texts, string(b))
		}
		slices.Sort(texts)
		if err != nil || !slices.Equal(texts, []string{"blue", "default"}) {
			t.Errorf("%s: read %q, %v", name, texts, err)
		}
	}
}

func TestAway(t *testing.T) {
	t.Parallel()
	top := t.TempDir()
	dir := filepath.Join(top, "live")
	for name, c := range map[string]struct {
		text string
		away bool
	}{
		"S3":                    {`backend "s3" {}`, false},
		"beside":                {`backend "local" {}`, false},
		"in the copy":           {`backend "local" { path = "../states/live.tfstate" }`, false},
		"above the copy":        {`backend "local" { path = "../../live.tfstate" }`, true},
		"elsewhere":             {`backend "local" { path = "/srv/states/live.tfstate" }`, true},
		"workspaces elsewhere":  {`backend "local" { workspace_dir = "/srv/states" }`, true},
		"a service":             {`backend "consul" { path = "live" }`, true},
		"HCP Terraform":         {`cloud {}`, true},
		"HCP Terraform, remote": {`backend "remote" {}`, true},
	} {
		b, ok, err := BackendIn([]byte("terraform {\n"+c.text+"\n}\n"), "main.tf")
		if err != nil || !ok || b.Where.Line != 2 {
			t.Fatal(name, ok, err, b.Where)
		}
		if got := b.Away(dir, top); got != c.away {
			t.Errorf("%s: %v", name, got)
		}
	}
	if _, ok, err := BackendIn([]byte("locals {}"), "main.tf"); ok || err != nil {
		t.Error("a backend where there is none", err)
	}
}
