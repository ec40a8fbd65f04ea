// Package awsfront is the AWS that stands before a rehearsal: S3 for Terraform
// state, of DynamoDB the tables that lock it, and STS for who is who, on a local port. Terraform's own S3 backend and
// Terragrunt's S3 client work with it unchanged; all other services are refused.
//
// State lies in the file of the simulated cloud, so that one copy holds both,
// and is on disk before the answer goes out.
package awsfront

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
)

// Config says what a [Front] stands on.
type Config struct {
	DB *cloud.DB
	// Run names the rehearsal run; objects written through this front carry it,
	// so that a lock tells whether its owner can still be alive.
	Run string
}

// Front is the endpoint of one run.
type Front struct {
	Store
	listener net.Listener
	server   *http.Server
	s3       http.Handler
	keys     keys
	tables   tables
	done     chan struct{}

	mu    sync.Mutex
	stats Stats
}

// Stats counts requests by "service Operation", as far as the operation can be
// told.
type Stats struct {
	Answered map[string]int `json:"answered"`
	// Refused should be empty at the end: what is in it would have reached AWS.
	Refused map[string]int `json:"refused"`
}

// Start opens the endpoint on a free port of 127.0.0.1. It stands until Close,
// or until ctx ends.
func Start(ctx context.Context, c Config) (*Front, error) {
	store, err := NewStore(c.DB, c.Run)
	if err != nil {
		return nil, err
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, &diag.Finding{
			Severity: diag.Error, Summary: "No local port for the rehearsal's AWS endpoint",
			Detail: err.Error(), Fix: "Allow programs to listen on 127.0.0.1.",
		}
	}
	f := &Front{
		Store: *store, listener: l, keys: newKeys(), done: make(chan struct{}),
		stats: Stats{Answered: map[string]int{}, Refused: map[string]int{}},
	}
	// The clock is this machine's on both sides; a laptop that slept in between
	// is no reason to refuse.
	f.s3 = gofakes3.New(&backend{Store: store}, gofakes3.WithTimeSkewLimit(0)).Server()
	f.server = &http.Server{Handler: f, ReadHeaderTimeout: 30 * time.Second}
	go func() {
		defer close(f.done)
		_ = f.server.Serve(l) // ends with Close
	}()
	context.AfterFunc(ctx, func() { _ = f.server.Close() })
	return f, nil
}

// URL is the address of the endpoint.
func (f *Front) URL() string { return "http://" + f.listener.Addr().String() }

// Close ends the endpoint. Requests under way are given a moment to finish.
func (f *Front) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	err := f.server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = f.server.Close()
	}
	<-f.done
	return err
}

// Stats gives the counts so far.
func (f *Front) Stats() Stats {
	f.mu.Lock()
	defer f.mu.Unlock()
	s := Stats{Answered: map[string]int{}, Refused: map[string]int{}}
	for k, n := range f.stats.Answered {
		s.Answered[k] = n
	}
	for k, n := range f.stats.Refused {
		s.Refused[k] = n
	}
	return s
}

// ServeHTTP sends a request to the service that it was signed for.
func (f *Front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !f.meant(r) {
		f.count(false, r.Method+" "+r.Host)
		http.Error(w, "Nothing leaves a rehearsal.", http.StatusForbidden)
		return
	}
	who, service, err := f.keys.identify(r)
	switch {
	case err == nil && service == "s3":
		f.serveS3(w, r, who)
	case err == nil && service == "dynamodb":
		f.serveDynamoDB(w, r, who)
	case err == nil && service == "sts":
		f.serveSTS(w, r, who)
	case err == nil:
		f.refuse(w, r, service, "AccessDeniedException", fmt.Sprintf("The rehearsal does not simulate %s behind this endpoint.", service))
	case service == "sts" || r.Method == http.MethodPost && r.URL.Path == "/":
		f.serveSTS(w, r, identity{}) // AssumeRoleWithWebIdentity comes unsigned
	default:
		f.refuse(w, r, "s3", "InvalidAccessKeyId", err.Error())
	}
}

// meant tells whether a request is for the front. Terraform's S3 backend puts
// the bucket into the host's name, which no resolver knows; its requests reach
// the front as the children's HTTP proxy (see Env), and the bucket goes back
// into the path. What is meant for anybody else goes nowhere.
func (f *Front) meant(r *http.Request) bool {
	addr := f.listener.Addr().String()
	if r.Method == http.MethodConnect {
		return false
	}
	if bucket, ok := strings.CutSuffix(r.Host, "."+addr); ok {
		r.URL.Path, r.URL.RawPath = "/"+bucket+r.URL.Path, ""
	} else if r.Host != addr {
		return false
	}
	r.URL.Host, r.URL.Scheme, r.Host = "", "", addr
	r.RequestURI = r.URL.RequestURI()
	return true
}

func (f *Front) count(answered bool, what string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if answered {
		f.stats.Answered[what]++
	} else {
		f.stats.Refused[what]++
	}
}
