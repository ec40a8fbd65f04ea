package realprov

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"

	"github.com/terrace-cloud/terrace/internal/rehearsal/sockets"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// ErrClosed is the error of a call that comes after [Pool.Close].
var ErrClosed = errors.New("the real provider is closed")

// Settings is a provider configuration in force: its bytes, and their hash.
type Settings struct {
	Key    [sha256.Size]byte
	Config []byte // msgpack
}

// NewSettings names a configuration by its content.
func NewSettings(config []byte) Settings { return Settings{Key: sha256.Sum256(config), Config: config} }

// Pool is the real provider, kept running. It is safe for concurrent use: calls
// under one configuration go side by side; a change of configuration waits for
// them, and takes a few milliseconds.
type Pool struct {
	path string
	trap *Trap
	temp *sockets.Folder // the processes' own, so that nothing of them stays
	log  io.Writer
	size int
	jobs chan func() // run on the one thread that starts children

	mu     sync.Mutex
	slots  []*slot
	tick   uint64
	closed bool

	suspects sync.Mutex // held by the one call that has a process of its own
}

// Option changes how a pool runs.
type Option func(*Pool)

// Size lets a pool run up to n processes, so that n configurations are at hand
// at once; each takes several hundred MB. The default is one.
func Size(n int) Option { return func(p *Pool) { p.size = max(1, n) } }

// Start runs the provider at path; its log goes to log, nowhere when nil. The
// first process is running when Start is done, the others start when needed.
func Start(path string, log io.Writer, options ...Option) (*Pool, error) {
	trap, err := OpenTrap()
	if err != nil {
		return nil, err
	}
	if log == nil {
		log = io.Discard
	}
	temp, err := sockets.Open()
	if err != nil {
		trap.Close()
		return nil, err
	}
	p := &Pool{path: path, trap: trap, temp: temp, log: log, size: 1, jobs: make(chan func())}
	for _, o := range options {
		o(p)
	}
	go func() {
		runtime.LockOSThread() // a child dies with the thread that started it
		for job := range p.jobs {
			job()
		}
	}()
	if err := p.pick(Settings{}).replace(nil); err != nil {
		p.Close()
		return nil, err
	}
	return p, nil
}

// Close ends the provider's processes and the trap. It may be called twice.
func (p *Pool) Close() {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return
	}
	p.closed = true
	slots := p.slots
	p.mu.Unlock()
	for _, s := range slots {
		s.stop()
	}
	close(p.jobs) // last: the children end with the thread behind it
	p.trap.Close()
	p.temp.Close()
}

// Trap gives the counters of the calls that did not get out.
func (p *Pool) Trap() *Trap { return p.trap }

// Pids gives the process ids of the processes that run.
func (p *Pool) Pids() []int {
	p.mu.Lock()
	slots := p.slots
	p.mu.Unlock()
	var pids []int
	for _, s := range slots {
		if pid := s.pid(); pid != 0 {
			pids = append(pids, pid)
		}
	}
	return pids
}

// spawn starts a process on the thread that keeps children alive.
func (p *Pool) spawn() (proc *process, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, ErrClosed
	}
	done := make(chan struct{})
	p.jobs <- func() { defer close(done); proc, err = start(p.path, p.trap.Addr(), p.temp.Dir(), p.log) }
	<-done
	return proc, err
}

// pick gives the slot for a configuration: the one that has it, else one that
// has none, else a new one, else the one used least recently.
func (p *Pool) pick(want Settings) *slot {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tick++
	var best *slot
	for _, s := range p.slots {
		if want.Config == nil || s.want == want.Key {
			s.used = p.tick
			return s
		}
		if best == nil || s.used < best.used && best.want != (Settings{}).Key || s.want == (Settings{}).Key {
			best = s
		}
	}
	if best == nil || best.want != (Settings{}).Key && len(p.slots) < p.size {
		best = newSlot(p)
		p.slots = append(p.slots, best)
	}
	best.want, best.used = want.Key, p.tick
	return best
}

// Call makes a call that needs no configuration.
func (p *Pool) Call(ctx context.Context, method string, in, out any) error {
	return p.CallUnder(ctx, Settings{}, method, in, out)
}

// CallUnder makes a call under a configuration; the zero Settings ask for none.
// Only pure calls may come here: when the process dies under a call, it is made
// once more with a new process; where it crashed, each call that was under way is
// made alone, so that only the one that it crashes under fails.
func (p *Pool) CallUnder(ctx context.Context, s Settings, method string, in, out any) error {
	return p.try(ctx, s, func(proc *process) error { return proc.call(ctx, method, in, out) })
}

// Configure puts a configuration in force, so that trouble with it is told at
// once and not with the first plan.
func (p *Pool) Configure(ctx context.Context, s Settings) error {
	return p.try(ctx, s, func(*process) error { return nil })
}

func (p *Pool) try(ctx context.Context, s Settings, call func(*process) error) error {
	for again := true; ; again = false {
		slot := p.pick(s)
		proc, err := slot.enter(ctx, s)
		if err == nil {
			err = call(proc)
			slot.leave()
		}
		if err == nil || ctx.Err() != nil || !ended(err) {
			return err
		}
		if e := slot.replace(proc); e != nil {
			return errors.Join(err, e)
		}
		if proc != nil && proc.words.crash() != "" {
			return p.alone(ctx, s, call)
		}
		if !again {
			return fmt.Errorf("the real provider ended twice under this call: %w", err)
		}
	}
}

// alone makes a call in a process that does nothing else.
func (p *Pool) alone(ctx context.Context, s Settings, call func(*process) error) error {
	p.suspects.Lock()
	defer p.suspects.Unlock()
	proc, err := p.spawn()
	if err != nil {
		return err
	}
	defer proc.client.Kill()
	if s.Config != nil {
		err = proc.configure(ctx, s)
	}
	if err == nil {
		err = call(proc)
	}
	if err == nil || ctx.Err() != nil || !ended(err) {
		return err
	}
	proc.client.Kill() // waits for what it has written
	if said := proc.words.crash(); said != "" {
		return fmt.Errorf("the real provider crashed under this call: %s", said)
	}
	return fmt.Errorf("the real provider ended under this call, which it was given alone: %w", err)
}

// ended tells whether a call failed because its process is no more: it died
// (Unavailable), or another caller saw that first and closed the connection
// (Canceled, though the call's own context was not).
func ended(err error) bool {
	c := status.Code(err)
	return c == codes.Unavailable || c == codes.Canceled
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
