package provider

import (
	"context"
	"fmt"
	"strings"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/stats"
	"google.golang.org/grpc/status"
)

// tagger gives each connection an identity: Terraform opens one for every
// provider configuration.
type tagger struct{ session Session }

type connKey struct{}

func (t tagger) TagConn(ctx context.Context, info *stats.ConnTagInfo) context.Context {
	return context.WithValue(ctx, connKey{}, newConn(t.session, info.RemoteAddr))
}
func (tagger) HandleConn(context.Context, stats.ConnStats)                     {}
func (tagger) TagRPC(ctx context.Context, _ *stats.RPCTagInfo) context.Context { return ctx }
func (tagger) HandleRPC(context.Context, stats.RPCStats)                       {}

// handle takes every call, of go-plugin's own services too.
func (e *Endpoint) handle(_ any, stream grpc.ServerStream) error {
	full, _ := grpc.MethodFromServerStream(stream)
	service, method, _ := strings.Cut(strings.TrimPrefix(full, "/"), "/")
	ctx := stream.Context()
	switch service {
	case "plugin.GRPCBroker":
		<-ctx.Done()
		return nil
	case "plugin.GRPCController": // Shutdown: the next run has a socket of its own
		return stream.SendMsg([]byte{})
	case "tfplugin5.Provider":
	default:
		return status.Error(codes.Unimplemented, full)
	}
	c, ok := ctx.Value(connKey{}).(*conn)
	if !ok {
		return status.Error(codes.Internal, "a call without a connection")
	}
	in := &tfwire.Raw{}
	if err := stream.RecvMsg(in); err != nil {
		return err
	}
	defer in.Free()
	e.note(func(r *Report) { r.Calls[method]++ })
	if f := streamed[method]; f != nil {
		return f(e, ctx, c, in, stream.SendMsg)
	}
	out, err := e.serve(ctx, c, method, in)
	if err != nil {
		return err
	}
	return stream.SendMsg(out)
}

// answer is a handler: what it gives is sent as it is (bytes) or encoded.
type answer = func(*Endpoint, context.Context, *conn, *tfwire.Raw) (any, error)

// simulated are the calls that do not just go to the real provider.
var simulated = map[string]answer{
	"Configure":             (*Endpoint).configure,
	"ApplyResourceChange":   (*Endpoint).apply,
	"ReadResource":          (*Endpoint).read,
	"ImportResourceState":   (*Endpoint).importState,
	"ReadDataSource":        (*Endpoint).data,
	"OpenEphemeralResource": (*Endpoint).open,
	"PlanResourceChange":    (*Endpoint).plan,
	"GetSchema":             (*Endpoint).schema,
	// nothing is held open, and the shared provider must never stop
	"RenewEphemeralResource": empty, "CloseEphemeralResource": empty, "Stop": empty,
}

// streamed are the calls that answer with more than one message.
var streamed = map[string]func(*Endpoint, context.Context, *conn, *tfwire.Raw, func(any) error) error{
	"ListResource": (*Endpoint).list,
	"InvokeAction": (*Endpoint).invoke,
}

func empty(*Endpoint, context.Context, *conn, *tfwire.Raw) (any, error) { return []byte{}, nil }

func (e *Endpoint) serve(ctx context.Context, c *conn, method string, in *tfwire.Raw) (any, error) {
	if f := simulated[method]; f != nil {
		return f(e, ctx, c, in)
	}
	if _, ok := pure[method]; ok {
		return e.remembered(ctx, c, method, in)
	}
	return nil, status.Error(codes.Unimplemented, fmt.Sprintf("a rehearsal has no answer to %s: what it does in AWS is not simulated", method))
}

// remembered makes a pure call under the connection's configuration.
func (e *Endpoint) remembered(ctx context.Context, c *conn, method string, in *tfwire.Raw) ([]byte, error) {
	out, hit, err := e.host.remembered(ctx, c.place().set, method, in)
	if hit {
		e.note(func(r *Report) { r.MemoHits++ })
	}
	return out, err
}
