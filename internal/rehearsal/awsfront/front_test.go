package awsfront

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
)

// signed is a request as an SDK sends it; service "" is an unsigned one.
type signed struct {
	method, path, body, service string
	key                         string // access key, that of account when empty
	header                      map[string]string
}

func (s signed) do(t *testing.T, f *Front) (status int, body string, head http.Header) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), s.method, f.URL()+s.path, strings.NewReader(s.body))
	if err != nil {
		t.Fatal(err)
	}
	if s.key == "" {
		s.key, _ = f.KeyFor(account)
	}
	if s.service != "" {
		r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential="+s.key+"/20261123/eu-central-1/"+s.service+"/aws4_request, SignedHeaders=host, Signature=0")
	}
	for k, v := range s.header {
		r.Header.Set(k, v)
	}
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(b), resp.Header
}

func put(t *testing.T, f *Front, path, body string, header map[string]string) (status int, says string) {
	t.Helper()
	status, says, _ = signed{"PUT", path, body, "s3", "", header}.do(t, f)
	return status, says
}

func TestSTS(t *testing.T) {
	t.Parallel()
	f := start(t)
	form := func(pairs ...string) string {
		v := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			v.Set(pairs[i], pairs[i+1])
		}
		return v.Encode()
	}
	whoami := form("Action", "GetCallerIdentity", "Version", "2011-06-15")
	status, body, _ := signed{"POST", "/", whoami, "sts", "", nil}.do(t, f)
	want := `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/rehearsal</Arn><UserId>AIDA111122223333REHEARSE</UserId><Account>111122223333</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>rehearsal</RequestId></ResponseMetadata></GetCallerIdentityResponse>`
	if diff := cmp.Diff(want, body); diff != "" || status != 200 {
		t.Error(status, diff)
	}

	// A role in another account: its keys say so, and who they are.
	role := form("Action", "AssumeRole", "RoleArn", "arn:aws:iam::444455556666:role/path/deploy", "RoleSessionName", "ci")
	status, body, _ = signed{"POST", "/", role, "sts", "", nil}.do(t, f)
	if status != 200 || !strings.Contains(body, "<Arn>arn:aws:sts::444455556666:assumed-role/deploy/ci</Arn>") {
		t.Fatal(status, body)
	}
	session := signed{"POST", "/", whoami, "sts", between(body, "AccessKeyId"), map[string]string{"X-Amz-Security-Token": between(body, "SessionToken")}}
	if _, body, _ := session.do(t, f); between(body, "Account") != "444455556666" || between(body, "Arn") != "arn:aws:sts::444455556666:assumed-role/deploy/ci" {
		t.Error(body)
	}
	web := form("Action", "AssumeRoleWithWebIdentity", "RoleArn", "arn:aws:iam::444455556666:role/deploy", "RoleSessionName", "ci", "WebIdentityToken", "x")
	if status, body, _ := (signed{"POST", "/", web, "", "", nil}).do(t, f); status != 200 || between(body, "AccessKeyId") == "" {
		t.Error(status, body)
	}
	if n := f.Stats(); len(n.Refused) != 0 || n.Answered["sts GetCallerIdentity"] != 2 {
		t.Error(n)
	}
}

// between gives the text of the first element of that name.
func between(xml, name string) string {
	_, rest, _ := strings.Cut(xml, "<"+name+">")
	text, _, _ := strings.Cut(rest, "</")
	return text
}

func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	f, other := start(t), start(t)
	foreign, _ := other.KeyFor(account)
	tests := []struct {
		name   string
		s      signed
		status int
		says   string
		count  string
	}{
		{"a key of another run", signed{"GET", "/bucket-a/k", "", "s3", foreign, nil}, 403, "<Code>InvalidAccessKeyId</Code>", "s3"},
		{"nobody's key", signed{"GET", "/bucket-a/k", "", "s3", "AKIAIOSFODNN7EXAMPLE", nil}, 403, "InvalidAccessKeyId", "s3"},
		{"no signature", signed{"GET", "/bucket-a/k", "", "", "", nil}, 403, "InvalidAccessKeyId", "s3"},
		{"unsigned STS", signed{"POST", "/", "Action=GetCallerIdentity", "", "", nil}, 403, "InvalidClientTokenId", "sts GetCallerIdentity"},
		{"an action that STS does not have here", signed{"POST", "/", "Action=GetFederationToken", "sts", "", nil}, 403, "InvalidAction", "sts"},
		{"no action", signed{"POST", "/", "", "sts", "", nil}, 403, "MalformedInput", "sts"},
		{"a role that is none", signed{"POST", "/", "Action=AssumeRole&RoleArn=x&RoleSessionName=y", "sts", "", nil}, 403, "ValidationError", "sts AssumeRole"},
		{"a table of anything but locks", signed{"POST", "/", `{}`, "dynamodb", "", map[string]string{"X-Amz-Target": "DynamoDB_20120810.Query"}}, 403, `"__type":"AccessDeniedException"`, "dynamodb DynamoDB_20120810.Query"},
		{"an item that is no lock", signed{"POST", "/", `{"TableName":"t","Item":{"id":{"S":"1"}}}`, "dynamodb", "", map[string]string{"X-Amz-Target": "DynamoDB_20120810.PutItem"}}, 403, `"__type":"ValidationException"`, "dynamodb DynamoDB_20120810.PutItem"},
		{"IAM", signed{"POST", "/", "Action=GetUser", "iam", "", nil}, 403, "AccessDeniedException", "iam"},
		{"an object's tags", signed{"GET", "/bucket-a/k?tagging", "", "s3", "", nil}, 403, "AccessDenied", "s3 GET Object tagging"},
		{"a report on a bucket", signed{"GET", "/bucket-a?inventory", "", "s3", "", nil}, 403, "AccessDenied", "s3 GET Bucket"},
		{"a bucket's name", signed{"GET", "/Bucket_A", "", "s3", "", nil}, 403, "InvalidBucketName", "s3 GET Bucket"},
	}
	for _, c := range tests {
		before := f.Stats().Refused[c.count]
		status, body, _ := c.s.do(t, f)
		if status != c.status || !strings.Contains(body, c.says) {
			t.Errorf("%s: %d %s", c.name, status, body)
		}
		if f.Stats().Refused[c.count] != before+1 {
			t.Errorf("%s: counted %v", c.name, f.Stats().Refused)
		}
	}
}

// A child's plain HTTP comes here as to its proxy.
func TestNothingLeaves(t *testing.T) {
	t.Parallel()
	f := start(t)
	proxy, err := url.Parse(f.URL())
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(proxy), DisableKeepAlives: true}}
	resp, err := client.Get("http://example.test/latest/meta-data")
	if err != nil || resp.StatusCode != 403 || f.Stats().Refused["GET example.test"] != 1 {
		t.Errorf("%v %v %v", resp, err, f.Stats())
	}
	if err == nil {
		resp.Body.Close()
	}
	if status, says := put(t, f, "/bucket-a/some%20key/%C3%BC", "x", nil); status != 200 {
		t.Fatal(status, says)
	}
	r, _ := http.NewRequestWithContext(t.Context(), "GET", "http://bucket-a."+proxy.Host+"/some%20key/%C3%BC", nil)
	key, _ := f.KeyFor(account)
	r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential="+key+"/20261123/eu-central-1/s3/aws4_request")
	resp, err = client.Do(r)
	if err != nil || resp.StatusCode != 200 {
		t.Fatalf("%v %v", resp, err)
	}
	resp.Body.Close()
}

func TestConditionalWrites(t *testing.T) {
	t.Parallel()
	f := start(t)
	free := map[string]string{"If-None-Match": "*"}
	if status, says := put(t, f, "/bucket-a/s.tflock", `{"ID":"1"}`, free); status != 200 {
		t.Fatal(status, says)
	}
	if status, says := put(t, f, "/bucket-a/s.tflock", `{"ID":"2"}`, free); status != 412 || !strings.Contains(says, "PreconditionFailed") {
		t.Error(status, says)
	}
	if status, _, _ := (signed{"DELETE", "/bucket-a/s.tflock", "", "s3", "", nil}).do(t, f); status != 204 {
		t.Error(status)
	}
	if status, says := put(t, f, "/bucket-a/s.tflock", `{"ID":"3"}`, free); status != 200 {
		t.Error(status, says)
	}
	if status, _ := put(t, f, "/bucket-a/s.tflock", `{"ID":"4"}`, map[string]string{"If-Match": `"00"`}); status != 412 {
		t.Error(status)
	}
	locks, err := f.Locks()
	if err != nil || len(locks) != 1 || locks[0].ID != "3" {
		t.Fatal(locks, err)
	}
	// Somebody else takes it before it is released.
	old := locks[0]
	if status, _ := put(t, f, "/bucket-a/s.tflock", `{"ID":"5"}`, nil); status != 200 {
		t.Fatal(status)
	}
	if err := f.ReleaseLocks(t.Context(), old); err != nil {
		t.Fatal(err)
	}
	if locks, _ := f.Locks(); len(locks) != 1 || locks[0].ID != "5" {
		t.Errorf("a living lock was released: %v", locks)
	}
}

func TestVersions(t *testing.T) {
	t.Parallel()
	f := start(t)
	for i := range kept + 3 {
		if status, says := put(t, f, "/bucket-a/env/s", fmt.Sprint("body ", i), nil); status != 200 {
			t.Fatal(status, says)
		}
	}
	put(t, f, "/bucket-a/env/t", "other", nil)
	signed{"DELETE", "/bucket-a/env/t", "", "s3", "", nil}.do(t, f)

	_, all, _ := signed{"GET", "/bucket-a?versions", "", "s3", "", nil}.do(t, f)
	if n := strings.Count(all, "<Version>"); n != kept+1 {
		t.Errorf("%d versions are listed:\n%s", n, all)
	}
	if strings.Count(all, "<DeleteMarker>") != 1 || strings.Count(all, "<IsLatest>true</IsLatest>") != 2 {
		t.Error(all)
	}
	var ids []string
	marker := ""
	for range 20 { // page by page
		_, page, _ := signed{"GET", "/bucket-a?versions&max-keys=4" + marker, "", "s3", "", nil}.do(t, f)
		for _, p := range strings.Split(page, "<VersionId>")[1:] {
			id, _, _ := strings.Cut(p, "<")
			ids = append(ids, id)
		}
		if between(page, "IsTruncated") == "false" {
			break
		}
		marker = "&key-marker=" + between(page, "NextKeyMarker") + "&version-id-marker=" + between(page, "NextVersionIdMarker")
	}
	seen := map[string]bool{}
	for _, id := range ids {
		seen[id] = true
	}
	if len(ids) != kept+2 || len(seen) != len(ids) {
		t.Errorf("page by page: %v", ids)
	}
	newest := ids[0]
	status, body, head := signed{"GET", "/bucket-a/env/s?versionId=" + newest, "", "s3", "", nil}.do(t, f)
	if status != 200 || body != fmt.Sprint("body ", kept+2) || head.Get("x-amz-version-id") != newest {
		t.Error(status, body, head)
	}
	signed{"DELETE", "/bucket-a/env/s?versionId=" + newest, "", "s3", "", nil}.do(t, f)
	if _, body, _ := (signed{"GET", "/bucket-a/env/s", "", "s3", "", nil}).do(t, f); body != fmt.Sprint("body ", kept+1) {
		t.Errorf("after the newest was deleted: %s", body)
	}
	if status, _, _ := (signed{"GET", "/bucket-a/env/t", "", "s3", "", nil}).do(t, f); status != 404 {
		t.Error(status)
	}
	if status, _, _ := (signed{"GET", "/bucket-a/env/s?versionId=v999", "", "s3", "", nil}).do(t, f); status != 404 {
		t.Error(status)
	}
	if status, body, _ := (signed{"GET", "/bucket-a/env/s", "", "s3", "", map[string]string{"Range": "bytes=0-3"}}).do(t, f); status != 206 || body != "body" {
		t.Error(status, body)
	}
}

func TestListing(t *testing.T) {
	t.Parallel()
	f := start(t)
	for _, k := range []string{"a/1", "a/2", "b/1", "c", "d"} {
		put(t, f, "/bucket-a/"+k, k, nil)
	}
	put(t, f, "/bucket-b/x", "x", nil)
	signed{"DELETE", "/bucket-a/d", "", "s3", "", nil}.do(t, f)
	keys := func(path string) (out []string) {
		_, body, _ := signed{"GET", path, "", "s3", "", nil}.do(t, f)
		for _, part := range strings.Split(body, "\n") {
			for _, name := range []string{"Key", "Prefix"} {
				if s := between(strings.TrimSpace(part), name); s != "" {
					out = append(out, s)
				}
			}
		}
		return out
	}
	for path, want := range map[string][]string{
		"/bucket-a":                                  {"a/1", "a/2", "b/1", "c"},
		"/bucket-a?list-type=2&prefix=a/":            {"a/1", "a/2", "a/"},
		"/bucket-a?list-type=2&delimiter=/":          {"c", "a/", "b/"},
		"/bucket-a?list-type=2&start-after=a/2":      {"b/1", "c"},
		"/bucket-a?marker=a/2&max-keys=1":            {"b/1"},
		"/bucket-a?delimiter=/&max-keys=1":           {"a/"},
		"/bucket-a?delimiter=/&max-keys=9&marker=a/": {"c", "b/"},
		"/bucket-c": nil,
	} {
		got := keys(path)
		if diff := cmp.Diff(sorted(want), sorted(got)); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
	}
	if _, body, _ := (signed{"GET", "/", "", "s3", "", nil}).do(t, f); strings.Count(body, "<Bucket>") != 2 {
		t.Error(body)
	}
	if status, _, _ := (signed{"DELETE", "/bucket-a", "", "s3", "", nil}).do(t, f); status != 409 {
		t.Errorf("a bucket with objects was deleted: %d", status)
	}
}

func TestBucketSettings(t *testing.T) {
	t.Parallel()
	f := start(t)
	get := func(sub string) (int, string) {
		status, body, _ := signed{"GET", "/bucket-a?" + sub, "", "s3", "", nil}.do(t, f)
		return status, body
	}
	for sub, want := range map[string]string{
		"versioning": "<Status>Enabled</Status>", "encryption": "aws:kms", "publicAccessBlock": "<BlockPublicPolicy>true<", "policy": "EnforcedTLS",
		"location": "LocationConstraint",
	} {
		if status, body := get(sub); status != 200 || !strings.Contains(body, want) {
			t.Errorf("%s: %d %s", sub, status, body)
		}
	}
	if status, body := get("tagging"); status != 404 || !strings.Contains(body, "NoSuchTagSet") {
		t.Error(status, body)
	}
	put(t, f, "/bucket-a?tagging", "<Tagging/>", nil)
	if status, body := get("tagging"); status != 200 || body != "<Tagging/>" {
		t.Error(status, body)
	}
	signed{"DELETE", "/bucket-a?tagging", "", "s3", "", nil}.do(t, f)
	if status, _ := get("tagging"); status != 404 {
		t.Error(status)
	}
	if status, says := put(t, f, "/bucket-a", "", nil); status != 409 || !strings.Contains(says, "BucketAlreadyOwnedByYou") {
		t.Error(status, says)
	}
	if status, _, _ := (signed{"HEAD", "/bucket-a", "", "s3", "", nil}).do(t, f); status != 200 {
		t.Error(status)
	}
	if status, _ := put(t, f, "/bucket-a?versioning", `<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>`, nil); status != 400 {
		t.Error(status)
	}
}

// State is in the cloud's own file: a copy of it has both, and a reopened one too.
func TestStateIsInTheCloudsFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := openCloud(t, filepath.Join(dir, "cloud.db"))
	f := startOn(t, db, "run-1")
	put(t, f, "/bucket-a/s", "state", nil)
	if err := db.Create(t.Context(), cloud.Object{Key: cloud.Key{Account: account, Region: "eu-central-1", Type: "aws_vpc", ID: "v"}, Attrs: []byte(`{}`)}, false); err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(dir, "copy.db")
	if err := db.Copy(copied); err != nil {
		t.Fatal(err)
	}
	put(t, f, "/bucket-a/s", "later", nil)
	s, err := NewStore(openCloud(t, copied), "run-2")
	if err != nil {
		t.Fatal(err)
	}
	if body, ok, err := s.State("bucket-a", "s"); string(body) != "state" || !ok || err != nil {
		t.Errorf("%s %v %v", body, ok, err)
	}
	if body, ok, _ := s.State("bucket-a", "none"); ok || body != nil {
		t.Errorf("%s", body)
	}
}
