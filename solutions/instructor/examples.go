package main

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

var anyDigit = regexp.MustCompile(`\d`)

// checkExamples checks that the comment of each function that students write contains a worked
// example. The function needs an Example beside the answer, and an indented block of the comment
// must equal the Output of this Example. go test checks the Output itself.
func checkExamples(r *report, e *exercise, answer []byte) {
	file, err := parser.ParseFile(token.NewFileSet(), "", answer,
		parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		r.wrong(e, "%v", err)
		return
	}
	examples, err := e.examples()
	if err != nil {
		r.wrong(e, "%v", err)
		return
	}
	for _, d := range file.Decls {
		fn, marker, err := markerOf(file, d)
		if err != nil || marker == nil {
			continue
		}
		name := strings.ReplaceAll(funcName(fn), ".", "_")
		example := examples[name]
		switch {
		case example == nil:
			r.wrong(e, "%s has no Example%s in solutions/%s", funcName(fn), name, e.name)
		case !mentions(example.Code, fn.Name.Name):
			r.wrong(e, "Example%s does not call %s", name, fn.Name.Name)
		case example.Unordered || !anyDigit.MatchString(example.Output):
			r.wrong(e, "Example%s has no // Output: that contains a number", name)
		case !hasBlock(fn.Doc.Text(), example.Output):
			r.wrong(e, "the comment of %s contains no indented block with the Output of Example%s:\n%s",
				funcName(fn), name, example.Output)
		}
	}
}

// examples returns the Examples in the test files beside the answer. The keys are the names without
// "Example".
func (e *exercise) examples() (map[string]*doc.Example, error) {
	names, err := filepath.Glob(filepath.Join(filepath.Dir(e.answer()), "*_test.go"))
	if err != nil {
		return nil, err
	}
	all := map[string]*doc.Example{}
	for _, name := range names {
		source, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		for _, example := range doc.Examples(file) {
			all[example.Name] = example
		}
	}
	return all, nil
}

// mentions reports whether code contains an identifier.
func mentions(code ast.Node, name string) bool {
	found := false
	ast.Inspect(code, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && id.Name == name
		return !found
	})
	return found
}

// hasBlock reports whether a comment contains an indented block that equals output.
func hasBlock(comment, output string) bool {
	var block []string
	want := strings.TrimSpace(output)
	for line := range strings.Lines(comment + "\nend") {
		if text, ok := strings.CutPrefix(line, "\t"); ok {
			block = append(block, strings.TrimRight(text, "\n"))
			continue
		}
		if len(block) > 0 && strings.Join(block, "\n") == want {
			return true
		}
		block = nil
	}
	return false
}
