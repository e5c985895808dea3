// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"cmp"
	"fmt"
	"html"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// isStray reports whether the character has no place in a name: a byte 0 of a damaged file, a byte
// order mark in the middle, a space without width, a line separator, or the sign for a character
// that was lost. Persian and Hindi need the two characters that join letters or do not.
func isStray(r rune) bool {
	switch r {
	case '\t', '\n', '\u200c', '\u200d':
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) || r == unicode.ReplacementChar
}

// lookAlikes are Cyrillic and Greek letters and some signs, and latin the characters that look the
// same, in the same order.
var (
	lookAlikes = []rune("АВЕЅІЈКМНОРСТУХаеѕіјорсухЁёЇїΑΒΕΖΗΙΚΜΝΟΡΤΥΧο‘’ʼ−µ")
	latin      = []rune("ABESIJKMHOPCTYXaesijopcyxËëÏïABEZHIKMNOPTYXo'''-μ")
)

// toLatin returns the Latin character that looks like r, or r.
func toLatin(r rune) rune {
	const wide = '！' - '!' // the distance of Chinese wide characters from those of ASCII
	if r >= '!'+wide && r <= '~'+wide {
		return r - wide
	}
	if i := slices.Index(lookAlikes, r); i >= 0 {
		return latin[i]
	}
	return r
}

// composed lists, for each mark, letters without and with it. Some systems write such a letter as one
// character, and others as two.
var composed = map[rune][]rune{
	'\u0300': []rune("aàeèiìoòuù"),
	'\u0301': []rune("aácćeéiínńoósśuúyýzź"),
	'\u0302': []rune("aâeêiîoôuû"),
	'\u0303': []rune("aãnñoõ"),
	'\u0306': []rune("aăgğий"),
	'\u0307': []rune("eėzż"),
	'\u0308': []rune("aäeëiïoöuü"),
	'\u030a': []rune("aåuů"),
	'\u030b': []rune("oőuű"),
	'\u030c': []rune("cčdďeěnňrřsštťzž"),
	'\u0327': []rune("cçsş"),
	'\u0328': []rune("aąeę"),
}

// compose joins each letter and the mark after it to one character.
func compose(text string) string {
	var all []rune
	for _, r := range text {
		pairs, last := composed[r], len(all)-1
		for i := 0; i+1 < len(pairs) && last >= 0; i += 2 {
			switch all[last] {
			case pairs[i]:
				all[last], r = pairs[i+1], 0
			case unicode.ToUpper(pairs[i]):
				all[last], r = unicode.ToUpper(pairs[i+1]), 0
			}
		}
		if r != 0 {
			all = append(all, r)
		}
	}
	return string(all)
}

// spelling returns the common form of all spellings of a text. For 1, 1.0 and 01 that is the number.
// Otherwise, it is the text, encoded once, in lower case, without quotes around it, spaces and a point at its end.
// Single letters are as different as a and A, and words can be joined by hyphens or underscores.
func (t *csvTable) spelling(text string) string {
	text = compose(encodedOnce(text))
	if v, ok := t.parse(text); ok {
		return fmt.Sprint(v + 0) // -0 is 0
	}
	if utf8.RuneCountInString(text) == 1 {
		return text
	}
	text = strings.ToLower(strings.Trim(text, "'`\"“”"))
	code := strings.ContainsFunc(text, unicode.IsDigit) // 1-12 and 11-2 are different
	return strings.TrimRight(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return -1
		case unicode.In(r, unicode.Pd, unicode.Pc) && !code:
			return -1
		case unicode.Is(unicode.Pd, r):
			return '-'
		}
		return r
	}, text), ".")
}

// spellings returns the common form of the text and that of the Latin text that looks the same. Texts
// with a form in common differ only in spelling. The first form is needed because capital letters can
// look the same where small ones do not.
func (t *csvTable) spellings(text string) [2]string {
	return [2]string{t.spelling(text), t.spelling(strings.Map(toLatin, text))}
}

// windows1252 are the characters of the bytes 0x80 to 0x9f in Windows-1252. Unused bytes stand for themselves.
var windows1252 = []rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ")

// encodedOnce returns the text that was encoded twice: as HTML, such as A &amp; B, or as UTF-8 that a
// program has read as Windows-1252, such as MÃ¼nchen. Any other text is returned as it is.
func encodedOnce(text string) string {
	if strings.Contains(text, "&") && strings.Contains(text, ";") {
		text = html.UnescapeString(text)
	}
	var latin []byte
	for _, r := range text {
		i := slices.Index(windows1252, r)
		switch {
		case i >= 0:
			r = rune(0x80 + i)
		case r > 0xff:
			return text
		}
		latin = append(latin, byte(r))
	}
	if !utf8.Valid(latin) {
		return text
	}
	return string(latin)
}

// codePoints names the first characters in which two texts differ, because they may look the same. It
// returns "" if both are in ASCII.
func codePoints(a, b string) string {
	first := func(text string) string {
		r, size := utf8.DecodeRuneInString(text)
		name := fmt.Sprintf("%U", r)
		if mark, _ := utf8.DecodeRuneInString(text[size:]); unicode.Is(unicode.Mn, mark) {
			name += fmt.Sprintf(" %U", mark)
		}
		return name
	}
	if encodedOnce(a) != a || encodedOnce(b) != b {
		return " (one of them was encoded twice)"
	}
	for a != "" && b != "" {
		r, size := utf8.DecodeRuneInString(a)
		s, _ := utf8.DecodeRuneInString(b)
		switch {
		case r == s:
			a, b = a[size:], b[size:]
		case max(r, s) < utf8.RuneSelf:
			return ""
		default:
			return fmt.Sprintf(" (%s and %s)", first(a), first(b))
		}
	}
	return ""
}

// meant asks whether one of the names is meant that differs from the name only in spelling, or
// returns "" if there is none.
func (t *csvTable) meant(name string, names []string) string {
	forms := t.spellings(name)
	for _, other := range names {
		if o := t.spellings(other); strings.EqualFold(other, name) || o[0] == forms[0] || o[1] == forms[1] {
			return fmt.Sprintf(": is %s meant%s?", printable(other), codePoints(name, other))
		}
	}
	return ""
}

// madeDate returns the first of the texts that Excel has made a date of, or "". Most of the others
// must be ranges such as 10-14, or numbers.
func (t *csvTable) madeDate(texts []string) (date string) {
	dates, others := 0, 0
	for _, text := range texts {
		from, to, _ := strings.Cut(text, "-")
		_, isNumber := t.parse(text)
		switch {
		case isDate(text):
			if dates++; dates == 1 {
				date = text
			}
		case isNumber, from != "" && to != "" && onlyDigits(from) && onlyDigits(to):
			others++
		}
	}
	if others <= dates {
		return ""
	}
	return date
}

// isDate reports whether the text is a date as Excel or pandas writes it, with the names of months in
// English or German: 14-Oct, Oct 14, 14. Okt, 2026-10-14 00:00:00.
func isDate(text string) bool {
	parts := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune("-./ ", r) })
	if len(parts) == 2 {
		if onlyDigits(parts[1]) {
			slices.Reverse(parts)
		}
		return onlyDigits(parts[0]) && len(parts[1]) >= 3 &&
			strings.Contains("jan feb mar apr may jun jul aug sep oct nov dec mrz mär mai okt dez", parts[1])
	}
	if len(text) < len("1/2/2006") || text[0] < '0' || text[0] > '9' {
		return false // without the memory for an error
	}
	for _, layout := range []string{"2006-01-02", "2006-01-02 15:04:05", "02.01.2006", "1/2/2006"} {
		if _, err := time.Parse(layout, text); err == nil {
			return true
		}
	}
	return false
}

// sortClasses sorts classes: first the numbers by value, then the others by their bytes.
func sortClasses(texts []string) {
	value := func(text string) float64 {
		if v, ok := parseFinite(withPoint(text)); ok {
			return v
		}
		return math.Inf(1)
	}
	slices.SortFunc(texts, func(a, b string) int {
		return cmp.Or(cmp.Compare(value(a), value(b)), cmp.Compare(a, b))
	})
}
