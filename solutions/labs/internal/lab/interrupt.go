package lab

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"
	"syscall"

	"nn"
)

// ErrInterrupted is wrapped by the error of a lab that has ended early and kept its results.
var ErrInterrupted = errors.New("interrupted")

// Main runs a lab and exits with its code. The context ends with the first Ctrl-C or SIGTERM. A
// second one ends the program immediately.
func Main(run func(ctx context.Context, args []string, stdout, stderr io.Writer) int) {
	const sigpipe = syscall.Signal(13) // without it, writing to a closed pipe returns an error
	signal.Ignore(sigpipe)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // the next signal has its default effect
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// Run calls program, reports its error to stderr, and returns the exit code. If stdout cannot be
// written, Run ends the context of the program and reports that too.
func Run(ctx context.Context, name string, stdout, stderr io.Writer,
	program func(ctx context.Context, stdout io.Writer) error) int {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	out := &stdoutWriter{w: stdout, failed: cancel}
	err := program(ctx, out)
	if cause := out.failure(); cause != nil {
		failure := fmt.Errorf("cannot write the standard output: %w", cause)
		if err != nil && err.Error() != cause.Error() && !errors.Is(err, flag.ErrHelp) {
			failure = fmt.Errorf("%w; %w", failure, err)
		}
		err = failure
	}
	return ExitCode(name, err, stderr)
}

// Until returns what f returns or, if the context ends first, an error that wraps [ErrInterrupted].
// In that case f goes on until the program ends, so it must not print.
func Until[T any](ctx context.Context, f func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		value, err := f()
		done <- result{value, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		var none T
		return none, fmt.Errorf("%w before the training", ErrInterrupted)
	}
}

// stdoutWriter wraps long lines for narrow terminals and remembers the first error of w. Several
// goroutines can write to it.
type stdoutWriter struct {
	w      io.Writer
	failed func()

	mu  sync.Mutex
	err error
}

func (s *stdoutWriter) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return 0, s.err
	}
	if _, err := s.w.Write([]byte(wrapped(string(p)))); err != nil {
		s.err = err
		s.failed()
		return 0, err
	}
	return len(p), nil
}

func (s *stdoutWriter) failure() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// Stopper is an [nn.Callback] that ends a training at the next mini-batch after its context has
// ended.
type Stopper struct {
	Where string // the training was interrupted, for example "after epoch 3"; empty if it was not

	ctx  context.Context
	last int // epoch of this Fit
}

// NewStopper returns a Stopper for one training.
func NewStopper(ctx context.Context) *Stopper { return &Stopper{ctx: ctx} }

// BeginTraining stores the number of the last epoch, after which nothing is left to interrupt.
func (s *Stopper) BeginTraining(net *nn.NeuralNetwork, train, validation *nn.Dataset) {
	s.last = net.Epochs
	if n := len(net.History); n > 0 {
		s.last += net.History[n-1].Epoch
	}
}

// EndBatch ends the training if the context has ended. The last batch of an epoch is left to
// EndEpoch, so that the epoch is recorded.
func (s *Stopper) EndBatch(net *nn.NeuralNetwork, b nn.BatchRecord) error {
	if b.Done == b.Examples {
		return nil
	}
	return s.stop(fmt.Sprintf("in epoch %d, after %d of %d examples", b.Epoch, b.Done, b.Examples))
}

// EndEpoch ends the training if the context has ended and this was not the last epoch.
func (s *Stopper) EndEpoch(net *nn.NeuralNetwork, r nn.EpochRecord) error {
	if r.Epoch >= s.last {
		return nil
	}
	return s.stop(fmt.Sprintf("after epoch %d", r.Epoch))
}

func (s *Stopper) stop(where string) error {
	if s.ctx.Err() == nil {
		return nil
	}
	s.Where = where
	return fmt.Errorf("%w: interrupted %s", nn.ErrStop, where)
}

// Err returns an error that wraps [ErrInterrupted], or nil if the training was not interrupted.
func (s *Stopper) Err() error {
	if s.Where == "" {
		return nil
	}
	return fmt.Errorf("%w %s; the results so far are kept", ErrInterrupted, s.Where)
}
