// Lazy: it stops after a number of epochs, whatever the errors are
// Earns: nothing
package stopping

func (s *EarlyStopping) Stop(epoch int, valLoss float64, weights []*given.Matrix) bool {
	s.Best, s.BestEpoch = valLoss, epoch
	return epoch > s.Patience
}

func (s *EarlyStopping) Restore(weights []*given.Matrix) {}
