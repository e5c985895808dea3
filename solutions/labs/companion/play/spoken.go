package play

import (
	"strings"
	"unicode"
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
