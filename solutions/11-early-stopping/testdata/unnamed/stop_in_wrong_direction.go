// Unnamed: a higher loss is an improvement
package stopping

func (s *EarlyStopping) Stop(epoch int, valLoss float64, weights []*given.Matrix) bool {
	if valLoss > s.Best+s.MinDelta || math.IsInf(s.Best, 1) {
		s.Best, s.BestEpoch, s.BestWeights, s.Waited = valLoss, epoch, nil, 0
		for _, W := range weights {
			s.BestWeights = append(s.BestWeights, W.Clone())
		}
		return false
	}
	s.Waited++
	return s.Waited >= s.Patience
}
