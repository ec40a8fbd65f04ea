package realprov

import (
	"bytes"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"sync"
)

// answers are the calls that planning makes and that have one sound answer.
var answers = map[string]string{
	// AWS checks a text and finds nothing wrong with it.
	"AWSStepFunctions.ValidateStateMachineDefinition": `{"result":"OK","diagnostics":[]}`,
	// The quotas of an account that has raised none: a plan is within them, or
	// is told that they must be raised.
	// https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
	"Kinesis_20131202.DescribeLimits": `{"ShardLimit":500,"OpenShardCount":0,"OnDemandStreamCount":0,"OnDemandStreamCountLimit":50}`,
	// A proposal that stands has not been accepted yet: with other prefixes it
	// is made anew.
	"OvertureService.DescribeDirectConnectGatewayAssociationProposals": `{"directConnectGatewayAssociationProposals":[{"proposalState":"requested","associatedGateway":{"id":"vgw-00000000000000000"}}]}`,
}

// Call is what is asked of AWS.
type Call struct {
	Query  url.Values
	Body   []byte
	Region string // that the call is signed for, "" where it is not
}

// Answer answers a call, of a name as [Trap.Counts] gives it. An empty body means
// that AWS would not find what the call is about.
type Answer func(Call) (body []byte)

// On makes a trap answer the calls of a name. It is to be called before any
// call can come.
func (t *Trap) On(name string, a Answer) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.on[name] = a
}

// Trap is where every AWS call of the real provider ends. It knows no way out:
// a call is answered from a short table, or refused; both are counted by name.
type Trap struct {
	l                 net.Listener
	mu                sync.Mutex
	answered, refused map[string]int
	on                map[string]Answer
}

// OpenTrap listens on a loopback port of its own.
func OpenTrap() (*Trap, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	t := &Trap{l: l, answered: map[string]int{}, refused: map[string]int{}, on: map[string]Answer{}}
	go func() { _ = http.Serve(l, t) }()
	return t, nil
}

// Addr is host:port.
func (t *Trap) Addr() string { return t.l.Addr().String() }

// Close stops listening.
func (t *Trap) Close() { t.l.Close() }

// Counts gives the calls by name: those answered and those refused.
func (t *Trap) Counts() (answered, refused map[string]int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return maps.Clone(t.answered), maps.Clone(t.refused)
}

// ServeHTTP answers or refuses one call.
func (t *Trap) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(io.LimitReader(r.Body, 64<<10))
	name := callName(r, body)
	answer, ok := answers[name]
	t.mu.Lock()
	on := t.on[name]
	ok = ok || on != nil
	if ok {
		t.answered[name]++
	} else {
		t.refused[name]++
	}
	t.mu.Unlock()
	w.Header().Set("Content-Type", "application/x-amz-json-1.0")
	if on != nil {
		if answer = string(on(Call{Query: r.URL.Query(), Body: body, Region: signedFor(r)})); answer == "" {
			w.Header().Set("X-Amzn-ErrorType", "ResourceNotFoundException")
			code := http.StatusConflict // as OpenSearch says it
			if r.Header.Get("X-Amz-Target") != "" {
				code = http.StatusBadRequest
			}
			w.WriteHeader(code)
			answer = `{"message":"not found"}`
		}
	}
	if ok {
		io.WriteString(w, answer)
		return
	}
	w.Header().Set("X-Amzn-ErrorType", "RehearsalUnsupported")
	w.WriteHeader(http.StatusBadRequest) // not a code that the SDK retries
	io.WriteString(w, `{"__type":"RehearsalUnsupported","message":"no AWS call leaves a rehearsal"}`)
}

// callName names a call as AWS does, without anything secret in it.
func callName(r *http.Request, body []byte) string {
	if target := r.Header.Get("X-Amz-Target"); target != "" {
		return target
	}
	if r.Method == http.MethodConnect {
		return "CONNECT " + r.Host
	}
	if form, err := url.ParseQuery(string(bytes.TrimSpace(body))); err == nil && form.Get("Action") != "" {
		return form.Get("Action")
	}
	return r.Method + " " + r.URL.Host + r.URL.Path // a host only where we are the proxy
}

// scope is the scope of credentials in a signed call: key, day, region, service.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html#add-signature-to-request
var scope = regexp.MustCompile(`Credential=[^/]+/\d+/([a-z0-9-]+)/`)

func signedFor(r *http.Request) string {
	if m := scope.FindStringSubmatch(r.Header.Get("Authorization")); m != nil {
		return m[1]
	}
	return ""
}
