package realprov

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// Settings is a provider configuration in force: its bytes, and their hash.
type Settings struct {
	Key    [sha256.Size]byte
	Config []byte // msgpack
}

// NewSettings names a configuration by its content.
func NewSettings(config []byte) Settings { return Settings{Key: sha256.Sum256(config), Config: config} }

// Pool is the real provider, kept running. It is safe for concurrent use: calls
// under one configuration go side by side, a change of configuration waits for
// them (reconfiguring takes a few milliseconds).
type Pool struct {
	path string
	trap *Trap
	log  io.Writer
	jobs chan func() // run on the one thread that starts children
	mu   sync.RWMutex
	proc *process
	now  Settings
	dead bool
}

// Start runs the provider at path; its log goes to log.
func Start(path string, log io.Writer) (*Pool, error) {
	trap, err := OpenTrap()
	if err != nil {
		return nil, err
	}
	p := &Pool{path: path, trap: trap, log: log, jobs: make(chan func())}
	go func() {
		runtime.LockOSThread() // a child dies with the thread that started it
		for job := range p.jobs {
			job()
		}
	}()
	if err := p.restart(); err != nil {
		p.Close()
		return nil, err
	}
	return p, nil
}

// Close ends the provider and its trap.
func (p *Pool) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.dead {
		return
	}
	p.dead = true
	if p.proc != nil {
		p.proc.client.Kill()
	}
	close(p.jobs)
	p.trap.Close()
}

// Trap gives the counters of the calls that did not get out.
func (p *Pool) Trap() *Trap { return p.trap }

// restart replaces the process; the caller holds the lock, or is alone.
func (p *Pool) restart() (err error) {
	if p.proc != nil {
		p.proc.client.Kill()
	}
	done := make(chan struct{})
	p.jobs <- func() { defer close(done); p.proc, err = start(p.path, p.trap.Addr(), p.log) }
	<-done
	p.now = Settings{}
	return err
}

// Call makes a call that needs no configuration.
func (p *Pool) Call(ctx context.Context, method string, in, out any) error {
	return p.try(ctx, func() error {
		p.mu.RLock()
		defer p.mu.RUnlock()
		return p.proc.call(ctx, method, in, out)
	})
}

// CallUnder makes a call under a configuration; the zero Settings ask for none.
func (p *Pool) CallUnder(ctx context.Context, s Settings, method string, in, out any) error {
	if s.Config == nil {
		return p.Call(ctx, method, in, out)
	}
	return p.try(ctx, func() error {
		for {
			p.mu.RLock()
			if p.now.Key == s.Key {
				defer p.mu.RUnlock()
				return p.proc.call(ctx, method, in, out)
			}
			p.mu.RUnlock()
			if err := p.configure(ctx, s); err != nil {
				return err
			}
		}
	})
}

func (p *Pool) configure(ctx context.Context, s Settings) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.now.Key == s.Key {
		return nil
	}
	var resp tfplugin.DiagnosticsResponse
	err := p.proc.call(ctx, "Configure", &tfplugin.ConfigureRequest{
		TerraformVersion: "1.11.0", Config: &tfplugin.DynamicValue{Msgpack: s.Config},
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
	p.now = s
	return nil
}

// ConfigError carries what the provider says of its configuration.
type ConfigError struct{ Diagnostics []*tfplugin.Diagnostic }

func (e *ConfigError) Error() string {
	for _, d := range e.Diagnostics {
		if d.Severity == tfplugin.Diagnostic_ERROR {
			return fmt.Sprintf("%s: %s", d.Summary, d.Detail)
		}
	}
	return "the provider refuses its configuration"
}

// try makes a call, and once more with a new process when the old one died
// under it. Only pure calls come here, so that repeating is sound.
func (p *Pool) try(ctx context.Context, call func() error) error {
	err := call()
	if ctx.Err() != nil || status.Code(err) != codes.Unavailable {
		return err
	}
	p.mu.Lock()
	if p.dead {
		p.mu.Unlock()
		return errors.New("the rehearsal is closing")
	}
	if !p.proc.client.Exited() { // it answers no more, but stands: give it its end
		p.proc.client.Kill()
	}
	again := p.restart()
	p.mu.Unlock()
	if again != nil {
		return errors.Join(err, again)
	}
	return call()
}
