package main

import (
	"cmp"
	"regexp"
	"strings"
)

// compilerHelp has a sentence for the errors of the compiler that people who know Python meet most
// often.
var compilerHelp = []struct {
	error *regexp.Regexp
	help  string
}{
	{regexp.MustCompile(`unexpected name in\b|unexpected keyword range|cannot use \w+ := .* as value`),
		"A loop over the elements of a slice is written: for i, v := range s { ... }"},
	{regexp.MustCompile(`unexpected name (and|or)\b|operator [&|] not defined`),
		"Go writes && for and, || for or."},
	{regexp.MustCompile(`unexpected name is, expected \{`),
		"Go compares with nil by == or !=, for example: if W == nil { ... }"},
	{regexp.MustCompile(`unexpected name \w+, expected \{`),
		"Between if or for and { stands one expression. Go writes ! for not."},
	{regexp.MustCompile(`unexpected (:|newline|keyword return), expected \{`),
		"A block begins with { on the line of its if, for or func, and ends with }."},
	{regexp.MustCompile(`unexpected :=, expected =`),
		"Write either var x = 1.0 or x := 1.0"},
	{regexp.MustCompile(`unexpected :=, expected \)`),
		"The head of a loop has no parentheses: for i := 0; i < n; i++ { ... }"},
	{regexp.MustCompile(`unexpected : in parameter list|unexpected >, expected expression`),
		"Types stand after the names, without : or ->. For example: func(x float64) float64 { ... } A field has a dot: l.W"},
	{regexp.MustCompile(`label \w+ defined and not used`),
		"A declaration has no colon before the type. Write x := 1.0 or var x float64 = 1"},
	{regexp.MustCompile(`keyword else\b|else must be followed`),
		"These stand on one line: } else {    and    } else if x > 0 {"},
	{regexp.MustCompile(`unexpected keyword if at end|U\+003F '\?'`),
		"Go has no a if c else b, and no ?. Write an if statement."},
	{regexp.MustCompile(`unexpected newline, expected \)|unexpected \.|U\+005C`),
		"A ) is missing, or a long line breaks before an operator or a dot. It breaks after them."},
	{regexp.MustCompile(`unexpected \) at end of statement`),
		"This line has more ) than (."},
	{regexp.MustCompile(`unexpected comma, expected \{`),
		"A loop has one range. For rows and columns, write one loop inside the other."},
	{regexp.MustCompile(`unexpected (:|comma|literal \S+), expected (\]|expression)`),
		"A matrix has no X[i, j]. Write X.At(i, j), X.Set(i, j, v), or X.Row(i) for a row."},
	{regexp.MustCompile(`unexpected comma, expected \)`),
		"Go has no tuples: return a, b has no parentheses. range(a, b) is: for i := a; i < b; i++ { ... }"},
	{regexp.MustCompile(`unexpected name int at end of statement`),
		"A } is missing above this line."},
	{regexp.MustCompile(`unexpected name \w+ (at end of statement|in argument list)`),
		"Between two names an operator, a comma or a ( is missing, or the first is not a word of Go. Write " +
			"g := func(x float64) float64 { ... } for lambda and def, for x < 9 { ... } for while, " +
			"} else if x > 0 { for elif, and panic(\"...\") for raise."},
	{regexp.MustCompile(`unexpected name \w+, expected \($|unexpected \{ at end of statement`),
		"A } is missing above this line, or a function stands inside a function: there it is g := func( ... "},
	{regexp.MustCompile(`after top level declaration`),
		"Several results stand in parentheses: func f(x float64) (float64, float64) { ... } " +
			"Each import stands on a line of its own."},
	{regexp.MustCompile(`unexpected keyword for\b|unexpected \(, expected \[`),
		"Go has no list comprehension and no map(f, s). Write a loop."},
	{regexp.MustCompile(`expected type$|unexpected comma; expected \]|unexpected \{, expected expression|, expected \]|not a generic type`),
		"Brackets and braces need a type. An empty slice is []float64{}, and one with two numbers is []float64{1, 2}."},
	{regexp.MustCompile(`\(type\) is not an expression|is not a type$|expects 2 or 3 arguments|` +
		`missing argument in conversion|array length .* must be constant`),
		"An empty slice is []float64{}, and one with n zeros is make([]float64, n)."},
	{regexp.MustCompile(`outside function body`),
		"There is one } too many above this line, or the line belongs into a function. def is func in Go."},
	{regexp.MustCompile(`unexpected \+\+`),
		"i++ is a statement of its own, and the parts of a loop end with semicolons: for i := 0; i < n; i++ { ... }"},
	{regexp.MustCompile(`unexpected = in argument list`),
		"Go has no arguments with names, such as axis=0. The sums of the columns of X are X.SumAxis0()."},
	{regexp.MustCompile(`unexpected = at end of statement`),
		"A statement has one =, and return has none: a, b = 0, 0"},
	{regexp.MustCompile(`unexpected keyword import`),
		"An import stands at the top of the file, below the package line."},
	{regexp.MustCompile(`unexpected keyword return`),
		"The line above is not complete, for example its { is missing, or the return belongs on a line of its own. Go has no try."},
	{regexp.MustCompile(`U\+0023`),
		"A comment begins with // in Go."},
	{regexp.MustCompile(`U\+0040`),
		"There are no operators on matrices. Call the method, for example A.Dot(B)."},
	{regexp.MustCompile(`unexpected literal ".*" at end of statement`),
		"A text cannot stand alone. A comment begins with //, and a call needs parentheses: fmt.Println(\"x =\", x)"},
	{regexp.MustCompile(`rune literal|unexpected literal ".*" in argument list|mismatched types .*untyped string|has no field or method format`),
		"A text stands in double quotes, and Go has no f\"...\": fmt.Println(\"x =\", x)"},
	{regexp.MustCompile(`invalid character|unexpected literal '|unexpected :?=, expected expression`),
		"Names have letters, digits and _ only. Write * for a product and - for minus, and x * x for a square."},
	{regexp.MustCompile(`possibly missing comma or`),
		"A call lacks its ), a list lacks its }, or a comma is missing between two values."},
	{regexp.MustCompile(`missing import path|import path must be`),
		"The name of a package stands in double quotes, for example: import \"math\""},
	{regexp.MustCompile(`is not in std`),
		"Go has no such package. Matrices are in \"exercises/given\", functions such as Sqrt in \"math\"."},
	{regexp.MustCompile(`cannot use assignment .* as value|cannot use .* = .* as value|bool value\) is not used`),
		"= assigns; a comparison is written with ==."},
	{regexp.MustCompile(`mismatched types untyped bool`),
		"Two comparisons are joined by &&: 0 < x && x < 1"},
	{regexp.MustCompile(`non-boolean condition`),
		"A condition is true or false, for example: len(s) > 0, x != 0, W != nil"},
	{regexp.MustCompile(`\.[sS]hape\b|\*given\.Matrix\) for built-in len`),
		"The sizes of a matrix are X.Rows and X.Cols. X.Shape() is a text."},
	{regexp.MustCompile(`no new variables on left side of :=|non-name .* on left side of :=|redeclared in this block`),
		":= declares a new variable. Fields, parameters and named results exist already: write = instead."},
	{regexp.MustCompile(`declared and not used`),
		"Go refuses a variable that nothing reads. Assigning is not reading. Use it, remove it, or write _ in its place. " +
			"To change a variable from outside the block, write = instead of :=."},
	{regexp.MustCompile(`imported and not used`),
		"Go refuses an import that nothing uses. Remove the import."},
	{regexp.MustCompile(`undefined: (math|fmt|slices|strings|strconv|sort|rand|maps|errors|cmp|given)$`),
		"The package is not imported. Add it at the top of the file, for example: import \"math\""},
	{regexp.MustCompile(`undefined: (True|False|None)$`),
		"In Go these words are true, false and nil."},
	{regexp.MustCompile(`undefined: float$`),
		"Go converts an int with float64(n)."},
	{regexp.MustCompile(`undefined: (self|this)$`),
		"The receiver has the name that stands before the method's name, for example l in func (l *DenseLayer)."},
	{regexp.MustCompile(`undefined: (abs|sqrt|pow|exp|log|round)$`),
		"This function is in package math, with a capital letter: import \"math\" and math.Abs(x)"},
	{regexp.MustCompile(`undefined: (np|numpy|random|enumerate|zip|reversed|sum|list|dict|str|pass|reduce|isinstance|breakpoint|input)$`),
		"This word belongs to Python. go-reference.md has a table of NumPy, and one of Python habits."},
	{regexp.MustCompile(`undefined: given\.|undefined: (NewMatrix|MatrixOf|Dot|T|Transpose)$`),
		"Package given has given.NewMatrix and given.MatrixOf. The others are methods, for example X.Dot(W)."},
	{regexp.MustCompile(`\(but have|but does have (field|method)|not exported by package|undefined: Math$`),
		"Capital and small letters differ in Go, and names from other packages begin with a capital: math.Sqrt"},
	{regexp.MustCompile(`undefined: `),
		"Nothing has this name here. Is it misspelt, or a field without its receiver, such as l.Weights? " +
			"The first assignment to a variable is written with :="},
	{regexp.MustCompile(`mismatched types int and float64|mismatched types float64 and int|truncated to int`),
		"Go does not mix int and float64. Convert the int: float64(n). A variable that begins with 0 is an int: write 0.0"},
	{regexp.MustCompile(`mismatched types .*\bfunc\(|of type func\(\) float64\) as float64|cannot index .*type func\(`),
		"This is a function. Call it with parentheses: f(x)"},
	{regexp.MustCompile(`cannot call \d`),
		"A product is written with *, for example: 2 * (x + 1)"},
	{regexp.MustCompile(`cannot call `),
		"This is not a function. A field has no parentheses: X.Rows"},
	{regexp.MustCompile(`cannot use nil|untyped (string|bool) constant\) as`),
		"nil, texts, true and false are not for numbers. nil is for pointers, slices, maps, functions and interfaces."},
	{regexp.MustCompile(`cannot use .* as float64 value|cannot use .* as int value|must be integer`),
		"Go does not convert numbers by itself. Write float64(n) or int(x), and convert before you divide: 1 / float64(n)."},
	{regexp.MustCompile(`operator \S+ not defined on .*given\.Matrix|mismatched types \*given\.Matrix|mismatched types .* and \*given\.Matrix`),
		"There are no operators on matrices. Call the method, for example A.Add(B)."},
	{regexp.MustCompile(`operator ! not defined|can only be compared to nil`),
		"Only true and false have a !, and slices cannot be compared. Write len(s) == 0."},
	{regexp.MustCompile(`operator \S+ not defined on .*\[\]|mismatched types \[\]|cannot assign to .*\] \(`),
		"There are no operators on slices. Write a loop, or append to make a slice longer: s = append(s, x)"},
	{regexp.MustCompile(`cannot index .*given\.Matrix|cannot index .*type float64`),
		"An element of a matrix is X.At(i, j), and X.Set(i, j, v) changes it."},
	{regexp.MustCompile(`cannot index .*struct`),
		"A field of a struct is written with a dot: b.F"},
	{regexp.MustCompile(`cannot range over .*given\.Matrix`),
		"Go cannot range over a matrix. Write: for i := range X.Rows { ... X.Row(i) ... }"},
	{regexp.MustCompile(`cannot assign to .*\) \(`),
		"A call cannot stand on the left of =. X.Set(i, j, v) changes an element."},
	{regexp.MustCompile(`\(no value\) used as value`),
		"This function returns nothing, like X.Set(i, j, v). Call it on a line of its own, or declare its result."},
	{regexp.MustCompile(`operator % not defined`),
		"% is for ints. For float64 it is math.Mod(x, 2)."},
	{regexp.MustCompile(`conversion to given\.Matrix|arguments in call to given\.NewMatrix|literal of type given\.Matrix|cannot make given`),
		"A matrix of zeros is given.NewMatrix(rows, cols)."},
	{regexp.MustCompile(`func\(\) \*given\.Matrix`),
		"A method is called with parentheses: X.T()"},
	{regexp.MustCompile(`\*given\.Matrix\) as given\.Matrix value`),
		"The type of a matrix is written with a star: *given.Matrix"},
	{regexp.MustCompile(`given\.Matrix\) as \*given\.Matrix value|cannot take address`),
		"A matrix is already a pointer. Write X, without * and &, and make one with given.NewMatrix(rows, cols)."},
	{regexp.MustCompile(`as \*given\.Matrix value|as \[\]float64 value`),
		"X.Data and X.Row(i) are slices, X.At(i, j) is a number, and given.MatrixOf([]float64{1, 2}) is a matrix."},
	{regexp.MustCompile(`as func\(.* value`),
		"The function needs exactly these parameters and results, for example: func(x float64) float64 { ... }"},
	{regexp.MustCompile(`(not enough|too many) arguments in call`),
		"The call has other arguments than the function wants: compare the lines have and want. _ is for unused parameters."},
	{regexp.MustCompile(`not enough arguments for copy`),
		"A copy of a matrix is X.Clone(), and one of a slice is slices.Clone(s)."},
	{regexp.MustCompile(`must not be negative|middle index required`),
		"An index counts from the beginning, and a slice has no step. The last element is s[len(s)-1]."},
	{regexp.MustCompile(`no field or method append|append\(.*is not used`),
		"append returns a longer slice: s = append(s, x)"},
	{regexp.MustCompile(`type int has no field or method|permits only one iteration|float64 \(previous argument\) and int`),
		"The first variable of a range is the index, and a number has only an index: for i, v := range s"},
	{regexp.MustCompile(`type \[\]\S+ has no field or method`),
		"A slice has no methods and no fields. Write len(s), append(s, x), s[i] or a loop."},
	{regexp.MustCompile(`rand\.Rand has no`),
		"rng.Float64() returns one number, uniform in [0, 1)."},
	{regexp.MustCompile(`given\.Matrix has no field or method`),
		"A matrix has no such field or method. go doc exercises/given Matrix lists them."},
	{regexp.MustCompile(`has no (field or )?method`),
		"There is no such field or method. A method is called on a value, not on its type."},
	{regexp.MustCompile(`cannot indirect|operator \^ not defined`),
		"Go has no operator for powers. Write x * x, or math.Pow(x, 3)."},
	{regexp.MustCompile(`cannot be ordered`),
		"max and min compare numbers, max(a, b). The largest element of a slice is slices.Max(s)."},
	{regexp.MustCompile(`cannot convert`),
		"Go does not convert this. fmt.Println prints every value, and fmt.Sprint(x) makes a text of it."},
	{regexp.MustCompile(`missing return`),
		"The end of the function can be reached without a return. Add one there."},
	{regexp.MustCompile(`assignment mismatch`),
		"The numbers of values on both sides of = differ. Take every result, with _ for one that you do not need."},
	{regexp.MustCompile(`not enough return values|too many return values`),
		"Return as many values as the first line of the function promises. A func with a result declares its type."},
	{regexp.MustCompile(`is not used$`),
		"The result of this expression is lost. Return it or assign it: A = A.Add(B), and i-- for i - 1."},
}

// helpFor returns the sentence for the first error in the compiler's output, or "". A message about
// something unused waits for the others, because a mistake in the line that uses it causes it, too.
func helpFor(output string) string {
	later := ""
	for line := range strings.Lines(output) {
		if !compilerError.MatchString(line) {
			continue
		}
		help := ""
		for _, h := range compilerHelp {
			if h.error.MatchString(strings.TrimSpace(line)) {
				help = h.help
				break
			}
		}
		if !unused.MatchString(line) {
			return help
		}
		later = cmp.Or(later, help)
	}
	return later
}

// unused matches a message about a variable or an import without use.
var unused = regexp.MustCompile(`(declared|imported) and not used`)

// compilerError matches a line of the compiler with an error.
var compilerError = regexp.MustCompile(`^\S+\.go:\d+(:\d+)?: `)

// fold breaks the lines of a text that have more than 80 characters at spaces. The rest of a line
// keeps its indentation. A row of a matrix stays whole, because its columns must stay below each other.
func fold(text string) string {
	const width = 80
	var b strings.Builder
	for line := range strings.Lines(text) {
		indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
		for {
			runes := []rune(strings.TrimRight(line, "\n"))
			if len(runes) <= width || strings.HasSuffix(string(runes), " ]") {
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
