// Package realprov runs the real AWS provider: warm, without credentials, and
// with every way to AWS led into a trap.
package realprov

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"google.golang.org/grpc"
)

// service is the gRPC service of the plugin protocol, major version 5.
const service = "/tfplugin5.Provider/"

// terraformVersion is what the real provider is told of its caller.
const terraformVersion = "1.11.0"

// process is one running copy of the real provider.
type process struct {
	client *plugin.Client
	conn   *grpc.ClientConn
	words  *lastWords
}

// connPlugin hands out the plain connection: messages pass as bytes.
type connPlugin struct{ plugin.NetRPCUnsupportedPlugin }

func (connPlugin) GRPCServer(*plugin.GRPCBroker, *grpc.Server) error { return nil }

func (connPlugin) GRPCClient(_ context.Context, _ *plugin.GRPCBroker, c *grpc.ClientConn) (any, error) {
	return c, nil
}

// tuning trades memory for time (BenchmarkAWSTuning of package provider, 648
// plans, provider 5.100.0): GOGC 100 takes 571 MB and 10.1 s of CPU, 200 takes
// 670 MB and 8.3 s, 400 takes 1014 MB and 7.6 s. The limit is for what grows
// beyond: from there on memory is spared and time is not.
var tuning = []string{"GOGC=200", "GOMEMLIMIT=1GiB"}

// start runs the provider at path. Its environment is made from nothing: no
// credentials, no profile, no metadata service; what calls AWS all the same
// ends in the trap.
func start(path, trap, temp string, log io.Writer) (*process, error) {
	cmd := exec.Command(path)
	cmd.Env = []string{
		"PATH=/usr/bin:/bin", "HOME=/nonexistent", "TMPDIR=" + temp,
		"AWS_EC2_METADATA_DISABLED=true", "AWS_CONFIG_FILE=" + os.DevNull, "AWS_SHARED_CREDENTIALS_FILE=" + os.DevNull,
		"AWS_ENDPOINT_URL=http://" + trap, "HTTP_PROXY=http://" + trap, "HTTPS_PROXY=http://" + trap, "NO_PROXY=",
	}
	cmd.Env = append(cmd.Env, tuning...)
	dieWithParent(cmd)
	words := &lastWords{}
	cl := plugin.NewClient(&plugin.ClientConfig{
		HandshakeConfig: plugin.HandshakeConfig{
			ProtocolVersion: 5, MagicCookieKey: "TF_PLUGIN_MAGIC_COOKIE",
			MagicCookieValue: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2", // a fact of the protocol
		},
		VersionedPlugins: map[int]plugin.PluginSet{5: {"provider": connPlugin{}}},
		Cmd:              cmd, AllowedProtocols: []plugin.Protocol{plugin.ProtocolGRPC},
		Stderr: words, AutoMTLS: true, SkipHostEnv: true, StartTimeout: time.Minute,
		GRPCDialOptions: []grpc.DialOption{grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(256<<20), grpc.MaxCallSendMsgSize(256<<20))},
		Logger: hclog.New(&hclog.LoggerOptions{
			Level: hclog.Error, Output: log, // its warnings are of being configured again, which is our doing
		}),
	})
	rpc, err := cl.Client()
	if err != nil {
		cl.Kill()
		return nil, fmt.Errorf("the AWS provider %s does not start: %w", path, err)
	}
	c, err := rpc.Dispense("provider")
	if err != nil {
		cl.Kill()
		return nil, err
	}
	return &process{client: cl, conn: c.(*grpc.ClientConn), words: words}, nil
}

func (p *process) call(ctx context.Context, method string, in, out any) error {
	return p.conn.Invoke(ctx, service+method, in, out, grpc.ForceCodecV2(tfwire.Codec{}))
}

func (p *process) configure(ctx context.Context, want Settings) error {
	var resp tfplugin.DiagnosticsResponse
	err := p.call(ctx, "Configure", &tfplugin.ConfigureRequest{
		TerraformVersion: terraformVersion, Config: &tfplugin.DynamicValue{Msgpack: want.Config},
		ClientCapabilities: &tfplugin.Capabilities{WriteOnlyAttributesAllowed: true},
	}, &resp)
	if err != nil {
		return err
	}
	for _, d := range resp.Diagnostics {
		if d.Severity == tfplugin.Diagnostic_ERROR {
			return &ConfigError{Diagnostics: resp.Diagnostics}
		}
	}
	return nil
}
