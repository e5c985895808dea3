package main

import (
	"regexp"
	"strings"
)

// compilerHelp has a sentence for the errors of the compiler that people who know Python meet most
// often.
var compilerHelp = []struct {
	error *regexp.Regexp
	help  string
}{
	{regexp.MustCompile(`unexpected name in\b`),
		"A loop over the elements of a slice is written: for i, v := range s { ... }"},
	{regexp.MustCompile(`unexpected name (and|or)\b`),
		"Go writes && for and, || for or."},
	{regexp.MustCompile(`unexpected name \w+, expected \{`),
		"Between if or for and { stands one expression. Go writes ! for not."},
	{regexp.MustCompile(`unexpected (:|newline), expected .*\{|unexpected :`),
		"A block begins with { on the line of its if, for or func, and ends with }."},
	{regexp.MustCompile(`cannot use assignment .* as value|cannot use .* = .* as value`),
		"= assigns; a comparison is written with ==."},
	{regexp.MustCompile(`no new variables on left side of :=`),
		":= declares a new variable. To give a new value to one that exists, write = instead."},
	{regexp.MustCompile(`declared and not used`),
		"Go refuses a variable that nothing reads. Use it, remove it, or write _ in its place."},
	{regexp.MustCompile(`imported and not used`),
		"Go refuses an import that nothing uses. Remove the import."},
	{regexp.MustCompile(`undefined: (math|fmt|slices|strings|strconv|sort|rand|maps|errors|cmp|given)$`),
		"The package is not imported. Add it at the top of the file, for example: import \"math\""},
	{regexp.MustCompile(`undefined: (True|False|None)$`),
		"In Go these words are true, false and nil."},
	{regexp.MustCompile(`undefined: `),
		"Nothing has this name here. Is it misspelt, or must its first assignment be written with := ?"},
	{regexp.MustCompile(`mismatched types int and float64|mismatched types float64 and int`),
		"Go does not mix int and float64. Convert the int: float64(n)."},
	{regexp.MustCompile(`cannot use .* as float64 value|cannot use .* as int value`),
		"Go does not convert numbers by itself. Write float64(n) or int(x)."},
	{regexp.MustCompile(`operator \S+ not defined on .*given\.Matrix|mismatched types \*given\.Matrix|mismatched types .* and \*given\.Matrix`),
		"There are no operators on matrices. Call the method, for example A.Add(B)."},
	{regexp.MustCompile(`cannot index .*given\.Matrix`),
		"An element of a matrix is X.At(i, j), and X.Set(i, j, v) changes it."},
	{regexp.MustCompile(`but does have (field|method)`),
		"Capital and small letters differ in Go. The end of the message has the right spelling."},
	{regexp.MustCompile(`has no field or method`),
		"The value has no such field or method. go doc exercises/given lists those of a Matrix."},
	{regexp.MustCompile(`cannot indirect`),
		"Go has no operator ** for powers. Write x * x, or math.Pow(x, 3)."},
	{regexp.MustCompile(`missing return`),
		"The end of the function can be reached without a return. Add one there."},
	{regexp.MustCompile(`assignment mismatch`),
		"The numbers of values on both sides of = differ. Take every result, with _ for one that you do not need."},
	{regexp.MustCompile(`not enough return values|too many return values`),
		"Return as many values as the first line of the function promises."},
	{regexp.MustCompile(`is not used$`),
		"The result of this expression is lost. The methods of a Matrix return a new one: A = A.Add(B)"},
}

// helpFor returns the sentence for the first error in the compiler's output, or "".
func helpFor(output string) string {
	for line := range strings.Lines(output) {
		if !compilerError.MatchString(line) {
			continue
		}
		for _, h := range compilerHelp {
			if h.error.MatchString(strings.TrimSpace(line)) {
				return h.help
			}
		}
		return ""
	}
	return ""
}

// compilerError matches a line of the compiler with an error.
var compilerError = regexp.MustCompile(`^\S+\.go:\d+(:\d+)?: `)

// fold breaks the lines of a text that have more than 80 characters at spaces. The rest of a line
// keeps its indentation.
func fold(text string) string {
	const width = 80
	var b strings.Builder
	for line := range strings.Lines(text) {
		indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
		for {
			runes := []rune(strings.TrimRight(line, "\n"))
			if len(runes) <= width {
				break
			}
			at := width
			for at > len(indent) && runes[at] != ' ' {
				at--
			}
			if at <= len(indent) { // a word that is longer than the line
				break
			}
			b.WriteString(strings.TrimRight(string(runes[:at]), " ") + "\n")
			line = indent + strings.TrimLeft(string(runes[at:]), " ") + "\n"
		}
		b.WriteString(line)
	}
	return b.String()
}
