package main

import (
	"fmt"
	"math"
	"math/rand/v2"

	"nn"
)

// The constants of Adam on the worksheet. With β₂ = 0.99, 1/(1 - β₂²) = 50 would multiply the rounding errors.
const adamα, adamβ1, adamβ2, adamε = 0.1, 0.8, 0.95, 0.1

// optimizerSheet is three updates of one weight with momentum, and three with Adam.
func optimizerSheet(rng *rand.Rand) *worksheet {
	decimal := func() float64 { // one decimal, from 0.2 to 5 and from -5 to -0.2
		v := float64(2+rng.IntN(49)) / 10
		return []float64{v, -v}[rng.IntN(2)]
	}
	g, w0 := []float64{decimal(), decimal(), decimal()}, decimal()
	pick := func(from ...float64) float64 { return from[rng.IntN(len(from))] }
	α, β := pick(0.1, 0.2, 0.5), pick(0.7, 0.9)
	adam := nn.NewAdam(adamα)
	adam.Beta1, adam.Beta2, adam.Epsilon = adamβ1, adamβ2, adamε
	return &worksheet{
		Title:   "Three steps of an optimizer by hand",
		Slide:   "Improvements on training algorithms: momentum; RMSProp e Adam",
		Minutes: 30,
		About: fmt.Sprintf("One weight w starts at w₀. Its gradients in the first three updates are g₁, g₂ and g₃. "+
			"All averages start at 0. Adam uses α = %v, β₁ = %v, β₂ = %v and a large ε = %v; ε is added to the root.",
			adamα, adamβ1, adamβ2, adamε),
		Given: []worksheetMatrix{{"w₀", scalar(w0)}, {"g₁ g₂ g₃", nn.MatrixOf(g)},
			{"momentum: α", scalar(α)}, {"momentum: β", scalar(β)}},
		Parts: []worksheetPart{
			{"Momentum", "V_t = β·V_t−1 + (1 − β)·g_t    w_t = w_t−1 − α·V_t", momentumSteps(w0, α, β, g)},
			{"Adam", "M_t = β₁·M_t−1 + (1 − β₁)·g_t    V_t = β₂·V_t−1 + (1 − β₂)·g_t²    M̂ = M_t/(1 − β₁ᵗ)    " +
				"V̂ = V_t/(1 − β₂ᵗ)    w_t = w_t−1 − α·M̂/(√V̂ + ε)", adamSteps(w0, adam, g)},
		},
	}
}

func momentumSteps(w0, α, β float64, g []float64) []*worksheetStep {
	V, w := average(β, g), updates(nn.NewSGD(α, β), w0, g)
	return []*worksheetStep{
		step("", "V₁", scalar(V[0]),
			"β and 1 − β are swapped", scalar(β*g[0]),
			"the factor 1 − β is left out", scalar(g[0])),
		step("", "w₁", scalar(w[0]),
			"the sign is wrong", scalar(w0+α*V[0]),
			"α is left out", scalar(w0-V[0]),
			"the gradient is subtracted, not V", scalar(w0-α*g[0])),
		step("", "V₂", scalar(V[1]),
			"V₁ is forgotten", scalar((1-β)*g[1]),
			"V₁ is not multiplied by β", scalar(V[0]+(1-β)*g[1]),
			"g₁ stands where V₁ should", scalar(β*g[0]+(1-β)*g[1])),
		step("", "w₂", scalar(w[1]),
			"it starts from w₀ again", scalar(w0-α*V[1]),
			"V₁ is used once more", scalar(w[0]-α*V[0])),
		step("", "V₃", scalar(V[2])),
		step("", "w₃", scalar(w[2]),
			"it starts from w₀ again", scalar(w0-α*V[2])),
	}
}

func adamSteps(w0 float64, o *nn.Adam, g []float64) []*worksheetStep {
	α, β1, β2, ε := o.LearningRate, o.Beta1, o.Beta2, o.Epsilon
	squares := make([]float64, len(g))
	for t := range g {
		squares[t] = g[t] * g[t]
	}
	M, V, w := average(β1, g), average(β2, squares), updates(o, w0, g)
	mHat := func(t int) float64 { return M[t-1] / (1 - math.Pow(β1, float64(t))) }
	vHat := func(t int) float64 { return V[t-1] / (1 - math.Pow(β2, float64(t))) }
	move := func(w, m, v float64) *nn.Matrix { return scalar(w - α*m/(math.Sqrt(v)+ε)) }
	return []*worksheetStep{
		step("", "M₁", scalar(M[0]),
			"β₁ and 1 − β₁ are swapped", scalar(β1*g[0])),
		step("", "V₁", scalar(V[0]),
			"β₂ and 1 − β₂ are swapped", scalar(β2*squares[0]),
			"the gradient is not squared", scalar((1-β2)*g[0]),
			"it uses β₁, not β₂", scalar((1-β1)*squares[0])),
		step("", "M̂₁", scalar(mHat(1))),
		step("", "V̂₁", scalar(vHat(1))),
		step("", "w₁", scalar(w[0]),
			"M and V are not corrected", move(w0, M[0], V[0]),
			"only M is corrected", move(w0, mHat(1), V[0]),
			"the root is missing", scalar(w0-α*mHat(1)/(vHat(1)+ε)),
			"the sign is wrong", move(w0, -mHat(1), vHat(1))),
		step("", "M₂", scalar(M[1]),
			"the corrected M̂₁ is kept, not M₁", scalar(β1*mHat(1)+(1-β1)*g[1])),
		step("", "V₂", scalar(V[1]),
			"the corrected V̂₁ is kept, not V₁", scalar(β2*vHat(1)+(1-β2)*squares[1])),
		step("", "M̂₂", scalar(mHat(2)),
			"the power is missing: 1 − β₁", scalar(M[1]/(1-β1))),
		step("", "V̂₂", scalar(vHat(2)),
			"the power is missing: 1 − β₂", scalar(V[1]/(1-β2))),
		step("", "w₂", scalar(w[1]),
			"it starts from w₀ again", move(w0, mHat(2), vHat(2))),
		step("", "M₃", scalar(M[2])),
		step("", "V₃", scalar(V[2])),
		step("", "M̂₃", scalar(mHat(3))),
		step("", "V̂₃", scalar(vHat(3))),
		step("", "w₃", scalar(w[2])),
	}
}

// updates returns the weight after each update.
func updates(o nn.Optimizer, w float64, g []float64) (after []float64) {
	p := &nn.Param{Name: "weights", Value: scalar(w), Grad: nn.NewMatrix(1, 1)}
	for _, gradient := range g {
		p.Grad.Set(0, 0, gradient)
		o.Update(p)
		after = append(after, p.Value.At(0, 0))
	}
	return after
}

// average returns the moving averages β·V + (1 - β)·v. With α = 1, momentum subtracts V itself.
func average(β float64, values []float64) (V []float64) {
	before := 0.0
	for _, w := range updates(nn.NewSGD(1, β), 0, values) {
		V, before = append(V, before-w), w
	}
	return V
}
