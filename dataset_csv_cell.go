// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// missingWords mean a missing value: the usual words, the words of databases, of programming languages
// and of Microsoft's C library, and Excel's signs, in several languages, for a result that does not exist.
// Words that could be classes, such as missing and nil, are not among them.
var missingWords = []string{
	"", "?", "-", "--", "---", "–", "—", ".", "..", "na", "n/a", "n.a", "n.a.", "#n/a", "#na", "<na>", "nan", "-nan", "nat",
	"null", "(null)", "<null>", "[null]", "none", `\n`, "undefined", "k.a.", "k. a.",
	"1.#qnan", "1.#ind", "-1.#ind", "nan(ind)", "-nan(ind)", "nan(snan)", "-nan(snan)",
	"#div/0!", "#value!", "#ref!", "#num!", "#name?", "#null!", "#calc!", "#spill!",
	"#nv", "#wert!", "#bezug!", "#zahl!", "#überlauf!", // German
	"#n/d", "#valeur!", "#nombre!", "#nom?", "#nul!", // French
	"#¡div/0!", "#¡valor!", "#¡ref!", "#¡num!", "#¿nombre?", "#valor!", "#valore!", "#rif!", "#nome?", "#nome!", // Spanish, Portuguese, Italian
}

// cell returns the value of a field, and counts what it is. A missing value is NaN.
func (t *csvTable) cell(c *csvColumn, field string, line int) (float64, error) {
	v, isNumber := t.parse(field)
	switch {
	case t.isMissing(field, v, isNumber):
		c.gaps++
		if c.gaps == 1 {
			c.gapLine = line
		}
		if len(c.gapTexts) < 3 && !slices.Contains(c.gapTexts, field) {
			c.gapTexts = append(c.gapTexts, t.keepText(field))
		}
		return math.NaN(), nil
	case isNumber:
		if c.numbers == 0 {
			c.start, c.least, c.most = v, v, v
		} else if v != c.last+1 {
			c.counts = false
		}
		c.least, c.most = min(c.least, v), max(c.most, v)
		c.last = v
		c.numbers++
		if v != math.Trunc(v) {
			c.fractions++
		}
		if t.o.Decimal == 0 && (t.text.sep == ';' || t.text.sep == '\t') && strings.Contains(field, ".") {
			if c.points++; isGrouped(field) {
				if c.grouped++; c.grouped == 1 {
					c.groupText, c.groupLine = strings.Clone(field), line
				}
			}
		}
	default:
		if !utf8.ValidString(field) && c.role != roleDropped {
			return 0, t.notUTF8(fmt.Sprintf("line %d, %s", line, c), field)
		}
		c.words++
		if len(c.examples) < 3 && !slices.Contains(c.examples, field) {
			c.examples = append(c.examples, t.keepText(field))
			c.exampleLines = append(c.exampleLines, line)
		}
	}
	if c.role == roleNumber || c.role == roleDropped {
		return v, nil
	}
	k, known := c.index[field]
	if !known {
		if len(c.texts) > t.distinct {
			c.many = true
			return 0, nil
		}
		k = len(c.texts)
		field = t.keepText(field)
		t.texts += textBytes
		c.texts = append(c.texts, field)
		c.textLines = append(c.textLines, line)
		c.index[field] = k
	}
	return float64(k), nil
}

// isMissing reports whether a field has no value.
func (t *csvTable) isMissing(field string, v float64, isNumber bool) bool {
	if isNumber {
		return slices.Contains(t.markers, v)
	}
	return len(field) < 8 && t.missing[field] || t.missing[strings.ToLower(field)]
}

// notUTF8 returns an error that names the first byte of the field that is not UTF-8.
func (t *csvTable) notUTF8(where, field string) error {
	i := 0
	for i < len(field) {
		r, size := utf8.DecodeRuneInString(field[i:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		i += size
	}
	return fmt.Errorf("%s: found %s, whose byte %#02x is not UTF-8: the text is probably Latin-1 (Windows-1252): "+
		"save it as UTF-8 (in Excel: CSV UTF-8), or convert it with iconv -f WINDOWS-1252 -t UTF-8",
		where, printable(field), field[i])
}

// parse returns the finite number that the text stands for.
func (t *csvTable) parse(text string) (v float64, ok bool) {
	if t.o.Decimal == ',' {
		if strings.Contains(text, ".") {
			return 0, false
		}
		text = withPoint(text)
	}
	return parseFinite(text)
}

// isWord reports whether the text is neither empty nor a number.
func (t *csvTable) isWord(text string) bool {
	_, isNumber := t.parse(text)
	return text != "" && !isNumber
}

// isGrouped reports whether the points of a number could separate thousands: 1.250, 12.000 or 1.234.567.
func isGrouped(text string) bool {
	if len(text)-strings.LastIndexByte(text, '.') != 4 { // most numbers, without memory for the groups
		return false
	}
	groups := strings.Split(withoutSign(text), ".")
	for i, group := range groups {
		if !onlyDigits(group) || i > 0 && len(group) != 3 || i == 0 && (group == "" || len(group) > 3 || group[0] == '0') {
			return false
		}
	}
	return len(groups) > 1
}

// withPoint returns the text with a decimal point in place of a decimal comma.
func withPoint(text string) string { return strings.Replace(text, ",", ".", 1) }

// parseFinite returns the finite number that the text stands for. [strconv.ParseFloat] alone would
// take nan, inf and hexadecimal numbers, too.
func parseFinite(text string) (v float64, ok bool) {
	if !isDecimal(text) {
		return 0, false
	}
	v, err := strconv.ParseFloat(text, 64)
	return v, err == nil
}

// isDecimal reports whether the text is a decimal number: -12, .5, 1e-3.
func isDecimal(text string) bool {
	mantissa, exponent, scaled := text, "", false
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		mantissa, exponent, scaled = text[:i], text[i+1:], true
	}
	whole, fraction, _ := strings.Cut(withoutSign(mantissa), ".")
	return onlyDigits(whole) && onlyDigits(fraction) && whole+fraction != "" &&
		(!scaled || exponent != "" && withoutSign(exponent) != "" && onlyDigits(withoutSign(exponent)))
}

// withoutSign returns the text without its sign.
func withoutSign(text string) string {
	if text != "" && (text[0] == '-' || text[0] == '+') {
		return text[1:]
	}
	return text
}

// onlyDigits reports whether the text consists of digits. An empty one does.
func onlyDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}
