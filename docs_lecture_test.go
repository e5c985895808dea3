package nn

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The documentation is part of what is promised, so it is tested like the rest.

// documentation returns the package as go doc sees it, and where its lines are.
func documentation(t *testing.T) (*doc.Package, *token.FileSet) {
	t.Helper()
	fset := token.NewFileSet()
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, path := range paths {
		file, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	p, err := doc.NewFromFiles(fset, files, "nn")
	if err != nil {
		t.Fatal(err)
	}
	return p, fset
}

// derivations are the exported types with a derivation, and its parts in their order.
var derivations = []struct {
	method string // that tells one
	parts  []string
}{
	{"ForwardPropagation", []string{"Forward", "Shapes:", "Backward", "Slide:"}},
	{"Derivative", []string{"Forward", "Shapes:", "Backward", "Slide:"}},
	{"Update", []string{"Rule", "Shapes:", "Slide:"}},
}

func TestDerivationsAreComplete(t *testing.T) {
	p, _ := documentation(t)
	found := 0
	for _, typ := range p.Types {
		parts := partsOf(typ)
		if parts == nil {
			continue
		}
		found++
		rest := typ.Doc
		for _, part := range parts {
			i := strings.Index(rest, "\n"+part)
			if i < 0 {
				t.Errorf("the comment of %s has no %q, or not in its place", typ.Name, part)
				break
			}
			rest = rest[i+1:]
		}
		if !slices.ContainsFunc(typ.Examples, func(e *doc.Example) bool { return e.Suffix == "derivation" && e.Output != "" }) {
			t.Errorf("%s has no Example%s_derivation with an Output", typ.Name, typ.Name)
		}
		if _, ok := formulasOf["*nn."+typ.Name]; !ok && typ.Name != "WeightPenalty" {
			t.Errorf("a trace has no formula for %s", typ.Name)
		}
	}
	if want := len(formulasOf) + 1; found != want { // WeightPenalty is no step of a trace
		t.Errorf("%d derivations, want %d: those that a trace has formulas for, and WeightPenalty", found, want)
	}
}

// A trace has the formulas of the comments, so that neither can change alone.
func TestTraceHasTheFormulasOfTheComments(t *testing.T) {
	p, _ := documentation(t)
	comments := map[string]string{}
	for _, typ := range p.Types {
		comments[typ.Name] = typ.Doc
		for _, m := range typ.Methods {
			comments[typ.Name] += m.Doc
		}
	}
	withoutIndices := strings.NewReplacer("Σ_i Σ_j", "Σ", "Σ_ij ", "Σ", "_ij", "", "_t-1", "", "_t", "")
	gradient := regexp.MustCompile(`\bg\b`)
	for name, f := range formulasOf {
		comment := comments[strings.TrimPrefix(name, "*nn.")]
		if strings.HasSuffix(name, "Activation") {
			comment += comments["ActivationLayer"] // what they have in common
		}
		comment = gradient.ReplaceAllString(withoutIndices.Replace(comment), "dW")
		for _, part := range strings.Split(f.forward+"    "+f.backward, "    ") {
			left, right, ok := strings.Cut(strings.Replace(part, " ← ", " = ", 1), " = ")
			if !ok {
				continue // nothing, or words
			}
			// A comment may have other forms of the formula before it and behind it, or words far
			// behind it.
			formula := regexp.MustCompile(`(?m)(^|\s)` + regexp.QuoteMeta(left) + ` *= (.* = )?` +
				regexp.QuoteMeta(right) + `(\.$|,|  | = |$)`)
			if !formula.MatchString(comment) {
				t.Errorf("a trace has %q for %s, its comment has not", part, name)
			}
		}
	}
}

// partsOf returns the parts that the comment of a type must have, nil for a type without
// derivation.
func partsOf(typ *doc.Type) []string {
	switch typ.Name {
	case "WeightPenalty":
		return derivations[0].parts
	case "LevenbergMarquardt": // the derivation is that of FitLevenbergMarquardt
		return nil
	}
	for _, spec := range typ.Decl.Specs {
		structure, ok := spec.(*ast.TypeSpec).Type.(*ast.StructType)
		if !ok || typ.Name == "NeuralNetwork" {
			return nil
		}
		for _, field := range structure.Fields.List { // ReLUActivation and the like have their methods from it
			if name, ok := field.Type.(*ast.Ident); ok && field.Names == nil && name.Name == "ActivationLayer" {
				return derivations[0].parts
			}
		}
	}
	for _, d := range derivations {
		if slices.ContainsFunc(typ.Methods, func(m *doc.Func) bool { return m.Name == d.method }) {
			return d.parts
		}
	}
	return nil
}

func TestEverythingExportedIsDocumented(t *testing.T) {
	p, _ := documentation(t)
	want := func(name, comment string) {
		if ast.IsExported(name[strings.LastIndexByte(name, '.')+1:]) && strings.TrimSpace(comment) == "" {
			t.Errorf("%s has no comment", name)
		}
	}
	for _, f := range p.Funcs {
		want(f.Name, f.Doc)
	}
	for _, v := range slices.Concat(p.Consts, p.Vars) {
		want(v.Names[0], v.Doc)
	}
	for _, typ := range p.Types {
		want(typ.Name, typ.Doc)
		for _, f := range slices.Concat(typ.Funcs, typ.Methods) {
			want(typ.Name+"."+f.Name, f.Doc)
		}
	}
}

// slidesOfLecture returns the rows of docs/lecture.md by their slide, without the brackets of links.
func slidesOfLecture(t *testing.T) map[string]string {
	inRepository(t)
	t.Helper()
	text, err := os.ReadFile("docs/lecture.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for _, line := range strings.Split(string(text), "\n") {
		cells := strings.Split(strings.NewReplacer("[", "", "]", "").Replace(line), "|")
		if strings.HasPrefix(line, "| ") && len(cells) == 6 && cells[1] != " slide " {
			rows[strings.TrimSpace(cells[1])] = strings.Join(cells, "|")
		}
	}
	return rows
}

// Every link of a row leads to the file, exercise or lab that it shows.
func TestLectureMapLinks(t *testing.T) {
	inRepository(t)
	text, err := os.ReadFile("docs/lecture.md")
	if err != nil {
		t.Fatal(err)
	}
	leads := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^\[(.+)\]: (.+)$`).FindAllStringSubmatch(string(text), -1) {
		leads[m[1]] = m[2]
	}
	for _, m := range regexp.MustCompile(`\[([^\]]+)\](?:,|;| )`).FindAllStringSubmatch(string(text), -1) {
		shown := filepath.Base(strings.Trim(m[1], "`"))
		if !strings.HasPrefix(filepath.Base(leads[m[1]]), shown) {
			t.Errorf("docs/lecture.md: the link %s leads to %q", m[1], leads[m[1]])
		}
	}
}

// goFiles calls f with the path and text of every Go file that may name a slide: those of the
// module that are no tests, and all of the exercises.
func goFiles(t *testing.T, f func(path, text string)) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.Contains(path, "testdata") ||
			strings.HasSuffix(path, "_test.go") && !strings.HasPrefix(path, "exercises") {
			return err
		}
		text, err := os.ReadFile(path)
		f(path, string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// slideLines are those that name slides: in comments, in the headers of the exercises, and in their
// tests, which tell a student where to look again.
var slideLines = regexp.MustCompile(`(?m)^\s*// Slides?: ((?:.*;\n// )*.*)$|` +
	`^//\tSlide   (.*(?:\n//\t        .*)*)$|^\s*(?:const )?slide\w* *= "(.*)"$`)

// slidesIn returns the slides that a text names, without remarks such as "(ReLU)" and "STEP 1".
func slidesIn(text string) (slides []string) {
	remark := regexp.MustCompile(` \(.*\)$|, STEP.*$`)
	for _, m := range slideLines.FindAllStringSubmatch(text, -1) {
		for _, slide := range regexp.MustCompile(`; |;\n// |\n//\t +`).Split(m[1]+m[2]+m[3], -1) {
			slides = append(slides, remark.ReplaceAllString(slide, ""))
		}
	}
	return slides
}

// From the code to the map: every slide that a file names has a row, and that row leads back to the
// file, lab or exercise. Every row is named by a file of the package or of a lab.
func TestLectureMap(t *testing.T) {
	rows := slidesOfLecture(t)
	if len(rows) < 40 {
		t.Fatalf("docs/lecture.md has %d slides, want 40 or more", len(rows))
	}
	named, inLab := map[string]bool{}, map[string]bool{}
	goFiles(t, func(path, text string) {
		path = filepath.ToSlash(path)
		for _, slide := range slidesIn(text) {
			row := rows[slide]
			switch {
			case row == "":
				t.Errorf("%s names the slide %q, which is not in docs/lecture.md", path, slide)
			case strings.HasSuffix(path, "_test.go"): // a student may be sent back to any slide
			case !leadsTo(row, path):
				t.Errorf("%s names the slide %q, whose row in docs/lecture.md does not lead there", path, slide)
			case strings.Contains(path, "/labs/"):
				named[slide], inLab[slide] = true, true
			case !strings.Contains(path, "/"):
				named[slide] = true
			}
		}
	})
	for slide, row := range rows {
		if !named[slide] {
			t.Errorf("no comment names the slide %q", slide)
		}
		if lab := strings.TrimSpace(strings.Split(row, "|")[4]); lab != "" && !inLab[slide] {
			t.Errorf("the lab %s does not name the slide %q", lab, slide)
		}
	}
}

// leadsTo reports whether a row of the map names the file, or the exercise or lab that it is part
// of.
func leadsTo(row, path string) bool {
	cells := strings.Split(row, "|")
	folders := strings.Split(path, "/")
	switch {
	case len(folders) == 1:
		return strings.Contains(cells[2], "`"+path+"`")
	case folders[1] == "labs":
		return strings.TrimSpace(cells[4]) == folders[2]
	}
	number, _, _ := strings.Cut(folders[1], "-")
	return slices.Contains(strings.Split(strings.TrimSpace(cells[3]), ", "), number)
}

// From the map to the code: every file, folder, exercise and lab that it names exists; every symbol
// is in the file before it, and its comment, or that of its type, names the slide.
func TestLectureMapNamesWhatExists(t *testing.T) {
	inRepository(t)
	p, fset := documentation(t)
	comments, files := map[string]string{}, map[string]string{}
	add := func(name, comment string, pos token.Pos) {
		comments[name], files[name] = comment, fset.Position(pos).Filename
	}
	for _, f := range p.Funcs {
		add(f.Name, f.Doc, f.Decl.Pos())
	}
	for _, typ := range p.Types {
		add(typ.Name, typ.Doc, typ.Decl.Pos())
		for _, f := range typ.Funcs {
			add(f.Name, f.Doc+typ.Doc, f.Decl.Pos())
		}
		for _, m := range typ.Methods {
			add(typ.Name+"."+m.Name, m.Doc+typ.Doc, m.Decl.Pos())
		}
	}
	quoted := regexp.MustCompile("`([^`]+)`")
	for slide, row := range slidesOfLecture(t) {
		cells := strings.Split(row, "|")
		file := ""
		for _, m := range quoted.FindAllStringSubmatch(cells[2], -1) {
			comment, isSymbol := comments[m[1]]
			switch {
			case !isSymbol:
				file = m[1]
				if _, err := os.Stat(file); err != nil && !strings.HasPrefix(file, "-") {
					t.Errorf("%s: there is no file, folder or symbol %s", slide, file)
				}
			case files[m[1]] != file:
				t.Errorf("%s: %s is in %s, not in %s", slide, m[1], files[m[1]], file)
			case !slices.Contains(slidesIn("// "+strings.ReplaceAll(comment, "\n", "\n// ")), slide):
				t.Errorf("%s: the comment of %s does not name the slide", slide, m[1])
			}
		}
		for _, exercise := range strings.Split(cells[3], ",") {
			if exercise = strings.TrimSpace(exercise); exercise != "" {
				if found, _ := filepath.Glob("exercises/" + exercise + "-*"); len(found) != 1 {
					t.Errorf("%s: there is no exercise %s", slide, exercise)
				}
			}
		}
		if lab := strings.TrimSpace(cells[4]); lab != "" {
			if _, err := os.Stat("solutions/labs/" + lab + "/main.go"); err != nil {
				t.Errorf("%s: there is no lab %s", slide, lab)
			}
		}
	}
}

// Every file, folder and command that the README and the documents name exists, and every link of a
// page leads to something. The README leads to every document.
func TestREADMENamesWhatExists(t *testing.T) {
	inRepository(t)
	documents, err := filepath.Glob("docs/*.md")
	if err != nil || len(documents) < 5 {
		t.Fatalf("the documents are %q (%v), want 5 or more", documents, err)
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for i, page := range documents {
		documents[i] = filepath.ToSlash(page)
		if !strings.Contains(string(readme), "]("+documents[i]+")") {
			t.Errorf("README.md has no link to %s", documents[i])
		}
	}
	if !strings.Contains(string(readme), "](CHANGELOG.md)") {
		t.Error("README.md has no link to CHANGELOG.md")
	}
	pages := slices.Concat([]string{"README.md", "exercises/README.md", "solutions/README.md",
		"solutions/instructor/README.md", "solutions/instructor/AUTHORING.md"}, documents)
	link := regexp.MustCompile(`\]\(([^):#]+)\)|(?m:^\[[^\]]+\]: (.*)$)`)
	named := regexp.MustCompile("go run \\./([\\w/]+)|`([\\w/]+(?:/|\\.go|\\.md))`")
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), m[1]+m[2])); err != nil {
				t.Errorf("%s has a link to %s, which is not there", page, m[1]+m[2])
			}
		}
		for _, m := range named.FindAllStringSubmatch(string(text), -1) {
			path := m[1] + m[2]
			switch {
			case page == "exercises/README.md":
				path = "exercises/" + path
			case page == "README.md" && m[2] == "labs/": // of solutions/, which stands before it
				path = "solutions/labs/"
			case m[2] != "" && strings.HasPrefix(page, "solutions/"):
				continue // their files are not named from this folder
			}
			if _, err := os.Stat(path); err != nil {
				t.Errorf("%s names %s, which is not there", page, path)
			}
		}
	}
}

// namesIn returns the names that the Go files of a folder declare: functions, types, fields and
// constants.
func namesIn(t *testing.T, folder string) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	paths, err := filepath.Glob(folder + "/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				names[n.Name.Name] = true
			case *ast.TypeSpec:
				names[n.Name.Name] = true
			case *ast.Field:
				for _, name := range n.Names {
					names[name.Name] = true
				}
			case *ast.GenDecl:
				for _, spec := range n.Specs {
					if values, ok := spec.(*ast.ValueSpec); ok && n.Tok == token.CONST {
						for _, name := range values.Names {
							names[name.Name] = true
						}
					}
				}
			}
			return true
		})
	}
	return names
}

// wordsOfLecture returns the rows of the table from the slides' names to Go: slide and Go.
func wordsOfLecture(t *testing.T) (rows [][2]string) {
	inRepository(t)
	t.Helper()
	lecture, err := os.ReadFile("docs/lecture.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(lecture), "\n| slide | Go |\n|---|---|\n")
	table, _, _ = strings.Cut(table, "\n\n")
	for _, line := range strings.Split(table, "\n") {
		cells := strings.Split(line, " | ")
		if len(cells) != 2 {
			t.Fatalf("docs/lecture.md: want two columns, found %q", line)
		}
		rows = append(rows, [2]string{cells[0], cells[1]})
	}
	return rows
}

// Every name on the right of the table exists: in the package, or in the lab that the row names.
func TestLectureHasTheWordsOfThePackage(t *testing.T) {
	words := 0
	names := namesIn(t, ".")
	quoted := regexp.MustCompile("`[&]?([^`({]*)[^`]*`")
	for _, row := range wordsOfLecture(t) {
		names := names
		if lab := regexp.MustCompile(`of the lab \[(\w+)\]`).FindStringSubmatch(row[1]); lab != nil {
			names = namesIn(t, "solutions/labs/"+lab[1])
		}
		for _, m := range quoted.FindAllStringSubmatch(row[1], -1) {
			words++
			if strings.HasSuffix(m[1], ".go") {
				if _, err := os.Stat(m[1]); err != nil {
					t.Errorf("docs/lecture.md names the file %s: %v", m[1], err)
				}
				continue
			}
			for _, name := range strings.Split(strings.TrimPrefix(m[1], "."), ".") {
				if !names[name] {
					t.Errorf("docs/lecture.md has %s for %s, and there is no %s", m[0], row[0], name)
				}
			}
		}
	}
	if words < 60 {
		t.Errorf("the table has %d words, want 60 or more", words)
	}
}

// The names that the slides' text and code use are on the left of the table, and their row has the
// Go name.
func TestLectureHasTheWordsOfTheSlides(t *testing.T) {
	rows := wordsOfLecture(t)
	for slide, golang := range map[string]string{
		"neuralnet": "`nn.go`", "layers": "`layer.go`", "activations": "`activation.go`",
		"optimizer": "`optimizer.go`", "losses": "`loss.go`", "data": "`dataset.go`", "metrics": "`metrics.go`",
		"input": "`input`", "output": "`output`",
		"Sequential": "`NewNeuralNetwork(", "compile": "`NewNeuralNetwork`",
		"validation_data": "`Fit(train, validation)`", "callbacks": "`Callbacks`", "evaluate": "`Score(",
		"get_word_index": "`vocabulary`", "setup_model": "`SetupModel`", "train_dnn": "`TrainDNN`",
		"dnn_optimization": "`DNNOptimization`", "opt_params": "`OptParams`",
	} {
		word := regexp.MustCompile(`\b` + slide + `\b`)
		if !slices.ContainsFunc(rows, func(row [2]string) bool {
			return word.MatchString(row[0]) && strings.Contains(row[1], golang)
		}) {
			t.Errorf("docs/lecture.md does not lead from %s to %s", slide, golang)
		}
	}
}
