package main

import (
	"os"
	"strings"
	"testing"
)

func TestCheckExamples(t *testing.T) {
	const answer, example = "solutions/NAME/FILE.go", "solutions/NAME/example_test.go"
	const block = "//\tDouble(2.5) = 5\n"
	method := func(files map[string]string) {
		files[answer] = strings.Replace(files[answer], "func Double(", "func (t *T) Double(", 1)
		files[example] = strings.Replace(files[example], "ExampleDouble", "ExampleT_Double", 1)
	}
	for _, tt := range []struct {
		name   string
		change func(map[string]string)
		says   string // nothing if all is well
	}{
		{"nothing", func(map[string]string) {}, ""},
		{"a method", method, ""},
		{"a block of two lines", func(files map[string]string) {
			files[answer] = strings.Replace(files[answer], block, block+"//\tand 6\n", 1)
			files[example] = strings.Replace(files[example], "= 5", "= 5\n\t// and 6", 1)
		}, ""},
		{"another block before", changed(answer, block, "//\t2x = x + x\n//\n"+block), ""},
		{"a wrong number in the comment", changed(answer, "= 5", "= 6"),
			"no indented block with the Output of ExampleDouble:\nDouble(2.5) = 5"},
		{"a wrong number in the Output", changed(example, "= 5", "= 6"),
			"no indented block with the Output of ExampleDouble:\nDouble(2.5) = 6"},
		{"a part of the number", changed(answer, "= 5", "= 55"), "no indented block"},
		{"no block", changed(answer, "//\n"+block, ""), "no indented block"},
		{"no indentation", changed(answer, block, "// Double(2.5) = 5\n"), "no indented block"},
		{"a line too many", changed(answer, block, block+"//\tDouble(3) = 7\n"),
			"no indented block"},
		{"a line too few", changed(example, "= 5", "= 5\n\t// and 6"), "no indented block"},
		{"no comment", changed(answer,
			"// Double returns 2x. For example:\n//\n"+block, ""), "no indented block"},
		{"no Example", changed(example, "ExampleDouble", "ExampleOther"),
			"Double has no ExampleDouble in solutions/01-double-it"},
		{"no test file", func(files map[string]string) { delete(files, example) },
			"Double has no ExampleDouble"},
		{"the Example of another type", func(files map[string]string) {
			method(files)
			files[example] = strings.Replace(files[example], "T_Double", "U_Double", 1)
		}, "T.Double has no ExampleT_Double"},
		{"no Output", changed(example, "// Output:", "// Result:"),
			"ExampleDouble has no // Output: that contains a number"},
		{"no number", changed(example, "Output: Double(2.5) = 5", "Output: done"),
			"ExampleDouble has no // Output: that contains a number"},
		{"an unordered Output", changed(example, "Output:", "Unordered output:"),
			"ExampleDouble has no // Output: that contains a number"},
		{"no call", changed(example, ", Double(2.5))", ", 5)"),
			"ExampleDouble does not call Double"},
		{"a test file that is not Go", changed(example, "package p", "packet p"), "expected 'package'"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := smallCourse(t, map[string]func(map[string]string){"01-double-it": tt.change})
			e, r := c.exercises[0], new(report)
			answer, err := os.ReadFile(e.answer())
			if err != nil {
				t.Fatal(err)
			}
			checkExamples(r, e, answer)
			got := strings.Join(r.problems, "\n")
			if !strings.Contains(got, tt.says) || tt.says == "" && got != "" {
				t.Errorf("got %q, want it to say %q", got, tt.says)
			}
		})
	}
}
