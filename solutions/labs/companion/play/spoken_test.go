package play

import (
	"strings"
	"testing"
)

func TestSpoken(t *testing.T) {
	for formula, want := range map[string]string{
		"Y   = X·W + B":                    "Y; equals X times W plus B",
		"dX = dY·Wᵀ":                       "dX equals dY times W transposed",
		"∂E/∂x_ij = ∂E/∂y_ij·f'(x_ij)":     "the derivative of E with respect to x sub i j equals the derivative of E with respect to y sub i j times f prime (x sub i j)",
		"L = -1/n·Σ_i Σ_j y_ij·log y*_ij":  "L equals minus 1 divided by n times the sum over i of the sum over j of y sub i j times log y star sub i j",
		"f(x) = 1/(1 + e⁻ˣ)":               "f(x) equals 1 divided by (1 plus e to the minus x)",
		"W_t = W_t-1 - α·g/(√S_t + ε)":     "W sub t equals W sub t minus 1 minus α times g divided by (the square root of S sub t plus ε)",
		"λ₁·Σ_ij |w_ij|":                   "λ 1 times the sum over i j of the absolute value of w sub i j",
		"Σe² of a one-hot row":             "the sum of e squared of a one-hot row",
		"V̂ = V_t/(1 - β₂ᵗ)\nw ← w - α·dW": "V hat equals V sub t divided by (1 minus β 2 to the t); w becomes w minus α times dW",
	} {
		if got := Spoken(formula); got != want {
			t.Errorf("%s is\n%s\nwant\n%s", formula, got, want)
		}
	}
}

// The stages of a step say their formulas in words.
func TestStepIsSpoken(t *testing.T) {
	e := open(t, "")
	trace, err := e.Preview()
	if err != nil {
		t.Fatal(err)
	}
	if html := stepView(trace, 0, false); !strings.Contains(html, `role="img" aria-label="Y equals X times W plus B`) {
		t.Errorf("the first stage is %s", html)
	}
}
