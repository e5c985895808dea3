package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// writeReports writes the files of the class and two folders per student. The folder in students/
// is for the student. The folder in instructor/ also contains the failures of hidden tests. It removes
// the reports of an earlier run about students who could not be graded or are no longer in the class.
func writeReports(out string, cl *class) error {
	page, err := classPage(cl)
	if err != nil {
		return err
	}
	files := map[string][]byte{
		"marks.csv": marksCSV(cl), "summary.md": summary(cl), "class.html": page}
	for _, g := range cl.groups {
		files[filepath.FromSlash(g.file())] = g.draft
	}
	folders := folderNames(cl.students)
	for _, st := range cl.students {
		if st.ungraded != nil {
			continue
		}
		data, err := json.MarshalIndent(gradescope(cl, st), "", "  ")
		if err != nil {
			return err
		}
		page, err := feedbackPage(cl, st)
		if err != nil {
			return err
		}
		handedOut := filepath.Join("students", folders[st])
		files[filepath.Join(handedOut, "feedback.md")] = feedback(cl, st)
		files[filepath.Join(handedOut, "feedback.html")] = page
		kept := filepath.Join("instructor", folders[st])
		files[filepath.Join(kept, "results.json")] = append(data, '\n')
		files[filepath.Join(kept, "appeal.md")] = appeal(cl, st)
	}
	if err := replaceOld(out, files, func(folder string) bool {
		return !cl.single || slices.ContainsFunc(cl.students, func(st *student) bool { return folders[st] == folder })
	}); err != nil {
		return err
	}
	for name, data := range files {
		if err := writeFile(filepath.Join(out, name), data); err != nil {
			return err
		}
	}
	return nil
}

// replaceOld removes the reports that an earlier run has written and files does not replace, for example
// about a student who has left the class. The file state/reports contains the digests of all reports, so a
// file that was changed, copied or written by hand stays. concerned selects the students' folders.
func replaceOld(out string, files map[string][]byte, concerned func(folder string) bool) error {
	list := filepath.Join(out, "state", "reports")
	data, err := os.ReadFile(list)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	before := strings.Fields(string(data))
	var now []string
	for name, data := range files {
		if strings.Count(filepath.ToSlash(name), "/") == 2 {
			now = append(now, digestOf(name, data))
		}
	}
	for _, name := range reportsIn(out) {
		data, err := os.ReadFile(filepath.Join(out, name))
		if err != nil || files[name] != nil || !slices.Contains(before, digestOf(name, data)) {
			continue
		}
		folder := filepath.Dir(name)
		if !concerned(filepath.Base(folder)) {
			now = append(now, digestOf(name, data))
			continue
		}
		if err := os.Remove(filepath.Join(out, name)); err != nil {
			return err
		}
		os.Remove(filepath.Join(out, folder)) // if it is empty
	}
	slices.Sort(now)
	return writeFile(list, []byte(strings.Join(now, "\n")+"\n"))
}

// reportsIn returns the names of the files in the students' folders.
func reportsIn(out string) (names []string) {
	for _, kind := range []string{"students", "instructor"} {
		folders, _ := os.ReadDir(filepath.Join(out, kind))
		for _, folder := range folders {
			entries, _ := os.ReadDir(filepath.Join(out, kind, folder.Name()))
			for _, e := range entries {
				if folder.IsDir() && e.Type().IsRegular() {
					names = append(names, filepath.Join(kind, folder.Name(), e.Name()))
				}
			}
		}
	}
	return names
}

// digestOf returns the digest of a report and its place, because a copy elsewhere is not the grader's.
func digestOf(name string, data []byte) string {
	return fmt.Sprintf("%x", sha256.Sum256(append([]byte(filepath.ToSlash(name)+"\x00"), data...)))
}

// marksCSV returns the marks with one line per student: name, ID, points per exercise, total,
// maximum, remarks, digest of the files, and audit line. The cell of an excused exercise is empty.
// The file begins with a byte order mark, because some spreadsheets need it to recognize UTF-8.
func marksCSV(cl *class) []byte {
	b := bytes.NewBufferString("\ufeff")
	w := csv.NewWriter(b)
	if cl.german {
		w.Comma = ';'
	}
	head := []string{"student", "id"}
	for _, tc := range cl.cases {
		head = append(head, tc.name)
	}
	w.Write(append(head, "points", "of", "remarks", "digest", "graded with"))
	for _, st := range cl.students {
		record := []string{cell(st.name), cell(st.id)}
		for _, m := range st.marks {
			if m.excused || st.ungraded != nil {
				record = append(record, "")
			} else {
				record = append(record, cl.number(m.score))
			}
		}
		score, of := st.total()
		points := cl.number(score)
		if st.ungraded != nil {
			points = ""
		}
		w.Write(append(record, points, cl.number(of), cell(strings.Join(st.remarks(), "; ")),
			st.digest(), cell(cl.audit.String())))
	}
	w.Flush()
	return b.Bytes()
}

// number formats points with at most two decimal places.
func number(x float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", x), "0"), ".")
}

// number formats points for the spreadsheet of the class.
func (cl *class) number(x float64) string {
	if cl.german {
		return strings.Replace(number(x), ".", ",", 1)
	}
	return number(x)
}

// gradescopeResults is the result in the format of Gradescope's autograders.
type gradescopeResults struct {
	Score        float64          `json:"score"`
	Output       string           `json:"output"`
	OutputFormat string           `json:"output_format"`
	Tests        []gradescopeTest `json:"tests"`
	Extra        map[string]any   `json:"extra_data"` // stored by Gradescope with the result
}

type gradescopeTest struct {
	Name         string  `json:"name"`
	Number       string  `json:"number"`
	Score        float64 `json:"score"`
	MaxScore     float64 `json:"max_score"`
	Status       string  `json:"status"` // passed or failed
	Output       string  `json:"output,omitempty"`
	OutputFormat string  `json:"output_format"`
	Visibility   string  `json:"visibility"` // visible, or hidden (never shown to the student)
}

func gradescope(cl *class, st *student) gradescopeResults {
	score, _ := st.total()
	r := gradescopeResults{
		Score: score, Output: string(feedback(cl, st)), OutputFormat: "md", Tests: []gradescopeTest{},
		Extra: map[string]any{"audit": cl.audit.handedOut(), "files": st.digests()},
	}
	for _, m := range st.marks {
		if m.excused {
			continue
		}
		for i, t := range m.tests {
			g := gradescopeTest{
				Name: m.tc.name + " " + t.test.Name, Number: fmt.Sprintf("%s.%d", m.tc.name[:2], i+1),
				Score: t.score, MaxScore: t.max, Status: "passed",
				OutputFormat: "text", Visibility: "visible",
			}
			if t.result.Status != pass {
				g.Status, g.Output = "failed", t.sentence()+"\n"+printable(t.result.Message)
			}
			if t.test.hidden {
				g.Visibility = "hidden"
			}
			r.Tests = append(r.Tests, g)
		}
		for _, a := range m.adjusted {
			r.Tests = append(r.Tests, gradescopeTest{Name: m.tc.name + " adjusted: " + oneLine(a.reason),
				Score: a.points, OutputFormat: "text", Status: "passed", Visibility: "visible"})
		}
	}
	return r
}
