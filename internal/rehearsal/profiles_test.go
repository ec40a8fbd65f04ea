package rehearsal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/engine"
)

func TestProfiles(t *testing.T) {
	t.Parallel()
	r := &runner{}
	file := filepath.Join(t.TempDir(), "aws", "111122223333")
	if at, err := r.profiles.write(file, "id", "secret"); at != "" || err != nil {
		t.Errorf("a file without profiles: %q, %v", at, err)
	}
	r.profiles.read("provider \"aws\" {\n  profile = \"acme dev\"\n}\nlocals {\n  instance_profile = \"no\"\n}\nterraform {\n  backend \"s3\" {\n    profile=\"${var.x}\"\n  }\n}\n")
	said := engine.Result{Stderr: "Error: failed to get shared config profile, acme-prod\n"}
	if !r.lackedProfile(&observation{}, said) || r.lackedProfile(&observation{}, said) {
		t.Error("a profile is learned once, and only once")
	}
	if at, err := r.profiles.write(file, "id", "secret"); at != file || err != nil {
		t.Fatal(at, err)
	}
	b, err := os.ReadFile(file)
	if got := string(b); err != nil || strings.Count(got, "[") != 2 || !strings.Contains(got, "[acme dev]\naws_access_key_id = id\naws_secret_access_key = secret\n") || !strings.Contains(got, "[acme-prod]") {
		t.Errorf("%v:\n%s", err, got)
	}
}
