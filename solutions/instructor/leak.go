package main

import (
	"bytes"
	"fmt"
	"go/parser"
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// leakLength is the number of consecutive tokens that identify code of an answer.
const leakLength = 24

// checkLeaks reports files in exercises/ that import the library, or that contain a piece of an
// answer in their code, comments or text.
func (c *course) checkLeaks(r *report) error {
	pieces := map[string]*exercise{}
	for _, e := range c.exercises {
		answer, err := os.ReadFile(e.answer())
		if err != nil {
			return err
		}
		removed, err := removedCode(answer)
		if err != nil {
			return err
		}
		for _, code := range removed {
			list := tokensOf(code)
			for i := 0; i == 0 || i+leakLength <= len(list); i++ {
				if piece := list[i:min(i+leakLength, len(list))]; len(piece) >= 8 {
					pieces[strings.Join(piece, " ")] = e
				}
			}
		}
	}
	lengths := map[int]bool{}
	for piece := range pieces {
		lengths[strings.Count(piece, " ")+1] = true
	}
	search := func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(c.root, path)
		for _, p := range importsOf(source) {
			if p == "nn" || strings.HasPrefix(p, "nn/") {
				r.problems = append(r.problems, fmt.Sprintf("%s imports %q from the library, "+
					"which students do not have", name, p))
			}
		}
		list := tokensOf(source)
		if filepath.Ext(path) == ".go" {
			source = commentsOf(source)
		}
		list = append(list, tokensOf(bytes.ReplaceAll(source, []byte("`"), []byte(" ")))...)
		for n := range lengths {
			for i := 0; i+n <= len(list); i++ {
				piece := strings.Join(list[i:i+n], " ")
				if e := pieces[piece]; e != nil {
					r.wrong(e, "%s contains a piece of the answer: %s", name, piece)
					break
				}
			}
		}
		return nil
	}
	return filepath.WalkDir(filepath.Join(c.root, "exercises"), search)
}

// removedCode returns the pieces of an answer that are not in its stub.
func removedCode(answer []byte) ([][]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", answer,
		parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var pieces [][]byte
	for _, d := range file.Decls {
		from, to := d.Pos(), d.End()
		if !removed(docOf(d)) {
			fn, marker, err := markerOf(file, d)
			if err != nil {
				return nil, err
			}
			if marker == nil {
				continue
			}
			from, to = marker.Pos(), fn.Body.Rbrace
		}
		pieces = append(pieces, answer[fset.Position(from).Offset:fset.Position(to).Offset])
	}
	return pieces, nil
}

// commentsOf returns the text of all comments in Go source.
func commentsOf(source []byte) []byte {
	fset := token.NewFileSet()
	var s scanner.Scanner
	s.Init(fset.AddFile("", -1, len(source)), source, func(token.Position, string) {},
		scanner.ScanComments)
	var text bytes.Buffer
	for {
		_, tok, comment := s.Scan()
		switch tok {
		case token.EOF:
			return text.Bytes()
		case token.COMMENT:
			text.WriteString(strings.TrimSuffix(comment[2:], "*/") + "\n")
		}
	}
}

// tokensOf returns the tokens of Go source without comments and semicolons.
func tokensOf(source []byte) []string {
	fset := token.NewFileSet()
	var s scanner.Scanner
	s.Init(fset.AddFile("", -1, len(source)), source, func(token.Position, string) {}, 0)
	var list []string
	for {
		_, tok, text := s.Scan()
		switch {
		case tok == token.EOF:
			return list
		case tok == token.SEMICOLON:
		case text != "":
			list = append(list, text)
		default:
			list = append(list, tok.String())
		}
	}
}
