package rehearsal

import (
	"os"
	"path/filepath"
	"testing"
)

func TestBackendOf(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, file string // what init wrote; "" for nothing
		want       backend
		state      string // where a local state lies, below the module
		fails      bool
	}{
		{"no backend block", "", backend{}, "terraform.tfstate", false},
		{"S3", `{"version":3,"backend":{"type":"s3","config":{"bucket":"b","key":"k","encrypt":null},"hash":1}}`,
			func() (b backend) { b.Type, b.Config.Bucket, b.Config.Key = "s3", "b", "k"; return }(), "terraform.tfstate", false},
		{"another file", `{"backend":{"type":"local","config":{"path":"x/y.tfstate"}}}`,
			func() (b backend) { b.Type, b.Config.Path = "local", "x/y.tfstate"; return }(), "x/y.tfstate", false},
		{"another service", `{"backend":{"type":"http","config":{"address":"http://x"}}}`, backend{Type: "http"}, "terraform.tfstate", false},
		{"not JSON", `{`, backend{}, "", true},
	}
	for _, c := range tests {
		dir := t.TempDir()
		if c.file != "" {
			if err := os.MkdirAll(filepath.Join(dir, ".terraform"), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, ".terraform", "terraform.tfstate"), []byte(c.file), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		b, err := backendOf(dir)
		if (err != nil) != c.fails || !c.fails && (b != c.want || b.localState(dir) != filepath.Join(dir, c.state)) {
			t.Errorf("%s: %+v %v", c.name, b, err)
		}
	}
}
