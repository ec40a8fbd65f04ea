package realprov_test

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/rehearsal/realprov"
)

func TestNothingOfTheUsersReachesTheProvider(t *testing.T) {
	for _, name := range []string{"AWS_ACCESS_KEY_ID", "AWS_SESSION_TOKEN", "AWS_PROFILE", "GITHUB_TOKEN", "TF_LOG"} {
		t.Setenv(name, "mine")
	}
	seen, err := ask(t.Context(), start(t), "surroundings", "")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(seen) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		if strings.Contains(value, "mine") || value == os.Getenv("HOME") {
			t.Errorf("%s=%s came through", name, value)
		}
	}
	for _, want := range []string{"AWS_ENDPOINT_URL=http://127.0.0.1:", "HTTPS_PROXY=http://127.0.0.1:", "AWS_EC2_METADATA_DISABLED=true"} {
		if !strings.Contains(seen, want) {
			t.Errorf("%s is missing in\n%s", want, seen)
		}
	}
}

// Calls of a running provider, through each way out that it knows.
func TestEveryWayOutEndsInTheTrap(t *testing.T) {
	t.Parallel()
	p := start(t)
	for _, to := range []string{
		"https://sts.eu-central-1.amazonaws.com/",
		"http://169.254.169.254/latest/meta-data/",
		"!AWSStepFunctions.ValidateStateMachineDefinition",
		"!AWSStepFunctions.CreateStateMachine",
	} {
		if _, err := ask(t.Context(), p, "reach", to); err != nil {
			t.Errorf("%s: %v", to, err)
		}
	}
	answered, refused := p.Trap().Counts()
	if want := map[string]int{"AWSStepFunctions.ValidateStateMachineDefinition": 1}; !maps.Equal(answered, want) {
		t.Errorf("answered %v, want %v", answered, want)
	}
	want := map[string]int{"CONNECT sts.eu-central-1.amazonaws.com:443": 1, "GET 169.254.169.254/latest/meta-data/": 1, "AWSStepFunctions.CreateStateMachine": 1}
	if !maps.Equal(refused, want) {
		t.Errorf("refused %v, want %v", refused, want)
	}
}

func TestCallsAreNamedAsAWSNamesThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ method, url, target, body, want string }{
		{"POST", "/", "AmazonSSM.GetParameter", `{"Name":"secret"}`, "AmazonSSM.GetParameter"},
		{"POST", "/", "", "Action=DescribeVpcs&Version=2016-11-15", "DescribeVpcs"},
		{"GET", "/2013-04-01/hostedzone?marker=secret", "", "", "GET /2013-04-01/hostedzone"},
		{"PUT", "/bucket", "", "<xml>secret</xml>", "PUT /bucket"},
		{"GET", "http://s3.amazonaws.com/bucket", "", "", "GET s3.amazonaws.com/bucket"},
		{"POST", "/", "", "%zz", "POST /"},
	} {
		trap, err := realprov.OpenTrap()
		if err != nil {
			t.Fatal(err)
		}
		defer trap.Close()
		r := httptest.NewRequest(c.method, c.url, strings.NewReader(c.body))
		if strings.HasPrefix(c.url, "/") {
			r.URL.Host = ""
		}
		if c.target != "" {
			r.Header.Set("X-Amz-Target", c.target)
		}
		w := httptest.NewRecorder()
		trap.ServeHTTP(w, r)
		if _, refused := trap.Counts(); refused[c.want] != 1 {
			t.Errorf("%s %s was counted as %v, want %s", c.method, c.url, refused, c.want)
		}
		if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "no AWS call leaves a rehearsal") {
			t.Errorf("%s %s was answered %d %s", c.method, c.url, w.Code, w.Body)
		}
	}
}
