// Mistake: the best weights are kept by reference, so training overwrites them
// Seen: stopping: Restore returns the weights of the last epoch
package stopping

func (s *EarlyStopping) Stop(epoch int, valLoss float64, weights []*given.Matrix) bool {
	if valLoss < s.Best-s.MinDelta {
		s.Best, s.BestEpoch, s.BestWeights, s.Waited = valLoss, epoch, nil, 0
		s.BestWeights = append(s.BestWeights, weights...)
		return false
	}
	s.Waited++
	return s.Waited >= s.Patience
}
