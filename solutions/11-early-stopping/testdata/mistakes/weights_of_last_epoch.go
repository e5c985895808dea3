// Mistake: BestWeights holds the weights of the last epoch, not of the best one
// Seen: stopping: Restore returns the weights of the last epoch
package stopping

func (s *EarlyStopping) Stop(epoch int, valLoss float64, weights []*given.Matrix) bool {
	s.BestWeights = nil
	for _, W := range weights {
		s.BestWeights = append(s.BestWeights, W.Clone())
	}
	if valLoss < s.Best-s.MinDelta {
		s.Best, s.BestEpoch, s.Waited = valLoss, epoch, 0
		return false
	}
	s.Waited++
	return s.Waited >= s.Patience
}
