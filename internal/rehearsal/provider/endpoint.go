package provider

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"sync"

	"github.com/terrace-cloud/terrace/internal/rehearsal/sockets"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"google.golang.org/grpc"
)

// Session says for whom an endpoint is, and what holds where a provider
// configuration does not say.
type Session struct {
	Unit string // owner of what is made: the unit's folder
	// Owner gives the owner by the folder that the calling process works in, ""
	// where the system does not tell; nil where Unit is the owner of all.
	Owner   func(folder string) string
	Run     string // id of the rehearsal run
	Account string // 12 digits
	Region  string
	// Uses tells, when a caller asks for the schema, which types are in use and
	// what of them, so that the rest can be cut out; nil, or an empty answer,
	// means the whole schema.
	Uses func(Caller) map[string]*tfwire.Uses
}

// Endpoint is the plugin socket of one run.
type Endpoint struct {
	host    *Host
	session Session
	server  *grpc.Server
	at      *sockets.Folder

	mu     sync.Mutex
	report Report
	cut    map[string]*tfwire.Block // resource types as Terraform knows them, where that is not all of them
}

// messageLimit is the size that Terraform itself allows for a message.
const messageLimit = 256 << 20

// Serve opens a socket for a session. It lives until Close.
func (h *Host) Serve(s Session) (*Endpoint, error) {
	at, err := sockets.Open()
	if err != nil {
		return nil, err
	}
	e := &Endpoint{host: h, session: s, at: at, report: newReport()}
	l, err := net.Listen("unix", at.Path())
	if err != nil {
		at.Close()
		return nil, fmt.Errorf("the provider's socket does not open: %w", err)
	}
	e.server = grpc.NewServer(grpc.ForceServerCodecV2(tfwire.Codec{}), grpc.UnknownServiceHandler(e.handle),
		grpc.StatsHandler(tagger{s}), grpc.MaxRecvMsgSize(messageLimit), grpc.MaxSendMsgSize(messageLimit),
		// After Close no write may come to the cloud any more: it is then
		// compared with the state.
		grpc.WaitForHandlers(true))
	go func() { _ = e.server.Serve(peers{l}) }()
	return e, nil
}

// Close ends every connection and takes the socket away.
func (e *Endpoint) Close() {
	e.server.Stop()
	e.at.Close()
}

// Addresses are the names under which Terraform and OpenTofu know the provider.
var Addresses = []string{"registry.terraform.io/hashicorp/aws", "registry.opentofu.org/hashicorp/aws"}

// Reattach gives the value of TF_REATTACH_PROVIDERS.
func (e *Endpoint) Reattach() string {
	type addr struct{ Network, String string }
	type plugin struct {
		Protocol        string
		ProtocolVersion int
		Pid             int
		Test            bool
		Addr            addr
	}
	m := map[string]plugin{}
	for _, a := range Addresses {
		m[a] = plugin{"grpc", 5, os.Getpid(), true, addr{"unix", e.at.Path()}}
	}
	b, err := json.Marshal(m)
	if err != nil {
		panic(err) // strings and numbers only
	}
	return string(b)
}
