package provider

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"sync"

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
	// Types names the types in use when Terraform asks for the schema, so that
	// the rest can be cut out; nil, or an empty answer, means the whole schema.
	Types func() map[string]bool
}

// Endpoint is the plugin socket of one run.
type Endpoint struct {
	host    *Host
	session Session
	server  *grpc.Server
	folder  string
	socket  string

	mu     sync.Mutex
	report Report
}

// longest is how many bytes the path of a unix socket may have: 104 with its
// final zero on macOS, 108 on Linux.
const longest = 103

// messageLimit is the size that Terraform itself allows for a message.
const messageLimit = 256 << 20

// Serve opens a socket for a session, in a folder that only this user can
// enter. It lives until Close.
func (h *Host) Serve(s Session) (*Endpoint, error) {
	folder, err := socketFolder(os.TempDir(), "/tmp")
	if err != nil {
		return nil, fmt.Errorf("no folder for the provider's socket: %w", err)
	}
	e := &Endpoint{host: h, session: s, folder: folder, socket: filepath.Join(folder, socketName), report: newReport()}
	l, err := net.Listen("unix", e.socket)
	if err != nil {
		os.RemoveAll(folder)
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

const socketName = "p"

// socketFolder makes a folder below the first place whose path leaves room for
// a socket; MkdirTemp lets only this user in.
func socketFolder(places ...string) (string, error) {
	var last error
	for _, p := range places {
		folder, err := os.MkdirTemp(p, "terrace-")
		if err != nil {
			last = err
			continue
		}
		if len(filepath.Join(folder, socketName)) <= longest {
			return folder, nil
		}
		os.RemoveAll(folder)
		last = fmt.Errorf("%s is too long for a socket (at most %d bytes)", folder, longest)
	}
	return "", last
}

// Close ends every connection and takes the socket away.
func (e *Endpoint) Close() {
	e.server.Stop()
	os.RemoveAll(e.folder)
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
		m[a] = plugin{"grpc", 5, os.Getpid(), true, addr{"unix", e.socket}}
	}
	b, err := json.Marshal(m)
	if err != nil {
		panic(err) // strings and numbers only
	}
	return string(b)
}
