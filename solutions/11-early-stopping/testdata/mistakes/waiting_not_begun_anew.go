// Mistake: an improvement does not reset the counter, so all bad epochs are counted
// Seen: stopping: training stops too early, if the error goes up and down
package stopping

func (s *EarlyStopping) Stop(epoch int, valLoss float64, weights []*given.Matrix) bool {
	if valLoss < s.Best-s.MinDelta {
		s.Best, s.BestEpoch, s.BestWeights = valLoss, epoch, nil
		for _, W := range weights {
			s.BestWeights = append(s.BestWeights, W.Clone())
		}
		return false
	}
	s.Waited++
	return s.Waited >= s.Patience
}
