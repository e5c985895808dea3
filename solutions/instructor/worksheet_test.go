package main

import (
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nn"
)

const worksheetClass = 30

// classOfWorksheets writes a roster of thirty students and their worksheets, and returns the folder.
func classOfWorksheets(t *testing.T, seed string, students int) string {
	t.Helper()
	dir := t.TempDir()
	roster := "Name,ID number\n"
	for i := range students {
		roster += "Ann " + strings.Repeat("x", i) + "," + string(rune('a'+i)) + "\n"
	}
	write(t, filepath.Join(dir, "class.csv"), roster)
	out := filepath.Join(dir, "out")
	if err := writeWorksheets(io.Discard, filepath.Join(dir, "class.csv"), out, seed); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestWorksheetsAreRepeatable: the same seed gives the same files, a longer roster gives the same
// sheets to those who were in it, and a different seed gives different sheets.
func TestWorksheetsAreRepeatable(t *testing.T) {
	one, two := classOfWorksheets(t, "s", 3), classOfWorksheets(t, "s", 3)
	longer, other := classOfWorksheets(t, "s", 4), classOfWorksheets(t, "t", 3)
	for _, kind := range worksheetKinds {
		key := []string{"instructor", kind.file + "-key.html"}
		sheet := []string{"students", "Ann xx", kind.file + ".html"}
		for _, name := range [][]string{key, sheet, {"print", kind.file + ".html"}} {
			if text(t, append([]string{one}, name...)...) != text(t, append([]string{two}, name...)...) {
				t.Errorf("%s: the same seed gives different files", name)
			}
			if text(t, append([]string{one}, name...)...) == text(t, append([]string{other}, name...)...) {
				t.Errorf("%s: a different seed gives the same file", name)
			}
		}
		if text(t, append([]string{one}, sheet...)...) != text(t, append([]string{longer}, sheet...)...) {
			t.Errorf("%s changes with the roster", sheet)
		}
	}
}

// TestWorksheetsAreFair: thirty worksheets are all different, every number is short, and the number
// of each known mistake, as it is printed, occurs once on a worksheet and is not the right number.
func TestWorksheetsAreFair(t *testing.T) {
	for _, kind := range worksheetKinds {
		given := map[string]bool{}
		for i := range worksheetClass {
			s := newWorksheet(kind.make, "seed", kind.file, string(rune('a'+i)))
			numbers, task, mistakes := map[string]string{}, "", 0
			for _, m := range s.Given {
				task += m.Value.String()
				wantShort(t, kind.file, m, 5)
			}
			if given[task] {
				t.Errorf("%s: two students have the same numbers", kind.file)
			}
			given[task] = true
			for _, part := range s.Parts {
				for _, st := range part.Steps {
					wantShort(t, kind.file, st.worksheetMatrix, 8)
					for _, m := range st.Mistakes {
						mistakes++
						if before, ok := numbers[m.Number()]; ok {
							t.Errorf("%s: %q and %q both give %s", kind.file, before, m.What, m.Number())
						}
						numbers[m.Number()] = m.What
						if right := st.Right(m); right == m.Number() {
							t.Errorf("%s, %s: %q gives the right number %s", kind.file, st.Formula, m.What, right)
						}
					}
				}
			}
			if mistakes < 12 {
				t.Errorf("%s: %d known mistakes, want 12 or more", kind.file, mistakes)
			}
		}
	}
}

func wantShort(t *testing.T, kind string, m worksheetMatrix, most int) {
	t.Helper()
	for _, row := range m.Cells() {
		for _, cell := range row {
			if n := len([]rune(cell)); n == 0 || n > most {
				t.Errorf("%s: %s has the number %q, want 1 to %d characters", kind, m.Name, cell, most)
			}
		}
	}
}

// TestUnfairWorksheets: a worksheet on which two mistakes, or a mistake and the right result, cannot be
// told apart is not used.
func TestUnfairWorksheets(t *testing.T) {
	sheet := func(steps ...*worksheetStep) *worksheet { return &worksheet{Parts: []worksheetPart{{Steps: steps}}} }
	row := func(values ...float64) *nn.Matrix { return nn.MatrixOf(values) }
	for _, tt := range []struct {
		name string
		s    *worksheet
		fair bool
	}{
		{"one mistake", sheet(step("", "a", row(1), "m", row(2))), true},
		{"each mistake at an element of its own", sheet(step("", "a", row(1, 1), "m", row(2, 1), "n", row(1, 3))), true},
		{"the right number", sheet(step("", "a", row(1), "m", row(1.001))), false},
		{"two mistakes alike", sheet(step("", "a", row(1), "m", row(2), "n", row(2))), false},
		{"alike in two steps", sheet(step("", "a", row(1), "m", row(2)), step("", "b", row(5), "n", row(2))), false},
		{"long", sheet(step("", "a", row(1), "m", row(200))), false},
		{"NaN", sheet(step("", "a", row(math.NaN()))), false},
	} {
		if fair := tt.s.isFair(); fair != tt.fair {
			t.Errorf("%s: fair is %v, want %v", tt.name, fair, tt.fair)
		}
	}
}

// TestBackpropagationKey compares the key with a trace of the same step, which is computed by Trace.
func TestBackpropagationKey(t *testing.T) {
	for i := range worksheetClass {
		s := newWorksheet(backpropagationSheet, "seed", "", string(rune('a'+i)))
		given, key := map[string]*nn.Matrix{}, map[string]*nn.Matrix{}
		for _, m := range s.Given {
			given[m.Name] = m.Value
		}
		for _, part := range s.Parts {
			for _, st := range part.Steps {
				key[st.Name] = st.Value // of W and B the last: after the update
			}
		}
		first, last := nn.NewDenseLayer(2), nn.NewDenseLayer(1)
		net := nn.NewNeuralNetwork(2, new(nn.MeanSquaredError), nn.NewSGD(given["α"].At(0, 0), 0),
			rand.New(rand.NewPCG(1, 1))).Add(first, nn.NewSigmoidActivation(), last)
		for p, name := range map[*nn.Param]string{first.Weights: "W₁", first.Biases: "B₁", last.Weights: "W₂", last.Biases: "B₂"} {
			p.Value.Copy(given[name])
		}
		found := 0
		for _, st := range net.Trace(&nn.Dataset{X: given["X"], Y: given["Y"]}).Steps {
			number := map[int]string{1: "₁", 3: "₂"}[st.Number]
			for _, m := range st.Matrices {
				name := map[string]string{"forward1Y": "Z", "forward2Y": "A", "forward3Y": "Y*", "loss0L": "L",
					"loss0dY*": "dY*", "backward3dX": "dA", "backward2dX": "dZ"}[st.Way+string(rune('0'+st.Number))+m.Name]
				if letter := strings.TrimSuffix(m.Name, " after"); name == "" && number != "" &&
					(m.Name == "W after" || m.Name == "B after" || m.Name == "dW" || m.Name == "dB") {
					name = letter + number
				}
				if name == "" {
					continue
				}
				found++
				for k, v := range m.Value.Data {
					if !(math.Abs(v-key[name].Data[k]) < 1e-12) {
						t.Fatalf("%s is %v, the trace has %v", name, key[name], m.Value)
					}
				}
			}
		}
		if found < 15 {
			t.Fatalf("%d of the key's matrices are in the trace, want 15", found)
		}
	}
}

// TestSoftmaxKey compares the Jacobian and the input error with finite differences and the short
// formula.
func TestSoftmaxKey(t *testing.T) {
	for i := range worksheetClass {
		s := newWorksheet(softmaxSheet, "seed", "", string(rune('a'+i)))
		X, backward := s.Given[0].Value, s.Parts[1].Steps
		S := func(X *nn.Matrix) *nn.Matrix { return nn.NewSoftmaxActivation().ForwardPropagation(X, true).Clone() }
		const h = 1e-5
		for j := range 3 {
			up, down := X.Clone(), X.Clone()
			up.Set(0, j, up.At(0, j)+h)
			down.Set(0, j, down.At(0, j)-h)
			slopes := scale(1/(2*h), minus(S(up), S(down)))
			for k := range 3 {
				if got := backward[1].Value.At(k, j); !(math.Abs(got-slopes.At(0, k)) < 1e-8) {
					t.Errorf("J is %v at (%d, %d), want %v", got, k, j, slopes.At(0, k))
				}
			}
		}
		for k, v := range s.Parts[2].Steps[0].Value.Data {
			if !(math.Abs(v-backward[2].Value.Data[k]) < 1e-12) {
				t.Errorf("dX is %v, with the short formula %v", backward[2].Value, s.Parts[2].Steps[0].Value)
			}
		}
	}
}

// TestOptimizerKey repeats the last step of Adam and of momentum from the averages of the key.
func TestOptimizerKey(t *testing.T) {
	for i := range worksheetClass {
		s := newWorksheet(optimizerSheet, "seed", "", string(rune('a'+i)))
		value := func(part int, name string) float64 {
			for _, st := range s.Parts[part].Steps {
				if st.Name == name {
					return st.Value.At(0, 0)
				}
			}
			t.Fatalf("there is no %s", name)
			return 0
		}
		α := s.Given[2].Value.At(0, 0)
		wantNumber(t, "w₃ of momentum", value(0, "w₃"), value(0, "w₂")-α*value(0, "V₃"))
		wantNumber(t, "w₃ of Adam", value(1, "w₃"), value(1, "w₂")-0.1*value(1, "M̂₃")/(math.Sqrt(value(1, "V̂₃"))+0.1))
	}
}

func wantNumber(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) < 1e-12) {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// TestWorksheetPages: a student's page has all given numbers and a blank for each result, but no
// result; the key has them all.
func TestWorksheetPages(t *testing.T) {
	out := classOfWorksheets(t, "s", 2)
	for _, kind := range worksheetKinds {
		s := newWorksheet(kind.make, "s", kind.file, "Ann x")
		page := text(t, out, "students", "Ann x", kind.file+".html")
		key := text(t, out, "instructor", kind.file+"-key.html")
		printed := text(t, out, "print", kind.file+".html")
		blanks := 0
		for _, part := range s.Parts {
			for _, st := range part.Steps {
				blanks += len(st.Value.Data)
				for _, row := range st.Cells() {
					for _, cell := range row {
						if cell := "<td>" + cell + "</td>"; !strings.Contains(key, cell) {
							t.Errorf("the key of %s does not have %s", kind.file, cell)
						}
					}
				}
				for _, m := range st.Mistakes {
					if strings.Contains(page, m.What) || !strings.Contains(key, ">"+m.Number()+"</td>") {
						t.Errorf("%s: %q is on the student's page, or %s not in the key", kind.file, m.What, m.Number())
					}
				}
			}
		}
		given := 0
		for _, m := range s.Given {
			given += len(m.Value.Data)
		}
		if n := strings.Count(page, `<td class="blank"></td>`); n != blanks || blanks < 20 {
			t.Errorf("%s has %d blanks, want %d", kind.file, n, blanks)
		}
		if n := strings.Count(page, "<td>"); n != given {
			t.Errorf("%s shows %d numbers, want the %d given ones", kind.file, n, given)
		}
		if n := strings.Count(printed, `<section class="sheet">`); n != 2 {
			t.Errorf("the pages to print of %s are %d, want 2", kind.file, n)
		}
		for _, outside := range []string{"http:", "https:", "src=", "<script", "url("} {
			if strings.Contains(page+key, outside) {
				t.Errorf("a page of %s has %s", kind.file, outside)
			}
		}
	}
}

func TestWorksheetCommandErrors(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "class.csv"), "Name\nAnn\n")
	write(t, filepath.Join(dir, "full", "x"), "")
	for _, tt := range []struct {
		args   []string
		says   string
		status int
	}{
		{[]string{"worksheet"}, "-roster and -out are needed", 2},
		{[]string{"worksheet", "-roster", filepath.Join(dir, "none.csv"), "-out", filepath.Join(dir, "new")}, "none.csv", 1},
		{[]string{"worksheet", "-roster", filepath.Join(dir, "class.csv"), "-out", filepath.Join(dir, "full")}, "is not empty", 1},
	} {
		if status, _, stderr := tool(tt.args...); status != tt.status || !strings.Contains(stderr, tt.says) {
			t.Errorf("%s: status %d and %q, want %d and %q", tt.args, status, stderr, tt.status, tt.says)
		}
	}
	new := filepath.Join(dir, "new")
	if status, stdout, stderr := tool("worksheet", "-roster", filepath.Join(dir, "class.csv"), "-out", new); status != 0 ||
		!strings.HasPrefix(stdout, "students: 1, worksheets for each: 4") {
		t.Errorf("status %d, it prints %q and %q", status, stdout, stderr)
	}
	if seed, err := os.ReadFile(filepath.Join(new, "instructor", "seed")); err != nil || len(seed) < 20 {
		t.Errorf("the secret seed is %q, %v", seed, err)
	}
}
