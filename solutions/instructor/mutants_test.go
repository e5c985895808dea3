package main

import (
	"go/parser"
	"go/token"
	"io"
	"slices"
	"strings"
	"testing"
)

// TestMutants derives the mutants of small functions.
func TestMutants(t *testing.T) {
	c, err := open(t).newChecker()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		code string
		want []string // operator and changed line
	}{
		{"func F(a, b float64) float64 {\n\t// Exercise: x\n\treturn a - 2*b\n}",
			[]string{"operator: return ((a) + (2*b))", "swapped: return ((2*b) - (a))",
				"left out: return (a)", "left out: return a - (b)", "constant: return a - (2 + 1)*b",
				"argument: return b - 2*b", "sign: return -(a - 2*b)"}},
		{"func F(xs []int) (n int) {\n\t// Exercise: x\n\tfor i := 0; i < len(xs); i++ {\n\t\tn += xs[i]\n\t}\n\treturn n\n}",
			[]string{"comparison: for i := 0; (i) <= (len(xs)); i++ {", "bound: n += xs[i + 1]",
				"operator: n -= xs[i]", "removed: nothing",
				"bound: ; break; }", "constant: for i := (0 + 1); i < len(xs); i++ {"}},
		{"func F(X *given.Matrix) *given.Matrix {\n\t// Exercise: x\n\treturn X.Clone().Add(X.T())\n}",
			[]string{"left out: return X.Clone().Add(X)", "left out: return X.Clone()",
				"swapped: return X.T().Clone().Add(X.T())", "left out: return X.Add(X.T())"}},
		{"func F(ok, sure bool) int {\n\t// Exercise: x\n\tif ok && !sure {\n\t\treturn 1\n\t}\n\treturn 2\n}",
			[]string{"condition: if !(ok && !sure) {", "condition: if ((ok) || (!sure)) {",
				"left out: if ok {", "sign: if ok && (sure) {"}},
		{"func F(g [][]int, i, j int) int {\n\t// Exercise: x\n\ts := g[i][j]\n\ts *= 2\n\ts++\n\treturn s\n}",
			[]string{"swapped: s := g[j][i]", "order: s++ s *= 2", "sign: s--"}},
	} {
		code := "package p\n\nimport \"exercises/given\"\n\nvar _ *given.Matrix\n\n" + tt.code + "\n"
		all, err := mutants([]byte(code), c)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range all {
			got = append(got, m.operator+": "+m.to)
			fset := token.NewFileSet()
			file, err := parser.ParseFile(fset, "", apply([]byte(code), []edit{m.edit}), 0)
			if err != nil {
				t.Errorf("%v does not parse: %v", m, err)
			} else if _, err := c.check(fset, file, nil); err != nil {
				t.Errorf("%v does not compile: %v", m, err)
			}
		}
		for _, want := range tt.want {
			if !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, want) }) {
				t.Errorf("%s\nlacks %q:\n%s", tt.code, want, strings.Join(got, "\n"))
			}
		}
		keys := map[string]bool{}
		for _, m := range all {
			if keys[m.key()] {
				t.Errorf("two mutants have the key %q", m.key())
			}
			keys[m.key()] = true
		}
	}
}

const probeOfDouble = `package probe

import (
	"math/rand/v2"

	p "exercises/NAME"
)

func Probe(rng *rand.Rand, values, memory func(f func() any)) {
	x := rng.NormFloat64()
	values(func() any { return p.Double(x) })
}
`

// TestCheckMutants runs the mutants of exercises with and without gaps.
func TestCheckMutants(t *testing.T) {
	t.Parallel()
	onlyGate(t)
	const answer, tests = "solutions/NAME/FILE.go", "exercises/NAME/FILE_test.go"
	const equivalent = "solutions/NAME/testdata/equivalent.txt"
	lenient := func(files map[string]string) {
		changed(tests, "p.Double(3), 6.0", "max(6, p.Double(3)), 6.0")(files)
		changed("solutions/NAME/testdata/hidden_test.go", "p.Double(-1)", "min(-2, p.Double(-1))")(files)
	}
	five := func(files map[string]string) { // 3 times 3 is also 3 squared
		changed(answer, "x + x", "2 * x")(files)
		changed(tests, "Double(3), 6.0", "Double(5), 10.0")(files)
		changed(tests, "9.0", "25.0")(files)
	}
	with := func(change func(map[string]string), list string) func(map[string]string) {
		return func(files map[string]string) {
			files["solutions/NAME/testdata/probe.go"] = probeOfDouble
			if change(files); list != "" {
				files[equivalent] = list
			}
		}
	}
	nothing := func(map[string]string) {}
	type row struct {
		name   string
		change func(map[string]string)
		says   string // nothing if all is well
	}
	rows := []row{
		{"01-good", with(five, ""), ""},
		{"07-misnamed", with(changed(answer, "x + x", "2 * x"), ""),
			"is named \"TestDouble: it squares\", wrongly: constant: Double\n" +
				"  - return 2 * x\n  + return (2 + 1) * x"},
		{"02-lenient", with(lenient, ""), "passes every test: sign: Double\n  - return x + x\n" +
			"  + return (-x) + x\n  input 0: number 0 of result 0 is"},
		{"04-listed", with(nothing, "Double\n- return x + x\n+ return (x)\nbecause I say so"),
			"is listed as equivalent, but a test rejects it"},
		{"05-claimed", with(lenient, "Double\n- return x + x\n+ return (-x) + x\nbecause I say so"),
			"is listed as equivalent, but behaves differently"},
	}
	if long { // mutants that never end take their whole time
		rows = append(rows, row{"06-endless", with(changed(answer, "return x + x",
			"n := 0\n\tfor n < 2 {\n\t\tn++\n\t}\n\treturn float64(n) * x"), ""), "+ n := (0 + 1)\n  alike"})
	}
	changes := map[string]func(map[string]string){}
	for _, r := range rows {
		changes[r.name] = r.change
	}
	c := smallCourse(t, changes)
	var out strings.Builder
	if err := c.checkMutants(&out, c.exercises); err == nil {
		t.Error("there are no problems")
	}
	for _, r := range rows {
		got := ""
		for _, line := range strings.Split("\n"+out.String(), "\n0") { // with the lines that belong to it
			if rest, ok := strings.CutPrefix("0"+line, r.name+": "); ok {
				got += rest
			}
		}
		if !strings.Contains(got, r.says) || r.says == "" && got != "" {
			t.Errorf("%s: got %s, want it to say %q", r.name, got, r.says)
		}
	}
	claimed := smallCourse(t, map[string]func(map[string]string){"03-equivalent": with(
		changed(answer, "x + x", "x - -x"), "Double\n- return x - -x\n+ return x - -x + 0\nbecause of 0")})
	const says = "equivalent.txt has a change that no operator makes"
	if err := claimed.checkMutants(io.Discard, claimed.exercises); err == nil || !strings.Contains(err.Error(), says) {
		t.Errorf("got %v, want it to say %q", err, says)
	}
}

// TestSampleOfMutants runs every 40th mutant of three exercises, and of all exercises with LONG;
// check -mutants runs all. Every kind of change must find something to change, and each exercise must
// have enough mutants.
func TestSampleOfMutants(t *testing.T) {
	t.Parallel()
	onlyGate(t)
	c := open(t)
	all, err := c.mutations(c.exercises)
	if err != nil {
		t.Fatal(err)
	}
	count, sum := map[string]int{}, 0
	var run []*mutation
	for i, m := range all {
		if i%5 == 2 || long {
			run = append(run, m)
		}
		if err := m.checkEquivalents(); err != nil {
			t.Error(err)
		}
		if len(m.mutants) < 45 {
			t.Errorf("%s has %d mutants", m.e.name, len(m.mutants))
		}
		var sample []*mutant
		for i, mu := range m.mutants {
			count[mu.operator]++
			if sum++; i%40 == 0 {
				sample = append(sample, mu)
			}
		}
		m.mutants = sample
	}
	for _, name := range operators {
		if count[name] == 0 {
			t.Errorf("no mutant is of the kind %q", name)
		}
	}
	if sum < 1500 {
		t.Errorf("%d mutants, want at least 1500", sum)
	}
	var out strings.Builder
	if err := c.runMutants(&out, run); err != nil {
		t.Errorf("%v\n%s", err, out.String())
	}
}
