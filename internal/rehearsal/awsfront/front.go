// Package awsfront is the little of AWS that Terraform's S3 backend and
// Terragrunt speak to: S3 for state and its locks, and STS for who one is. It
// listens on a loopback port of its own.
package awsfront

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"os"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3bolt"
	"go.etcd.io/bbolt"
)

// Config says what a front stands on.
type Config struct {
	// Path is the file that keeps the states. A write is on disk before it is
	// answered. It is a file of its own: the S3 library takes every bucket of
	// its database for one of S3's.
	Path string
}

// Front is the endpoint.
type Front struct {
	db      *bbolt.DB
	objects *s3bolt.Backend
	s3      http.Handler
	server  *http.Server
	addr    string // host:port
	url     string

	mu      sync.Mutex
	refused map[string]int
}

// Start listens. Close ends it.
func Start(_ context.Context, c Config) (*Front, error) {
	db, err := bbolt.Open(c.Path, 0o600, &bbolt.Options{Timeout: 5 * time.Second})
	if err != nil {
		return nil, fmt.Errorf("opening the states in %s: %w", c.Path, err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		db.Close()
		return nil, err
	}
	b := s3bolt.New(db)
	f := &Front{db: db, objects: b, addr: l.Addr().String(), url: "http://" + l.Addr().String(), refused: map[string]int{}}
	f.s3 = gofakes3.New(b, gofakes3.WithLogger(gofakes3.DiscardLog()), gofakes3.WithTimeSkewLimit(0)).Server()
	f.server = &http.Server{Handler: f}
	go func() { _ = f.server.Serve(l) }()
	return f, nil
}

// Close ends all connections and closes the states.
func (f *Front) Close() {
	_ = f.server.Close()
	_ = f.db.Close()
}

// Refused gives the requests that the front has no answer to, by name.
func (f *Front) Refused() map[string]int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return maps.Clone(f.refused)
}

// Env is what a child needs to find the front, as that account. Its keys are
// invented: the account stands in them, and they open nothing.
func (f *Front) Env(account string) []string {
	id, secret := KeyFor(account)
	return []string{
		"AWS_ACCESS_KEY_ID=" + id, "AWS_SECRET_ACCESS_KEY=" + secret,
		"AWS_ENDPOINT_URL_S3=" + f.url, "AWS_ENDPOINT_URL_STS=" + f.url, "AWS_ENDPOINT_URL=" + f.url, "HTTP_PROXY=" + f.url,
		"AWS_EC2_METADATA_DISABLED=true",
		"AWS_CONFIG_FILE=" + os.DevNull, "AWS_SHARED_CREDENTIALS_FILE=" + os.DevNull,
	}
}

// Lock is a lock object beside a state.
type Lock struct{ Bucket, Key string }

// Locks lists the locks that stand.
func (f *Front) Locks() ([]Lock, error) {
	buckets, err := f.objects.ListBuckets()
	if err != nil {
		return nil, err
	}
	var out []Lock
	for _, b := range buckets {
		list, err := f.objects.ListBucket(b.Name, nil, gofakes3.ListBucketPage{})
		if err != nil {
			return nil, err
		}
		for _, o := range list.Contents {
			if strings.HasSuffix(o.Key, ".tflock") {
				out = append(out, Lock{b.Name, o.Key})
			}
		}
	}
	return out, nil
}

// ReleaseLocks takes locks away.
func (f *Front) ReleaseLocks(_ context.Context, locks ...Lock) error {
	for _, l := range locks {
		if _, err := f.objects.DeleteObject(l.Bucket, l.Key); err != nil {
			return fmt.Errorf("releasing the lock %s/%s: %w", l.Bucket, l.Key, err)
		}
	}
	return nil
}

// State gives a state as it is saved; false when there is none.
func (f *Front) State(bucket, key string) ([]byte, bool, error) {
	o, err := f.objects.GetObject(bucket, key, nil)
	if err != nil {
		var code gofakes3.Error
		if errors.As(err, &code) && (code.ErrorCode() == gofakes3.ErrNoSuchKey || code.ErrorCode() == gofakes3.ErrNoSuchBucket) {
			return nil, false, nil
		}
		return nil, false, err
	}
	defer o.Contents.Close()
	b, err := io.ReadAll(o.Contents)
	return b, err == nil && json.Valid(b), err
}

// bucketName is what AWS allows: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
var bucketName = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)

// ServeHTTP answers STS, then what is asked of a bucket itself, then S3.
func (f *Front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !f.toUs(r) {
		f.refuse(r.Method + " " + r.Host)
		xmlError(w, http.StatusForbidden, "AccessDenied", "Nothing leaves a rehearsal.")
		return
	}
	if r.Method == http.MethodPost && r.URL.Path == "/" {
		f.sts(w, r)
		return
	}
	bucket, key, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if bucket != "" {
		if !bucketName.MatchString(bucket) {
			xmlError(w, http.StatusBadRequest, "InvalidBucketName", "The specified bucket is not valid.")
			return
		}
		if err := f.stand(bucket); err != nil {
			xmlError(w, http.StatusInternalServerError, "InternalError", err.Error())
			return
		}
	}
	if bucket != "" && key == "" && f.settings(w, r, bucket) {
		return
	}
	f.s3.ServeHTTP(w, r)
}

// toUs tells whether a request is for the front. S3 clients put the bucket
// into the host's name; no resolver knows such a name, so children have the
// front as their HTTP proxy, and the bucket is put back into the path here.
func (f *Front) toUs(r *http.Request) bool {
	if r.Host == f.addr {
		return true
	}
	bucket, ok := strings.CutSuffix(r.Host, "."+f.addr)
	if !ok || r.Method == http.MethodConnect {
		return false
	}
	r.URL.Path, r.URL.RawPath = "/"+bucket+r.URL.Path, ""
	r.URL.Host, r.URL.Scheme, r.Host = "", "", f.addr
	r.RequestURI = r.URL.RequestURI()
	return true
}

// stand makes a bucket be there: state buckets stand from the start.
func (f *Front) stand(bucket string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	ok, err := f.objects.BucketExists(bucket)
	if err != nil || ok {
		return err
	}
	return f.objects.CreateBucket(bucket)
}

func (f *Front) refuse(name string) {
	f.mu.Lock()
	f.refused[name]++
	f.mu.Unlock()
}

func xmlError(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	fmt.Fprintf(w, "<Error><Code>%s</Code><Message>%s</Message><RequestId>rehearsal</RequestId></Error>", code, escape(message))
}

func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

func body(r *http.Request) []byte {
	b, _ := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	r.Body = io.NopCloser(bytes.NewReader(b))
	return b
}
