// Mistake: Restore hands its copies out, and further training overwrites them
package stopping

func (s *EarlyStopping) Restore(weights []*given.Matrix) {
	for i, W := range s.BestWeights {
		weights[i].Data = W.Data
	}
}
