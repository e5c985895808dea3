// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import "strings"

// totalWords are the labels of sums and means, in the languages of the programs that write them.
var totalWords = wordSet("total", "totals", "sum", "grand total", "subtotal", "sub-total", "all", "overall",
	"summe", "gesamt", "gesamtsumme", "gesamtergebnis", "insgesamt", "ergebnis", "teilergebnis", "zwischensumme", "alle",
	"totale", "totaux", "somme", "ensemble", "suma", "soma", "totaal", "summa", "toplam", "razem", "итого", "всего", "сумма", "σ", "∑", "合計", "总计",
	"average", "avg", "mean", "means", "mittelwert", "durchschnitt", "ø", "moyenne", "media", "média", "promedio", "gemiddelde", "среднее")

// statistics are the labels of other statistics, and which one each is.
var statistics = map[string]string{
	"sd": "sd", "s.d": "sd", "std": "sd", "stdev": "sd", "std dev": "sd", "std. dev": "sd", "stddev": "sd", "standard deviation": "sd",
	"standardabweichung": "sd", "stabw": "sd", "écart-type": "sd", "ecart-type": "sd",
	"median": "median", "médiane": "median", "50%": "median", "25%": "25%", "75%": "75%",
	"min": "min", "minimum": "min", "max": "max", "maximum": "max", "count": "count", "n": "count", "anzahl": "count",
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

// isTotal reports whether the text says that its line holds totals or another statistic.
func isTotal(text string) bool {
	if len(text) > 60 {
		return false
	}
	word := totalWord(text)
	if totalWords[word] || statistics[word] != "" {
		return true
	}
	before, _, several := strings.Cut(word, " ")
	after := word[strings.LastIndexByte(word, ' ')+1:]
	return several && (totalWords[before] || totalWords[after] && after != "all" || strings.HasPrefix(word, "sub total"))
}

// isUnmistakable reports whether the text is the label of a statistic and cannot be anything else.
func isUnmistakable(text string) bool {
	plain := strings.TrimRight(plainLabel(text), ":")
	_, remark, _ := strings.Cut(strings.ReplaceAll(plain, " ", ""), "(n=")
	return unmistakable[plain] || remark != "" && totalWords[totalWord(text)]
}
