package play

import (
	"fmt"
	"math"

	"nn"
)

// dense returns a dense layer with the initializer and the penalty of the settings.
func (s *Settings) dense(units int) *nn.DenseLayer {
	l := nn.NewDenseLayer(units).KernelRegularizer(s.penalty())
	switch s.Init {
	case "he":
		l.Initializer = nn.He
	case "large":
		l.Initializer = nn.NewUniform(20)
	case "zeros":
		l.Initializer = nn.Zeros
	case "auto":
		if s.Activation == "relu" {
			l.Initializer = nn.He
		}
	}
	return l
}

// penalty returns the penalty of the weights, or nil for none.
func (s *Settings) penalty() nn.Regularizer {
	switch s.Regularizer {
	case "l1":
		return nn.L1(s.Strength)
	case "l2":
		return nn.L2(s.Strength)
	}
	return nil
}

func (s *Settings) activation() nn.Layer {
	switch s.Activation {
	case "tanh":
		return nn.NewTanhActivation()
	case "sigmoid":
		return nn.NewSigmoidActivation()
	case "linear":
		return nn.NewLinearActivation()
	}
	return nn.NewReLUActivation()
}

func (s *Settings) loss() nn.LossFunction {
	if s.regression() || s.Loss == "squared error" {
		return &nn.MeanSquaredError{}
	}
	return &nn.BinaryCrossEntropy{}
}

// metric returns the coefficient of determination for numbers and the accuracy for classes.
func (s *Settings) metric() nn.Metric {
	if s.regression() {
		return nn.R2
	}
	return nn.Accuracy
}

func (s *Settings) metricName() string {
	if s.regression() {
		return "R²"
	}
	return "accuracy"
}

func (s *Settings) optimizer() nn.Optimizer {
	switch α := s.LearningRate; s.Optimizer {
	case "sgd":
		return nn.NewSGD(α, 0)
	case "momentum":
		return nn.NewSGD(α, s.Momentum)
	case "rmsprop":
		return nn.NewRMSProp(α)
	case "adagrad":
		return nn.NewAdaGrad(α)
	case "rprop":
		return nn.NewRprop(α)
	case "quickprop":
		return nn.NewQuickprop(α)
	case marquardt:
		return &nn.LevenbergMarquardt{Damping: s.Damping}
	}
	return nn.NewAdam(s.LearningRate)
}

// batchSize returns the number of examples in a mini-batch.
func (e *Session) batchSize() int {
	if e.Batch == 0 {
		return max(e.train.Len(), 1)
	}
	return e.Batch
}

// setPatience sets up early stopping as the settings ask for it.
func (e *Session) setPatience() {
	e.stopping = nil
	if e.Patience > 0 && e.validation != nil {
		e.stopping = nn.NewEarlyStopping(e.Patience)
	}
}

// Change changes a setting of the session. A setting that is not live, for example the number of
// units, starts a new session, which Change returns. If the text is wrong, Change returns the
// session unchanged, and an error.
func (e *Session) Change(name, text string) (*Session, error) {
	changed := e.Settings
	if err := changed.Set(name, text); err != nil {
		return e, err
	}
	if changed == e.Settings {
		return e, nil
	}
	if !field(name).Live {
		e.Close()
		return New(changed), nil
	}
	old := e.Settings
	e.Settings = changed
	e.log.set(name, changed.Get(name))
	e.apply(old)
	return e, nil
}

// apply carries the change of live settings over to the network, which keeps its weights.
func (e *Session) apply(old Settings) {
	if e.Optimizer == marquardt || old.Optimizer == marquardt {
		e.leave() // there are two Fits, and that of Levenberg-Marquardt remembers the loss
	}
	if e.Optimizer != old.Optimizer || e.Damping != old.Damping && e.Optimizer == marquardt {
		e.net.Optimizer = e.optimizer()
	}
	if e.LearningRate != old.LearningRate {
		if o, ok := e.net.Optimizer.(interface{ Rate() *float64 }); ok {
			*o.Rate() = e.LearningRate
		} else if e.Optimizer != marquardt {
			e.net.Optimizer = e.optimizer()
		}
	}
	if o, ok := e.net.Optimizer.(*nn.SGD); ok && e.Optimizer == "momentum" {
		o.Momentum = e.Momentum
	}
	e.net.BatchSize = e.batchSize()
	e.net.Loss = e.loss()
	if e.Patience != old.Patience {
		e.setPatience()
		if e.stopping != nil && e.step != nil {
			e.stopping.BeginTraining(e.net, e.train, e.validation)
		}
	}
	layers := e.net.Layers()
	for i, l := range layers[:len(layers)-1] {
		switch l := l.(type) {
		case *nn.DenseLayer:
			l.KernelRegularizer(e.penalty())
		case *nn.Dropout:
			l.Rate = e.Dropout
		default:
			if e.Activation != old.Activation {
				layers[i] = e.activation()
				layers[i].SetInputShape(l.InputShape())
			}
		}
	}
}

// SetWeight changes one weight or bias: element number i of parameter number p.
func (e *Session) SetWeight(p, i int, text string) error {
	v, err := parseNumber(text)
	if err != nil {
		return err
	}
	if math.Abs(v) > 1e6 {
		return fmt.Errorf("want a number from -1e6 to 1e6; found %q", text)
	}
	if !e.hasWeight(p, i) {
		return fmt.Errorf("there is no weight %d of parameter %d", i, p)
	}
	if e.Optimizer == marquardt {
		e.leave()
	}
	e.parameter[p].Value.Data[i] = v
	e.log.weight(p, i, v)
	e.trail = e.trail[:len(e.trail)-1]
	e.remember()
	return nil
}

func (e *Session) hasWeight(p, i int) bool {
	return p >= 0 && p < len(e.parameter) && i >= 0 && i < len(e.parameter[p].Value.Data)
}
