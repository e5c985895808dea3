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
	{regexp.MustCompile(`unexpected name in\b|cannot use \w+ := .* as value`),
		"A loop over the elements of a slice is written: for i, v := range s { ... }"},
	{regexp.MustCompile(`unexpected name (and|or)\b`),
		"Go writes && for and, || for or."},
	{regexp.MustCompile(`unexpected name is, expected \{`),
		"Go compares with nil by == or !=, for example: if W == nil { ... }"},
	{regexp.MustCompile(`unexpected name \w+, expected \{`),
		"Between if or for and { stands one expression. Go writes ! for not."},
	{regexp.MustCompile(`unexpected (:|newline), expected .*\{|unexpected :`),
		"A block begins with { on the line of its if, for or func, and ends with }."},
	{regexp.MustCompile(`unexpected newline, expected \)`),
		"A long line breaks after an operator, a comma or a dot, not before, also inside parentheses."},
	{regexp.MustCompile(`unexpected comma, expected \)`),
		"Go has no tuples: return a, b has no parentheses. range(a, b) is: for i := a; i < b; i++ { ... }"},
	{regexp.MustCompile(`unexpected name \w+ (at end of statement|in argument list)`),
		"Go has no lambda, def or while. Write g := func(x float64) float64 { ... } or for x < 9 { ... }"},
	{regexp.MustCompile(`unexpected name \w+, expected \($`),
		"A } is missing above this line, or a function stands inside a function: there it is g := func( ... "},
	{regexp.MustCompile(`after top level declaration`),
		"Several results stand in parentheses: func f(x float64) (float64, float64) { ... }"},
	{regexp.MustCompile(`expected type$`),
		"Brackets need a type. An empty slice is []float64{}, and one with two numbers is []float64{1, 2}."},
	{regexp.MustCompile(`outside function body`),
		"There is one } too many above this line, or the line belongs into a function. def is func in Go."},
	{regexp.MustCompile(`unexpected \+\+`),
		"The parts of a loop end with semicolons: for i := 0; i < n; i++ { ... }"},
	{regexp.MustCompile(`unexpected = in argument list`),
		"Go has no arguments with names, such as axis=0. The sums of the columns of X are X.SumAxis0()."},
	{regexp.MustCompile(`unexpected keyword for, expected \]`),
		"Go has no list comprehension. Write a loop."},
	{regexp.MustCompile(`invalid character U\+0023`),
		"A comment begins with // in Go."},
	{regexp.MustCompile(`invalid character U\+0040`),
		"There are no operators on matrices. Call the method, for example A.Dot(B)."},
	{regexp.MustCompile(`more than one character in rune literal|unexpected literal ".*" in argument list`),
		"A text stands in double quotes, and Go has no f\"...\": fmt.Println(\"x =\", x)"},
	{regexp.MustCompile(`missing import path`),
		"The name of a package stands in double quotes, for example: import \"math\""},
	{regexp.MustCompile(`cannot use assignment .* as value|cannot use .* = .* as value`),
		"= assigns; a comparison is written with ==."},
	{regexp.MustCompile(`\.[sS]hape\b`),
		"The sizes of a matrix are X.Rows and X.Cols. X.Shape() is a text."},
	{regexp.MustCompile(`no new variables on left side of :=`),
		":= declares a new variable. Parameters and named results exist already: write = instead."},
	{regexp.MustCompile(`declared and not used`),
		"Go refuses a variable that nothing reads. Assigning is not reading. Use it, remove it, or write _ in its place."},
	{regexp.MustCompile(`imported and not used`),
		"Go refuses an import that nothing uses. Remove the import."},
	{regexp.MustCompile(`undefined: (math|fmt|slices|strings|strconv|sort|rand|maps|errors|cmp|given)$`),
		"The package is not imported. Add it at the top of the file, for example: import \"math\""},
	{regexp.MustCompile(`undefined: (True|False|None)$`),
		"In Go these words are true, false and nil."},
	{regexp.MustCompile(`undefined: float$`),
		"Go converts an int with float64(n)."},
	{regexp.MustCompile(`undefined: self$`),
		"The receiver has the name that stands before the method's name, for example l in func (l *DenseLayer)."},
	{regexp.MustCompile(`undefined: `),
		"Nothing has this name here. Is it misspelt, or must its first assignment be written with := ?"},
	{regexp.MustCompile(`mismatched types int and float64|mismatched types float64 and int`),
		"Go does not mix int and float64. Convert the int: float64(n)."},
	{regexp.MustCompile(`cannot use .* as float64 value|cannot use .* as int value`),
		"Go does not convert numbers by itself. Write float64(n) or int(x), and convert before you divide: 1 / float64(n)."},
	{regexp.MustCompile(`operator \S+ not defined on .*given\.Matrix|mismatched types \*given\.Matrix|mismatched types .* and \*given\.Matrix`),
		"There are no operators on matrices. Call the method, for example A.Add(B)."},
	{regexp.MustCompile(`cannot index .*given\.Matrix`),
		"An element of a matrix is X.At(i, j), and X.Set(i, j, v) changes it."},
	{regexp.MustCompile(`cannot range over .*given\.Matrix`),
		"Go cannot range over a matrix. Write: for i := range X.Rows { ... X.Row(i) ... }"},
	{regexp.MustCompile(`cannot assign to .*\.At\(`),
		"At only reads an element. X.Set(i, j, v) changes it."},
	{regexp.MustCompile(`\(no value\) used as value`),
		"This function returns nothing, like X.Set(i, j, v). Call it on a line of its own, or declare its result."},
	{regexp.MustCompile(`operator ! not defined`),
		"Only true and false have a !. For a slice write len(s) == 0."},
	{regexp.MustCompile(`conversion to given\.Matrix|arguments in call to given\.NewMatrix`),
		"A matrix of zeros is given.NewMatrix(rows, cols)."},
	{regexp.MustCompile(`func\(\) \*given\.Matrix`),
		"A method is called with parentheses: X.T()"},
	{regexp.MustCompile(`\*given\.Matrix\) as given\.Matrix value`),
		"The type of a matrix is written with a star: *given.Matrix"},
	{regexp.MustCompile(`must not be negative`),
		"An index counts from the beginning. The last element is s[len(s)-1]."},
	{regexp.MustCompile(`no field or method append|append\(.*is not used`),
		"append returns a longer slice: s = append(s, x)"},
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
