// Mistake: training stops when the error improves, although the slide's sentence means the opposite
// Seen: stopping: training stops too early, after the first good epochs
package stopping

func (s *EarlyStopping) Stop(epoch int, valLoss float64, weights []*given.Matrix) bool {
	if valLoss < s.Best-s.MinDelta {
		s.Best, s.BestEpoch, s.BestWeights = valLoss, epoch, nil
		for _, W := range weights {
			s.BestWeights = append(s.BestWeights, W.Clone())
		}
		s.Waited++
		return s.Waited >= s.Patience
	}
	s.Waited = 0
	return false
}
