// Package play computes everything that the pages of the companion show: the training of small
// networks on points of the plane, their pictures and tables, the guided experiments, the live
// derivations and the search. The pages only pass events and numbers.
package play

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"

	"nn"
)

// mostEpochs is the number of epochs after which a training ends by itself.
const mostEpochs = 5000

// Session is one experiment: a network in training, and everything that has been done to it since
// its start. The settings and the seed determine the start, and the log determines the rest.
// Therefore a session can be repeated to the last bit.
type Session struct {
	Settings
	start Settings // at the beginning of the log
	log   log

	train, validation *nn.Dataset // validation is nil if there are no points for it
	trainAt           *nn.Matrix  // coordinates of the points that train
	validationAt      *nn.Matrix
	net               *nn.NeuralNetwork
	stopping          *nn.EarlyStopping // nil for none
	diagnosis         *nn.Diagnosis

	Err  error  // why the training cannot continue
	Note string // why the training has paused by itself

	source  *rand.PCG // of the network's generator
	atEpoch rand.PCG  // its state at the start of the current epoch
	batch   nn.BatchRecord
	step    func() (nn.BatchRecord, bool) // continues Fit for one batch, nil if no Fit is running
	abandon func()                        // ends Fit
	yield   func(nn.BatchRecord) bool     // pauses Fit

	parameter       []*nn.Param
	trail           [][]float64 // weights at the end of recent epochs
	grid, smallGrid *nn.Matrix  // for the maps, made when they are needed
}

// New returns an untrained session. The settings must have been made by Set.
func New(s Settings) *Session {
	e := &Session{Settings: s, start: s, source: rand.NewPCG(s.Seed, 0)}
	rng := rand.New(e.source)
	at, Y := s.points(rng)
	n := at.Rows
	k := int(math.Round(float64(n*s.Share) / 100))
	if n > 0 {
		k = max(k, 1)
	}
	e.trainAt, e.validationAt = at.RowRange(0, k), at.RowRange(k, n)
	e.train = &nn.Dataset{X: s.inputs(e.trainAt), Y: Y.RowRange(0, k)}
	if k < n {
		e.validation = &nn.Dataset{X: s.inputs(e.validationAt), Y: Y.RowRange(k, n)}
	}

	e.net = nn.NewNeuralNetwork(e.train.X.Cols, s.loss(), s.optimizer(), rng)
	e.net.Epochs, e.net.Metric = mostEpochs, s.metric()
	for i, units := range s.units() {
		e.net.Add(s.dense(units), s.activation())
		// A stream for each layer, because with a single one all layers would drop the same units.
		e.net.Add(nn.NewDropout(s.Dropout, rand.New(rand.NewPCG(s.Seed, uint64(i)+1))))
	}
	e.net.Add(s.dense(1))
	if s.regression() {
		e.net.Add(nn.NewLinearActivation())
	} else {
		e.net.Add(nn.NewSigmoidActivation())
	}
	e.parameter = e.net.Params()
	e.net.BatchSize = e.batchSize()
	e.setPatience()
	e.diagnosis = nn.NewDiagnosis(nil)
	e.net.Callbacks = []nn.Callback{(*pause)(e)}
	e.atEpoch = *e.source
	e.remember()
	if n == 0 {
		e.Err = errors.New("there are no points; choose a class above the plane and click into the plane")
	}
	return e
}

// Close ends the session. A session that has trained and is not closed keeps its memory.
func (e *Session) Close() {
	if e.abandon != nil {
		e.abandon()
		e.step, e.abandon = nil, nil
	}
}

// Step trains on one mini-batch. It reports whether training can continue.
func (e *Session) Step() bool {
	e.Note = ""
	if e.Err == nil && len(e.net.History) >= mostEpochs {
		e.Err = fmt.Errorf("%d epochs are enough; press Reset", mostEpochs)
	}
	if e.Err != nil {
		return false
	}
	if e.step == nil {
		e.fit()
	}
	b, more := e.step()
	e.log.batch()
	if more {
		e.batch = b
		return true
	}
	e.Close()
	e.batch.Done = 0
	e.atEpoch = *e.source
	if e.Err == nil && e.Note == "" {
		e.Note = "the training has ended, because no step lowers the loss"
	}
	return false
}

// leave ends Fit where it is. Early stopping puts no weights back, and continues with the next Fit.
func (e *Session) leave() {
	stopping := e.stopping
	e.stopping = nil
	e.Close()
	e.stopping = stopping
	e.batch.Done = 0
	e.atEpoch = *e.source
}

// Epoch trains to the end of the current epoch. It reports whether training can continue.
func (e *Session) Epoch() bool {
	for n := len(e.net.History); len(e.net.History) == n; {
		if !e.Step() {
			return false
		}
	}
	return true
}

// fit starts a Fit of the network that pauses after every mini-batch.
func (e *Session) fit() {
	e.step, e.abandon = iter.Pull(func(yield func(nn.BatchRecord) bool) {
		e.yield = yield
		fit := e.net.Fit
		if e.Optimizer == marquardt {
			fit = e.net.FitLevenbergMarquardt
		}
		e.Err = fit(e.train, e.validation)
	})
}

// pause is the callback through which the session controls Fit.
type pause Session

var errLeft = fmt.Errorf("%w: the session has ended", nn.ErrStop)

// diagnosedEpochs is the number of epochs that the diagnosis expects, so that it looks at every fifth.
const diagnosedEpochs = 100

// BeginTraining passes the call on to the diagnosis and to early stopping.
func (p *pause) BeginTraining(net *nn.NeuralNetwork, train, validation *nn.Dataset) {
	net.Epochs = diagnosedEpochs
	p.diagnosis.BeginTraining(net, train, validation)
	net.Epochs = mostEpochs
	if p.stopping != nil {
		p.stopping.BeginTraining(net, train, validation)
	}
}

// EndBatch pauses, except after the last batch of an epoch. EndEpoch does it then.
func (p *pause) EndBatch(net *nn.NeuralNetwork, b nn.BatchRecord) error {
	p.diagnosis.EndBatch(net, b) // fails only if it writes
	if b.Done < b.Examples && !p.yield(b) {
		return errLeft
	}
	return nil
}

// EndEpoch pauses unless early stopping ends the training.
func (p *pause) EndEpoch(net *nn.NeuralNetwork, r nn.EpochRecord) error {
	p.atEpoch = *p.source
	(*Session)(p).remember()
	p.diagnosis.EndEpoch(net, r)
	if p.stopping != nil {
		if err := p.stopping.EndEpoch(net, r); err != nil {
			p.Note = "early stopping: " + p.stopping.String() + ", whose weights are back"
			return err
		}
	}
	if !p.yield(nn.BatchRecord{Epoch: r.Epoch, Examples: p.train.Len()}) {
		return errLeft
	}
	return nil
}

// EndTraining passes the call on to the diagnosis, if the training has failed, and to early stopping.
func (p *pause) EndTraining(net *nn.NeuralNetwork, err error) {
	if errors.Is(err, nn.ErrDiverged) {
		p.diagnosis.EndTraining(net, err)
	}
	if p.stopping != nil {
		p.stopping.EndTraining(net, err)
	}
}

// nextBatch returns the examples of the next mini-batch. It draws the same permutation as
// MiniBatches, from a copy of the generator.
func (e *Session) nextBatch() *nn.Dataset {
	source := e.atEpoch
	order := rand.New(&source).Perm(e.train.Len())[e.batch.Done:]
	return e.train.Subset(order[:min(e.net.BatchSize, len(order))])
}

// trailLength is the number of epochs whose weights are kept for the path on the loss surface.
const trailLength = 500

// remember adds the current weights to the trail.
func (e *Session) remember() {
	if len(e.trail) == trailLength {
		e.trail = append(e.trail[:0], e.trail[1:]...)
	}
	var weights []float64
	for _, p := range e.parameter {
		weights = append(weights, p.Value.Data...)
	}
	e.trail = append(e.trail, weights)
}
