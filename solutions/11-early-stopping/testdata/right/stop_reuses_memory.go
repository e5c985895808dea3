// Right: the copies of the first best epoch are overwritten by those of the next
package stopping

func (s *EarlyStopping) Stop(epoch int, valLoss float64, weights []*given.Matrix) bool {
	improved := !math.IsNaN(valLoss) && valLoss+s.MinDelta < s.Best
	if !improved {
		s.Waited += 1
		return !(s.Waited < s.Patience)
	}
	for i, W := range weights {
		if i == len(s.BestWeights) {
			s.BestWeights = append(s.BestWeights, given.NewMatrix(W.Rows, W.Cols))
		}
		copy(s.BestWeights[i].Data, W.Data)
	}
	s.Best, s.BestEpoch, s.Waited = valLoss, epoch, 0
	return false
}

func (s *EarlyStopping) Restore(weights []*given.Matrix) {
	if s.BestEpoch == 0 {
		return
	}
	for i := range weights {
		for r := range weights[i].Rows {
			for c := range weights[i].Cols {
				weights[i].Set(r, c, s.BestWeights[i].At(r, c))
			}
		}
	}
}
