package module

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// registry is a registry of the tests' own, over TLS as discovery asks for.
// Each version of acme/net/aws is answered by a function; handlers serve what
// the answers point at.
type registry struct {
	*httptest.Server
	mux       *http.ServeMux
	downloads atomic.Int32
}

func newRegistry(t *testing.T, locations map[string]string) *registry {
	t.Helper()
	r := &registry{mux: http.NewServeMux()}
	r.Server = httptest.NewTLSServer(r.mux)
	t.Cleanup(r.Close)
	r.mux.HandleFunc("GET /.well-known/terraform.json", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"modules.v1": "/api/modules/"}`)
	})
	r.mux.HandleFunc("GET /api/modules/acme/net/aws/versions", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"modules":[{"versions":[{"version":"1.0.0"},{"version":"1.2.0"},{"version":"1.10.0"},{"version":"2.0.0"},{"version":"3.0.0"},{"version":"9.0.0-rc1"},{"version":"../../x"}]}]}`)
	})
	r.mux.HandleFunc("GET /api/modules/acme/net/aws/{version}/download", func(w http.ResponseWriter, q *http.Request) {
		to, ok := locations[q.PathValue("version")]
		if !ok {
			http.NotFound(w, q)
			return
		}
		r.downloads.Add(1)
		w.Header().Set("X-Terraform-Get", strings.ReplaceAll(to, "REGISTRY", r.URL))
		w.WriteHeader(http.StatusNoContent)
	})
	return r
}

func (r *registry) serve(path string, data []byte) {
	r.mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(data) })
}

func (r *registry) address() Address {
	return Address{Host: strings.TrimPrefix(r.URL, "https://"), Namespace: "acme", Name: "net", Provider: "aws"}
}

func (r *registry) open(t *testing.T, o StoreOptions) *Store {
	t.Helper()
	o.Client = r.Client()
	s, err := Open(t.TempDir(), o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// tarred makes a tar.gz of headers and their content.
func tarred(t *testing.T, entries ...any) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	for i := 0; i < len(entries); i += 2 {
		h, ok := entries[i].(*tar.Header)
		if !ok {
			h = &tar.Header{Name: entries[i].(string), Mode: 0o644, Typeflag: tar.TypeReg}
		}
		body := entries[i+1].(string)
		h.Size = int64(len(body))
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zipped(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestStoreDownloads(t *testing.T) {
	t.Parallel()
	plain := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write(zipped(t, map[string]string{"main.tf": "# zip\n"}))
	}))
	defer plain.Close()
	r := newRegistry(t, map[string]string{
		"1.0.0":  "/files/net.tar.gz",
		"1.2.0":  "REGISTRY/files/wrapped.tar.gz//*?archive=tar.gz",
		"1.10.0": plain.URL + "/net.zip",
		"2.0.0":  "./net.tar.gz//net-2/aws",
	})
	r.serve("/files/net.tar.gz", tarred(t, "main.tf", "# tar\n", &tar.Header{Name: "run.sh", Mode: 0o755}, "#!/bin/sh\n",
		&tar.Header{Name: "link.tf", Typeflag: tar.TypeSymlink, Linkname: "main.tf"}, ""))
	r.serve("/files/wrapped.tar.gz", tarred(t, &tar.Header{Name: "pax_global_header", Typeflag: tar.TypeXGlobalHeader, PAXRecords: map[string]string{"comment": "commit"}}, "",
		&tar.Header{Name: "net-1.2.0/", Typeflag: tar.TypeDir, Mode: 0o755}, "", "net-1.2.0/main.tf", "# wrapped\n"))
	r.serve("/api/modules/acme/net/aws/2.0.0/net.tar.gz", tarred(t, "net-2/aws/main.tf", "# below\n", "net-2/other", ""))
	s := r.open(t, StoreOptions{})
	for version, want := range map[string]string{"1.0.0": "# tar\n", "1.2.0": "# wrapped\n", "1.10.0": "# zip\n", "2.0.0": "# below\n"} {
		m, err := s.Module(t.Context(), r.address(), version)
		if err != nil {
			t.Errorf("%s: %v", version, err)
			continue
		}
		if got := read(t, filepath.Join(m.Root, "main.tf")); got != want || m.Version != version || m.Level != Real || !strings.HasPrefix(m.Hash, "h1:") {
			t.Errorf("%s: %q %+v", version, got, m)
		}
	}
	left, err := filepath.Glob(filepath.Join(s.dir, ".download-*"))
	if err != nil || len(left) > 0 {
		t.Error("left behind:", left, err)
	}

	// What the store holds needs no registry.
	r.Close()
	off, err := Open(s.dir, StoreOptions{Offline: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := off.Module(t.Context(), r.address(), "1.0.0"); err != nil {
		t.Error(err)
	}
	if have, err := off.Versions(t.Context(), r.address()); err != nil || len(have) != 4 {
		t.Error(have, err)
	}
}

func TestStoreRefuses(t *testing.T) {
	t.Parallel()
	whole := tarred(t, "main.tf", strings.Repeat("# a long file, to be cut short\n", 500))
	for _, c := range []struct {
		name, location string
		data           []byte
		want           string
	}{
		{"truncated archive", "/a", whole[:len(whole)/2], "cut short"},
		{"path traversal in a tar", "/a", tarred(t, "../../evil.tf", "x"), "would be written outside the module"},
		{"absolute path in a tar", "/a", tarred(t, "/tmp/evil.tf", "x"), "would be written outside the module"},
		{"path traversal in a zip", "/a", zipped(t, map[string]string{"../evil.tf": "x"}), "outside the module"},
		{"link that leads out", "/a", tarred(t, &tar.Header{Name: "out", Typeflag: tar.TypeSymlink, Linkname: "../../.."}, ""), "leads outside the module"},
		{"write through a link", "/a", tarred(t, &tar.Header{Name: "a/d", Typeflag: tar.TypeSymlink, Linkname: "."}, "", &tar.Header{Name: "l", Typeflag: tar.TypeSymlink, Linkname: "a/d/../.."}, "", "l/evil", "x"), "escapes"},
		{"device in a tar", "/a", tarred(t, &tar.Header{Name: "dev", Typeflag: tar.TypeChar}, ""), "neither a file"},
		{"not an archive", "/a", []byte("<html>Sign in</html>"), "neither a tar.gz"},
		{"folder that is not there", "/a//none", whole, "no single folder"},
		{"folder outside", "/a//../..", whole, "outside the archive"},
		{"place that is gone", "/gone", nil, "404"},
		{"bucket", "s3::https://bucket.example.org/a.zip", nil, "only archives over https and git"},
		{"file of this machine", "file:///etc", nil, "only archives over https and git"},
		{"git of this machine", "git::file:///etc", nil, "named by https or ssh"},
		{"git with an option", "git::https://example.org/a.git?ref=--upload-pack=x", nil, "no name of a branch"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := newRegistry(t, map[string]string{"1.0.0": c.location})
			if c.data != nil {
				r.serve("/a", c.data)
			}
			s := r.open(t, StoreOptions{})
			m, err := s.Module(t.Context(), r.address(), "1.0.0")
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %+v, %v; want %q", m, err, c.want)
			}
			_ = filepath.WalkDir(filepath.Dir(s.dir), func(p string, _ os.DirEntry, _ error) error {
				if strings.HasPrefix(filepath.Base(p), "evil") && !strings.HasPrefix(p, m.Root) {
					t.Error("written outside:", p)
				}
				return nil
			})
		})
	}
}

func TestStoreTellsNearestVersions(t *testing.T) {
	t.Parallel()
	r := newRegistry(t, nil)
	s := r.open(t, StoreOptions{})
	pos := diag.Pos{File: "unit/terragrunt.hcl", Line: 2}
	_, err := (&Resolver{Store: s}).Resolve(t.Context(), "tfr://"+r.address().String()+"?version=1.9.0", t.TempDir(), pos)
	want := "no version 1.9.0"
	if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "1.0.0, 1.2.0, 1.10.0, 2.0.0, 3.0.0") || !strings.HasPrefix(err.Error(), "unit/terragrunt.hcl:2") {
		t.Error(err)
	}
	if diag.CodeOf(err) != diag.Config {
		t.Error(diag.CodeOf(err))
	}
	a := r.address()
	a.Name = "unknown"
	if _, err := s.Module(t.Context(), a, "1.0.0"); err == nil || !strings.Contains(err.Error(), "has no module") {
		t.Error(err)
	}
}

func TestStoreVerifies(t *testing.T) {
	t.Parallel()
	r := newRegistry(t, map[string]string{"1.0.0": "/a"})
	r.serve("/a", tarred(t, "main.tf", "# one\n"))
	s := r.open(t, StoreOptions{})
	m, err := s.Module(t.Context(), r.address(), "1.0.0")
	if err != nil {
		t.Fatal(err)
	}
	locked := r.open(t, StoreOptions{Locked: func(Address, string) (string, bool) { return m.Hash, true }})
	if _, err := locked.Module(t.Context(), r.address(), "1.0.0"); err != nil {
		t.Error("the locked module:", err)
	}
	other := r.open(t, StoreOptions{Locked: func(Address, string) (string, bool) { return "h1:other", true }})
	if _, err := other.Module(t.Context(), r.address(), "1.0.0"); err == nil || !strings.Contains(err.Error(), "not the one that the lock names") {
		t.Error(err)
	}
	write(t, m.Root, map[string]string{"main.tf": "# altered\n"})
	if _, err := s.Module(t.Context(), r.address(), "1.0.0"); err == nil || !strings.Contains(err.Error(), "altered") {
		t.Error(err)
	}
}

func TestStoreDownloadsOnceForMany(t *testing.T) {
	t.Parallel()
	r := newRegistry(t, map[string]string{"1.0.0": "/a"})
	r.serve("/a", tarred(t, "main.tf", "# one\n"))
	s := r.open(t, StoreOptions{})
	second, err := Open(s.dir, s.opts) // as another process would
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			if i == 0 {
				cancel() // one that gives up must not fail the others
			}
			_, err := []*Store{s, second}[i%2].Module(ctx, r.address(), "1.0.0")
			if err != nil && i != 0 {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := r.downloads.Load(); n < 1 || n > 3 {
		t.Errorf("%d downloads", n)
	}
}

func TestStoreGivesUpOnSilence(t *testing.T) {
	t.Parallel()
	r := newRegistry(t, map[string]string{"1.0.0": "/slow"})
	hold := make(chan struct{})
	defer close(hold)
	r.mux.HandleFunc("GET /slow", func(w http.ResponseWriter, q *http.Request) {
		w.WriteHeader(http.StatusOK)
		_ = http.NewResponseController(w).Flush()
		select {
		case <-hold:
		case <-q.Context().Done():
		}
	})
	s := r.open(t, StoreOptions{Timeout: 300 * time.Millisecond})
	if _, err := s.Module(t.Context(), r.address(), "1.0.0"); err == nil || !strings.Contains(err.Error(), "did not answer in time") {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Module(ctx, r.address(), "1.0.0"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	_, _ = s.Module(t.Context(), r.address(), "1.0.0") // what was begun for the one that gave up comes to its end
}

func TestStoreTriesAgain(t *testing.T) {
	t.Parallel()
	r := newRegistry(t, map[string]string{"1.0.0": "/a"})
	var asked atomic.Int32
	data := tarred(t, "main.tf", "# one\n")
	r.mux.HandleFunc("GET /a", func(w http.ResponseWriter, _ *http.Request) {
		if asked.Add(1) == 1 {
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return
		}
		_, _ = w.Write(data)
	})
	if _, err := r.open(t, StoreOptions{}).Module(t.Context(), r.address(), "1.0.0"); err != nil {
		t.Error(err)
	}
}

// TestStoreClones serves a repository through git's own http backend; by tag
// and by commit, the commit alone.
func TestStoreClones(t *testing.T) {
	t.Parallel()
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is not installed")
	}
	path, err := exec.Command(git, "--exec-path").Output()
	backend := filepath.Join(strings.TrimSpace(string(path)), "git-http-backend")
	if _, serr := os.Stat(backend); err != nil || serr != nil {
		t.Skip("git's http backend is not installed")
	}
	top := t.TempDir()
	repo := filepath.Join(top, "net.git")
	run := func(args ...string) string {
		cmd := exec.Command(git, append([]string{"-C", repo}, args...)...)
		cmd.Env = append(childEnv(t), "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %s: %v\n%s", args, err, out)
		}
		return strings.TrimSpace(string(out))
	}
	write(t, repo, map[string]string{"main.tf": "# one\n", "modules/a/main.tf": "# a\n"})
	run("init", "--quiet")
	run("add", ".")
	run("commit", "--quiet", "-m", "one")
	run("tag", "v1.0.0")
	commit := run("rev-parse", "HEAD")
	write(t, repo, map[string]string{"main.tf": "# two\n"})
	run("commit", "--quiet", "-a", "-m", "two")
	host := httptest.NewServer(&cgi.Handler{Path: backend, Env: []string{"GIT_PROJECT_ROOT=" + top, "GIT_HTTP_EXPORT_ALL=1"}})
	defer host.Close()

	r := newRegistry(t, map[string]string{
		"1.0.0": "git::" + host.URL + "/net.git?ref=v1.0.0",
		"1.2.0": "git::" + host.URL + "/net.git?ref=" + commit,
		"2.0.0": "git::" + host.URL + "/net.git",
		"3.0.0": "git::" + host.URL + "/net.git//modules/a?ref=v1.0.0",
		"9.0.0": "git::" + host.URL + "/net.git?ref=none",
	})
	s := r.open(t, StoreOptions{Git: git})
	for version, want := range map[string]string{"1.0.0": "# one\n", "1.2.0": "# one\n", "2.0.0": "# two\n", "3.0.0": "# a\n"} {
		m, err := s.Module(t.Context(), r.address(), version)
		if err != nil {
			t.Error(version, err)
			continue
		}
		if got := read(t, filepath.Join(m.Root, "main.tf")); got != want {
			t.Errorf("%s: %q", version, got)
		}
		if _, err := os.Stat(filepath.Join(m.Root, ".git")); err == nil {
			t.Error(version, "keeps its history")
		}
	}
	if _, err := s.Module(t.Context(), r.address(), "9.0.0"); err == nil || !strings.Contains(err.Error(), "cannot be reached") {
		t.Error(err)
	}
	none := r.open(t, StoreOptions{Git: "no-such-git"})
	if _, err := none.Module(t.Context(), r.address(), "1.0.0"); diag.CodeOf(err) != diag.Missing {
		t.Error(err)
	}
}

func FuzzExtract(f *testing.F) {
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte{0x1f, 0x8b, 8, 0})
	f.Add([]byte("BZh9"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p := filepath.Join(t.TempDir(), "archive")
		if err := os.WriteFile(p, data, 0o600); err != nil {
			t.Fatal(err)
		}
		a, err := os.Open(p)
		if err != nil {
			t.Fatal(err)
		}
		defer a.Close()
		_ = extract(a, int64(len(data)), p+".root")
	})
}
