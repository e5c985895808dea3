// Mistake: the first error becomes the best one unchecked: if it is NaN, no later error is better
// Seen: stopping: training stops too early if the first error is NaN, however good the next are
package stopping

func (s *EarlyStopping) Stop(epoch int, valLoss float64, weights []*given.Matrix) bool {
	if epoch == 1 || valLoss < s.Best-s.MinDelta {
		s.Best, s.BestEpoch, s.BestWeights, s.Waited = valLoss, epoch, nil, 0
		for _, W := range weights {
			s.BestWeights = append(s.BestWeights, W.Clone())
		}
		return false
	}
	s.Waited++
	return s.Waited >= s.Patience
}
