package play

import (
	"fmt"
	"html"
	"strings"
	"unicode"

	"nn"
)

// signs are the words for the signs of a formula.
var signs = map[rune]string{
	'=': "equals", '+': "plus", '·': "times", '⊙': "elementwise times", '/': "divided by", '←': "becomes", '≈': "is about",
	'<': "is less than", '>': "is greater than", '≥': "is at least", '≤': "is at most", '√': "the square root of",
	'∂': "the derivative of", '²': "squared", 'ᵀ': "transposed", 'ˣ': "to the x", 'ᵗ': "to the t", '^': "to the", '*': "star", '\'': "prime",
	'₀': "0", '₁': "1", '₂': "2", '\u0302': "hat", 'ȳ': "y bar", '⁺': "plus", '⁻': "minus",
}

// Spoken returns a formula in words, because programs that read a page aloud leave out most of the signs.
func Spoken(formula string) string {
	var words []string
	for _, line := range strings.Split(strings.TrimSpace(formula), "\n") {
		for _, part := range strings.Split(line, "   ") { // a gap in a line
			if part = strings.TrimSpace(part); part != "" {
				words = append(words, spokenPart(part))
			}
		}
	}
	return strings.Join(words, "; ")
}

func spokenPart(part string) string {
	var b strings.Builder
	say := func(word string) { b.WriteString(" " + word + " ") }
	r := []rune(strings.NewReplacer("e⁻ˣ", "e to the minus x", "/∂", " with respect to ").Replace(part))
	at := func(i int) rune {
		if i < 0 || i >= len(r) {
			return ' '
		}
		return r[i]
	}
	open := false // an absolute value
	for i := 0; i < len(r); i++ {
		c := r[i]
		switch {
		case c == 'Σ' || c == '_' && i > 0:
			sum := c == 'Σ'
			if sum {
				say("the sum")
			}
			if sum && at(i+1) == '_' {
				say("over")
				i++
			} else if !sum {
				say("sub")
			}
			for ; (c == '_' || at(i) == '_') && (unicode.IsLetter(at(i+1)) || unicode.IsDigit(at(i+1))); i++ {
				say(string(at(i + 1)))
				c = '_'
			}
			if sum {
				say("of")
			}
		case c == '|':
			if open = !open; open {
				say("the absolute value of")
			}
		case c == '-' && !(unicode.IsLetter(at(i-1)) && unicode.IsLetter(at(i+1))):
			say("minus")
		case signs[c] != "":
			say(signs[c])
		default:
			b.WriteRune(c)
		}
	}
	return strings.NewReplacer("( ", "(", " )", ")", " ,", ",", " ;", ";", " .", ".").Replace(strings.Join(strings.Fields(b.String()), " "))
}

// meanings are words for the letters of matrices.
var meanings = map[string]string{
	"X": "the input", "Y": "the output", "W": "the weights", "B": "the biases", "M": "the mask", "d": "the step",
	"dX": "the gradient of the input", "dY": "the gradient of the output", "dW": "the gradient of the weights", "dB": "the gradient of the biases",
	"Y*": "the predictions", "dY*": "the gradient of the predictions", "Predict": "the predictions", "L": "the loss", "E": "the loss",
	"x": "the input", "w": "the weight", "b": "the bias", "z": "the weighted sum", "y": "the output", "target": "the target",
	"∂L/∂x": "the gradient of the input", "∂L/∂w": "the gradient of the weight", "∂L/∂b": "the gradient of the bias",
	"∂L/∂z": "the gradient of the weighted sum", "∂L/∂y": "the gradient of the output",
	"f'(X)": "the slope of f", "Jacobian": "the derivatives of the outputs", "penalty": "the penalty of the weights",
	"α": "the learning rate", "β": "the momentum", "Δ_0": "the first step", "λ₁": "the strength of L1", "λ₂": "the strength of L2",
	"p": "the probability of a drop", "seed": "the seed of the random numbers", "start": "the start of the path",
	"val_loss": "the loss of each epoch", "Patience": "the number of epochs", "examples": "the number of examples", "BatchSize": "the size of a batch",
}

// meaning returns the words for the first letter in the name of a matrix, such as dW in "STEP 2: dW = Xᵀ·dY".
func meaning(name string) string {
	if name == "Y" { // alone it stands beside Y*
		return "the targets"
	}
	for _, word := range strings.Fields(name) {
		if words := meanings[strings.TrimRight(word, ",:")]; words != "" {
			return words
		}
	}
	return ""
}

// meaningIn returns the words for a matrix in a stage of a training step.
func meaningIn(way, name string) string {
	letter, _, _ := strings.Cut(name, " ")
	switch {
	case way == "forward" && name == "Y":
		return meanings["Y"]
	case way == "update" && !strings.Contains(" W B dW dB d ", " "+letter+" "):
		return "the memory of the optimizer"
	}
	return meaning(name)
}

// tableStart returns the start of the table of a matrix. The caption is short, and a screen reader says the
// name, its meaning and the shape in words.
func tableStart(name, meaning string, m *nn.Matrix) string {
	count := func(n int, what string) string {
		if n != 1 {
			what += "s"
		}
		return fmt.Sprint(n, " ", what)
	}
	spoken := Spoken(strings.ReplaceAll(name, "val_loss", "validation loss"))
	return fmt.Sprintf(`<table class="matrix" aria-label="%s, %s, %s, %s"><caption>%s (%d, %d)</caption>`,
		html.EscapeString(spoken), meaning, count(m.Rows, "row"), count(m.Cols, "column"), html.EscapeString(name), m.Rows, m.Cols)
}
