// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"iter"
	"maps"
	"strings"
	"unicode/utf8"
)

// totalWords are the labels of sums and means, in the languages of the programs that write them.
var totalWords = wordSet("total", "totals", "sum", "grand total", "subtotal", "sub-total", "all", "overall",
	"summe", "gesamt", "gesamtsumme", "gesamtergebnis", "insgesamt", "ergebnis", "teilergebnis", "zwischensumme", "alle",
	"totale", "totaux", "somme", "ensemble", "suma", "soma", "totaal", "summa", "toplam", "razem", "итого", "всего", "сумма", "σ", "∑", "合計", "总计",
	"average", "avg", "mean", "means", "mittelwert", "durchschnitt", "ø", "moyenne", "media", "média", "promedio", "gemiddelde", "среднее")

// sumWords can be followed by other words, or follow them. Mean Girls and All Saints are not sums.
var sumWords = wordSet("total", "totals", "subtotal", "sub", "summe", "gesamt", "ergebnis", "totale", "totaux", "somme", "suma", "итого")

// weakWords can be names, too. A line with one of them must be one of the last, and fit in each column.
var weakWords = wordSet("all", "alle", "overall", "ensemble", "media", "suma", "soma")

// statistics are the labels of other statistics, and which one each is.
var statistics = map[string]string{
	"sd": "sd", "s.d": "sd", "std": "sd", "stdev": "sd", "std dev": "sd", "std. dev": "sd", "stddev": "sd", "standard deviation": "sd",
	"standardabweichung": "sd", "stabw": "sd", "écart-type": "sd", "ecart-type": "sd",
	"median": "median", "médiane": "median", "50%": "median", "25%": "25%", "75%": "75%",
	"min": "min", "minimum": "min", "max": "max", "maximum": "max", "count": "count", "anzahl": "count",
}

// unmistakable labels never name an example.
var unmistakable = wordSet("grand total", "gesamtergebnis", "gesamtsumme", "total general", "total général",
	"mean ± sd", "mean±sd", "mean +/- sd", "mean (sd)", "mean ± std", "mittelwert ± sd", "standard deviation", "standardabweichung")

func wordSet(words ...string) map[string]bool {
	set := map[string]bool{}
	for _, word := range words {
		set[word] = true
	}
	return set
}

// plainLabel returns the text in lower case with single spaces.
func plainLabel(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }

// totalWord returns the label without a remark in brackets and signs at its end: TOTAL (n=40): is total.
func totalWord(text string) string {
	word, _, _ := strings.Cut(plainLabel(text), " (")
	return strings.TrimRight(word, ":.*= ")
}

// isTotal reports whether the text says that its line holds totals or another statistic. The label of a
// sum can be followed by what is added up, or follow it: Total sales, North Total.
func isTotal(text string) bool {
	if len(text) > 60 || !mayBeTotal(text) {
		return false
	}
	word := totalWord(text)
	if isTotalWord(word) {
		return true
	}
	before, of, several := strings.Cut(word, " ")
	after := word[strings.LastIndexByte(word, ' ')+1:]
	return several && (sumWords[before] || sumWords[after] || totalWords[before] && strings.HasPrefix(of, "of ")) || unmistakable[plainLabel(text)]
}

// labelBegins are the letters with which labels begin, up to the first other character.
var labelBegins = func() map[string]bool {
	begins := map[string]bool{}
	for _, words := range []iter.Seq[string]{maps.Keys(totalWords), maps.Keys(sumWords), maps.Keys(unmistakable), maps.Keys(statistics)} {
		for word := range words {
			begins[word[:len(word)-len(strings.TrimLeft(word, "abcdefghijklmnopqrstuvwxyz"))]] = true
		}
	}
	delete(begins, "")
	return begins
}()

// mayBeTotal is false for most other texts, and fast: isTotal sees each text of the table.
func mayBeTotal(text string) bool {
	var word [20]byte
	n := 0 // letters of the word in front, and then of the last word
	for i := range len(text) {
		switch b := text[i]; {
		case b >= utf8.RuneSelf || b == '(' || b == '%':
			return true
		case b|0x20 >= 'a' && b|0x20 <= 'z':
			if n < len(word) {
				word[n] = b | 0x20
			}
			n++
			continue
		}
		if n <= len(word) && labelBegins[string(word[:n])] {
			return true
		}
		n = 0
	}
	return n <= len(word) && labelBegins[string(word[:n])]
}

// isTotalWord reports whether the word is a label by itself.
func isTotalWord(word string) bool { return totalWords[word] || statistics[word] != "" }

// isUnmistakable reports whether the text is the label of a statistic and cannot be anything else.
func isUnmistakable(text string) bool {
	plain := strings.TrimRight(plainLabel(text), ":")
	_, remark, _ := strings.Cut(strings.ReplaceAll(plain, " ", ""), "(n=")
	return unmistakable[plain] || remark != "" && totalWords[totalWord(text)]
}

// isWeak reports whether the label can be a name.
func isWeak(text string) bool {
	word := totalWord(text)
	return (weakWords[word] || statistics[word] != "") && !isUnmistakable(text)
}
