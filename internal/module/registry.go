package module

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// Registry answers the module calls of Terraform and OpenTofu from a
// [Resolver], over plain http on this machine. The engine is sent there by the
// CLI configuration that [CLI.Render] writes, so that no HCL changes.
// Provisioners are cut out of what it serves, see [DropProvisioners].
type Registry struct {
	base     string
	resolver *Resolver
	server   *http.Server
	done     chan struct{}

	mu       sync.Mutex
	packed   map[string]*pack // content hash -> archive
	findings diag.Findings
	served   map[string]Level
}

// pack is a module's archive, made once.
type pack struct {
	once sync.Once
	data []byte
	err  error
}

// Serve starts a registry on a free port of the loopback interface. It stops
// when the context ends or Close is called.
func Serve(ctx context.Context, resolver *Resolver) (*Registry, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, &diag.Finding{
			Severity: diag.Error, Summary: "The module registry of the rehearsal cannot listen on 127.0.0.1", Detail: err.Error() + ".",
			Fix: "Allow connections on the loopback interface.",
		}
	}
	// Other users of this machine cannot guess the address: modules may be private.
	secret := rand.Text()
	r := &Registry{
		base:     "http://" + l.Addr().String() + "/" + secret + "/",
		resolver: resolver,
		done:     make(chan struct{}),
		packed:   map[string]*pack{},
		served:   map[string]Level{},
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /"+secret+"/{host}/{namespace}/{name}/{provider}/versions", r.versions)
	mux.HandleFunc("GET /"+secret+"/{host}/{namespace}/{name}/{provider}/{version}/download", r.download)
	mux.HandleFunc("GET /"+secret+"/{host}/{namespace}/{name}/{provider}/{version}/module.tar.gz", r.archive)
	r.server = &http.Server{
		Handler:           mux,
		ReadHeaderTimeout: 10 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	stop := context.AfterFunc(ctx, func() { r.server.Close() })
	go func() {
		defer close(r.done)
		defer stop()
		_ = r.server.Serve(l) // ends by Close
	}()
	return r, nil
}

// Close stops the registry and waits for its end.
func (r *Registry) Close() error {
	err := r.server.Close()
	<-r.done
	return err
}

// Modules gives the modules that it has served: "acme/net/aws 1.2.3" and the
// level of each.
func (r *Registry) Modules() map[string]Level {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := make(map[string]Level, len(r.served))
	for k, v := range r.served {
		out[k] = v
	}
	return out
}

// Findings gives what could not be resolved, in full: Terraform's own message
// holds the summary only.
func (r *Registry) Findings() diag.Findings {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.findings)
}

// services is the modules.v1 address for a host.
func (r *Registry) services(host string) string { return r.base + host + "/" }

// address reads a request; the default registries of both engines are one.
func address(q *http.Request) (Address, error) {
	a := Address{Host: q.PathValue("host"), Namespace: q.PathValue("namespace"), Name: q.PathValue("name"), Provider: q.PathValue("provider")}
	if slices.Contains(defaultHosts, a.Host) {
		a.Host = ""
	}
	return a, a.check(a.String())
}

func (r *Registry) versions(w http.ResponseWriter, q *http.Request) {
	a, err := address(q)
	var list []string
	if err == nil {
		list, err = r.resolver.Versions(q.Context(), a)
	}
	if err == nil && len(list) == 0 {
		err = missing(a, "", nil, "the mirror and the module store")
	}
	if err != nil {
		r.fail(w, err)
		return
	}
	type version struct {
		Version string `json:"version"`
	}
	type module struct {
		Versions []version `json:"versions"`
	}
	m := module{}
	for _, v := range list {
		m.Versions = append(m.Versions, version{strings.TrimPrefix(v, "v")})
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string][]module{"modules": {m}})
}

func (r *Registry) download(w http.ResponseWriter, q *http.Request) {
	if _, err := r.resolve(q); err != nil {
		r.fail(w, err)
		return
	}
	w.Header().Set("X-Terraform-Get", "http://"+q.Host+strings.TrimSuffix(q.URL.Path, "download")+"module.tar.gz")
	w.WriteHeader(http.StatusNoContent)
}

func (r *Registry) archive(w http.ResponseWriter, q *http.Request) {
	m, err := r.resolve(q)
	if err != nil {
		r.fail(w, err)
		return
	}
	r.mu.Lock()
	p := r.packed[m.Hash]
	if p == nil {
		p = &pack{}
		r.packed[m.Hash] = p
	}
	r.mu.Unlock()
	p.once.Do(func() { p.data, p.err = packed(m.Root) })
	if p.err != nil {
		r.fail(w, p.err)
		return
	}
	w.Header().Set("Content-Type", "application/gzip")
	_, _ = w.Write(p.data)
}

func (r *Registry) resolve(q *http.Request) (Resolved, error) {
	a, err := address(q)
	if err != nil {
		return Resolved{}, err
	}
	v := q.PathValue("version")
	if !versionText.MatchString(v) {
		return Resolved{}, missing(a, v, nil, "the mirror and the module store")
	}
	m, err := r.resolver.registry(q.Context(), Source{Raw: a.String(), Kind: RegistryKind, Address: a, Version: v})
	if err == nil {
		r.mu.Lock()
		r.served[a.String()+" "+m.Version] = m.Level
		r.mu.Unlock()
	}
	return m, err
}

// fail answers 404, which Terraform explains as a module that is not there, and
// keeps the reason.
func (r *Registry) fail(w http.ResponseWriter, err error) {
	if !errors.Is(err, context.Canceled) {
		r.mu.Lock()
		r.findings = append(r.findings, diag.AsFindings(err, diag.Config)...)
		r.mu.Unlock()
	}
	http.Error(w, err.Error(), http.StatusNotFound)
}

// packed makes the archive of a module, without its provisioners.
func packed(root string) ([]byte, error) {
	files, err := moduleFiles(root)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	t := tar.NewWriter(z)
	for _, name := range files {
		if err := packFile(t, root, name); err != nil {
			return nil, err
		}
	}
	err = errors.Join(t.Close(), z.Close())
	return out.Bytes(), err
}

func packFile(t *tar.Writer, root, name string) error {
	p := filepath.Join(root, name)
	fi, err := os.Lstat(p)
	if err != nil {
		return err
	}
	h := &tar.Header{Name: filepath.ToSlash(name), Mode: int64(fi.Mode().Perm()), Typeflag: tar.TypeReg}
	if fi.Mode()&fs.ModeSymlink != 0 {
		h.Typeflag = tar.TypeSymlink
		if h.Linkname, err = os.Readlink(p); err != nil {
			return err
		}
		return t.WriteHeader(h)
	}
	text, err := os.ReadFile(p)
	if err != nil {
		return err
	}
	cut, err := dropIn(p)
	if err != nil {
		return err
	}
	if cut != nil {
		text = cut.after
	}
	h.Size = int64(len(text))
	if err := t.WriteHeader(h); err != nil {
		return err
	}
	_, err = t.Write(text)
	return err
}
