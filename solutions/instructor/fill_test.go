package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// graded returns a class of six students with different points of 7.
func graded(t *testing.T) *class {
	t.Helper()
	cl := &class{cases: twoCases()}
	add := func(name, id string, points float64, change func(st *student)) {
		st := &student{name: name, id: id, results: map[string]*exerciseResult{}}
		if id != "" {
			st.ids, st.number = []string{id}, id
		}
		s := newSettings()
		s.adjust[personal{name, "01-a"}] = []adjustment{{points, "by hand"}}
		if change != nil {
			change(st)
		}
		s.markAll(st, cl.cases)
		cl.students = append(cl.students, st)
	}
	add("Ann Lee", "101", 7, nil)
	add("Zo\u00eb, Ben", "102", 3.5, nil)
	add("leecleo", "103", 1, nil)
	add("Dora", "", 0, nil)
	add("Eve", "105", 0, func(st *student) { st.ungraded = fmt.Errorf("the disk is full") })
	add("Finn", "106", 0, func(st *student) { st.absent = true })
	add("Nobody", "999", 2, nil)
	return cl
}

const moodleSheet = "\ufeffIdentifier,\"Full name\",\"Email address\",Status,Grade,\"Maximum Grade\"," +
	"\"Grade can be changed\",\"Last modified (submission)\",\"Last modified (grade)\",\"Feedback comments\"\r\n" +
	"\"Participant 101\",\"Ann Lee\",ann@example.org,\"Submitted for grading - \",,100.00,Yes,\"Sunday, 1 March 2026, 10:00 AM\",-,\"<p>a \"\"quoted\"\"\r\nline</p>\"\r\n" +
	"Participant 102,Ben Zoe\u0308,ben@example.org,Submitted for grading,\"12.00\",100.00,Yes,x,-,\r\n" +
	"Participant 103,Cleo Lee,cleo@example.org,,,50.00,Yes,x,-,\r\n" +
	"Participant 104,Dora,dora@example.org,,5.00,100.00,No,x,-,\r\n" +
	"Participant 105,Eve,eve@example.org,,,100.00,Yes,x,-,\r\n" +
	"Participant 106,Finn,finn@example.org,No submission,4.00,100.00,Yes,x,-,\r\n" +
	"Participant 107,Gus,gus@example.org,No submission,,100.00,Yes,x,-,"

const canvasBook = "Student,ID,SIS User ID,SIS Login ID,Section,Homework 1 (9876),Current Score,Final Score\n" +
	",,,,,Manual Posting,(read only),(read only)\n" +
	"    Points Possible,,,,,7.0,(read only),(read only)\n" +
	"\"Lee, Ann\",101,S1,alee,\"Section \"\"A\"\"\",,90.0,80\n" +
	"\"Zo\u00eb, Ben\",102,S2,bzoe,A,1,,\n" +
	"\"Lee, Cleo\",77,S3,clee,A,,,\n" +
	"Dora,78,S4,dora,A,,,\n" +
	"\"Student, Test\",79,,test,A,,,\n"

const germanSheet = "ID;Vollst\xe4ndiger Name;Status;Bewertung;Bestwertung;Bewertung kann ge\xe4ndert werden\n" +
	"Teilnehmer/in 101;Ann Lee;;;10,00;Ja\n" +
	"Teilnehmer/in 104;Dora;;;10,00;Nein\n"

// TestFill compares the filled files with the downloaded files, column by column. Only the column
// of the marks may change.
func TestFill(t *testing.T) {
	for _, tt := range []struct {
		name, file string
		comma      rune
		column     int
		want       []string // of the column, from the first row
		says       []string
	}{
		{"moodle.csv", moodleSheet, ',', 4,
			[]string{"Grade", "100", "50", "7.14", "5.00", "", "4.00", ""},
			[]string{"row 5: Dora has a grade that cannot be changed", "row 6: Eve could not be graded",
				"row 7: Finn has no submission", "row 8: Gus matches no student of the class",
				"has no row for Nobody", "wrote the marks of 3 of 7 rows"}},
		{"canvas.csv", canvasBook, ',', 5,
			[]string{"Homework 1 (9876)", "Manual Posting", "7.0", "7", "3.5", "1", "0", ""},
			[]string{"wrote the marks of 4 of 4 rows", "has no row for Nobody"}},
		{"german.csv", germanSheet, ';', 3, []string{"Bewertung", "10", ""},
			[]string{"row 3: Dora has a grade that cannot be changed"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), tt.name)
			write(t, name, tt.file)
			g, err := openGradebook(name, "")
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(g.bytes(), []byte(tt.file)) {
				t.Fatalf("without marks it is\n%q, want\n%q", g.bytes(), tt.file)
			}
			notes := strings.Join(g.fill(graded(t)), "\n")
			for _, says := range tt.says {
				if !strings.Contains(notes, says) {
					t.Errorf("it does not say %q:\n%s", says, notes)
				}
			}
			before, after := columns(t, tt.file, tt.comma), columns(t, string(g.bytes()), tt.comma)
			for i := range before {
				if i != tt.column && !slices.Equal(before[i], after[i]) {
					t.Errorf("column %d was %q and is %q", i, before[i], after[i])
				}
			}
			if !slices.Equal(after[tt.column], tt.want) {
				t.Errorf("the marks are %q, want %q", after[tt.column], tt.want)
			}
			// With the old cells restored, the file must equal the download, byte for byte.
			again, err := readTable(name)
			if err != nil {
				t.Fatal(err)
			}
			for i := range g.rows {
				if tt.column < len(g.rows[i]) {
					g.rows[i][tt.column] = again.rows[i][tt.column]
				}
			}
			if string(g.bytes()) != tt.file {
				t.Errorf("other bytes have changed:\n%q, want\n%q", g.bytes(), tt.file)
			}
		})
	}
}

// columns reads a CSV file with a different reader than the grader.
func columns(t *testing.T, file string, comma rune) [][]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(file, "\ufeff")))
	r.Comma, r.FieldsPerRecord = comma, -1
	records, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	all := make([][]string, len(records[0]))
	for _, record := range records {
		for i, c := range record {
			all[i] = append(all[i], c)
		}
	}
	return all
}

// filledForBen fills a file named sheet.csv with the mark of one student, and returns the notes.
func filledForBen(t *testing.T, file string, change func(st *student)) (g *gradebook, notes string) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "sheet.csv")
	write(t, name, file)
	g, err := openGradebook(name, "")
	if err != nil {
		t.Fatal(err)
	}
	cl := graded(t)
	cl.students = cl.students[1:2]
	cl.students[0].name = "Ben"
	change(cl.students[0])
	return g, strings.Join(g.fill(cl), "\n")
}

// TestMaximum fills one row with 50 % of the points, or leaves it.
func TestMaximum(t *testing.T) {
	const unclear = "Ben has no clear maximum: sheet.csv, row 2, column \"Maximum Grade\": found "
	for most, tt := range map[string]struct{ want, says string }{
		"1.000,00":      {"500", ""},
		"1.001,00":      {"500,5", ""},
		`"1,001.00"`:    {"500.5", ""},
		"1 001.00":      {"500.5", ""},
		"1\u00a0001,00": {"500,5", ""},
		"1.000.000":     {"500000", ""},
		"25,00 %":       {"12,5", ""},
		"25%":           {"12.5", ""},
		"0,500":         {"0,25", ""},
		"0":             {"12", unclear + `"0"; want a maximum mark above 0`},
		"-":             {"12", unclear + `"-"`},
		"":              {"12", unclear + `""`},
		"good, bad":     {"12", unclear + `"good, bad"`},
		"1,000":         {"12", unclear + `"1,000", which can mean 1 or 1000`},
		"1.000":         {"12", unclear + `"1.000", which can mean 1 or 1000`},
		"1e999":         {"12", unclear + `"1e999"`},
		"NaN":           {"12", unclear + `"NaN"`},
	} {
		g, notes := filledForBen(t, "Full name;ID;Grade;Maximum Grade\nBen;102;12;"+most+"\n", func(*student) {})
		if got := g.text(1, g.grade); got != tt.want || !strings.Contains(notes, tt.says) {
			t.Errorf("%s: got %s, want %s\n%s", most, got, tt.want, notes)
		}
	}
}

// TestRowsLeft checks that a row keeps its mark if the student could not be read or is excused, and that
// a mark above the maximum is noted.
func TestRowsLeft(t *testing.T) {
	const head = "Student,ID,Section,HW (1)\nPoints Possible,,,14\n"
	for _, tt := range []struct {
		row, want, says string
		change          func(st *student)
	}{
		{"Ben,102,A,5\n", "5", "row 3: Ben has a submission that could not be read", func(st *student) { st.unread = fmt.Errorf("half a file") }},
		{"Ben,102,A,5\n", "5", "row 3: Ben could not be graded", func(st *student) { st.ungraded = fmt.Errorf("the disk is full") }},
		{"Ben,102,A,EX\n", "EX", "row 3: Ben is excused in this file", func(*student) {}},
		{"Ben,102,A,5\n", "16", "row 3: Ben has 16, which is more than the maximum of 14", func(st *student) { st.marks[1].score = 4.5 }},
		{"Ben,102,A,5\n", "7", "wrote the marks of 1 of 1 rows", func(*student) {}},
	} {
		g, notes := filledForBen(t, head+tt.row, tt.change)
		if got := g.text(2, g.grade); got != tt.want || !strings.Contains(notes, tt.says) {
			t.Errorf("%s: got %s, want %s\n%s", tt.says, got, tt.want, notes)
		}
	}
}

// TestDecimalComma fills a worksheet with decimal commas.
func TestDecimalComma(t *testing.T) {
	for file, want := range map[string]string{
		"Identifier,Full name,Grade,Maximum Grade\nParticipant 102,B,,\"100,00\"\nParticipant 103,C,,\"10,00\"\n": "" +
			"Identifier,Full name,Grade,Maximum Grade\nParticipant 102,B,50,\"100,00\"\nParticipant 103,C,\"1,43\",\"10,00\"\n",
		"Identifier;Full name;Grade;Maximum Grade\nParticipant 103;C;;10,00": "" +
			"Identifier;Full name;Grade;Maximum Grade\nParticipant 103;C;1,43;10,00",
	} {
		name := filepath.Join(t.TempDir(), "sheet.csv")
		write(t, name, file)
		g, err := openGradebook(name, "")
		if err != nil {
			t.Fatal(err)
		}
		if g.fill(graded(t)); string(g.bytes()) != want {
			t.Errorf("got\n%s\nwant\n%s", g.bytes(), want)
		}
	}
}

func TestGradebookRefused(t *testing.T) {
	for _, tt := range []struct{ file, column, says string }{
		{"", "", "is empty"},
		{"a,b\n1,2\n", "", "no column for the marks"},
		{"Identifier,Grade\n", "", "contains no students"},
		{"Identifier,Grade\n\"Participant 1,2\n", "", "row 2: the closing quotation mark is missing"},
		{"Student,ID,Section,HW (1),HW (2)\nA,1,,,\n", "", "2 assignments; choose one with -column: HW (1), HW (2)"},
		{"Student,ID,Section,HW (1),HW (2)\nA,1,,,\n", "HW (3)", "choose one with -column: Student, ID"},
		{"Student,ID,Section,HW (9),HW (9)\nA,1,,,\n", "HW (9)", `the columns 4 and 5 both have the title "HW (9)"`},
		{"Identifier,Grade,Bewertung\nA,1,\n", "", `the columns 2 and 3 both have the title "Grade"`},
		{"Student,ID,Section,HW (1)\nA,1,,\n", "Student", `the column "Student" contains no marks`},
		{"Student,ID,Section,HW (1)\nA,1,,\n", "ID", `the column "ID" contains no marks`},
		{"Name,E-Mail-Adresse,Grade,Maximum Grade\nA,1,,\n", "E-Mail-Adresse", `the column "E-Mail-Adresse" contains no marks`},
		{"Name,Grade,Maximum Grade\nA,,\n", "Maximum Grade", `the column "Maximum Grade" contains no marks`},
		{"Student,ID,Section,HW (1)\nA,1,,\n", "", "has no row Points Possible"},
		{"Student,ID,Section,HW (1)\nPoints Possible,,,0\nA,1,,\n", "", `row 2, column "HW (1)": found "0"`},
		{"Student,ID,Section,HW (1)\n  Points Possible,,,(read only)\nA,1,,\n", "", `found "(read only)"`},
		{"Identifier,Name,Grade,Maximum Grade\nParticipant 101, \"Lee, Ann\", 5, 100\n", "",
			"row 2: found a space before the quotation mark in cell 2"},
		{"Identifier,Name,Grade\nParticipant 101, \"Lee, Ann\"\n", "", "row 2: found a space before the quotation mark in cell 2"},
		{"Identifier,Name,Grade\n1,A,\n2,Lee, Ann,5\n", "", "row 3: found 4 cells, but the first row has 3"},
		{"\xff\xfeI\x00", "", "UTF-16"},
		{"PK\x03\x04\n\x14\x00\x06\x00xl/workbook.xml", "", "line 2: found a zero byte, which text does not contain: is it a workbook?"},
	} {
		name := filepath.Join(t.TempDir(), "book.csv")
		write(t, name, tt.file)
		if _, err := openGradebook(name, tt.column); err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%q: got %v, want %q", tt.file, err, tt.says)
		}
	}
}

// TestRoster checks which students appear in the marks, and with which ID.
func TestRoster(t *testing.T) {
	for name, tt := range map[string]struct{ file, want string }{
		"names": {"Name\nAnn Lee\nBen Zoe\u0308\nCleo Lee\nDora\nEve\nFinn\nGus\n",
			"Ann Lee=101 Dora= Eve=105 Finn=106 Gus=! Nobody=999? Zo\u00eb, Ben=102 leecleo=103"},
		"first and last names": {"\ufeffVorname;Nachname;Matrikelnummer\nAnn;Lee;m1\nBen;Zo\xeb;m2\nCleo;Lee;m3\n",
			"Ann Lee=m1 Dora=? Eve=105? Finn=106? Nobody=999? Zo\u00eb, Ben=m2 leecleo=m3"},
		"German names": {"Vollst\xe4ndiger Name;ID-Nummer\nAnn Lee;m1\n",
			"Ann Lee=m1 Dora=? Eve=105? Finn=106? Nobody=999? Zo\u00eb, Ben=102? leecleo=103?"},
		"IDs": {"ID number,Email address\n101,ann@x.org\n999,n@x.org\n7,\n",
			"7=7! Ann Lee=101 Dora=? Eve=105? Finn=106? Nobody=999 Zo\u00eb, Ben=102? leecleo=103?"},
		"numbers of another kind": {"Name,Matrikelnummer\nAnn Lee,102\nBen Zoe\u0308,101\n",
			"Ann Lee=102 Dora=? Eve=105? Finn=106? Nobody=999? Zo\u00eb, Ben=101 leecleo=103?"},
		"two of one name": {"Name,ID\nDora,1\nDora,2\nAnn Lee,101\n", "Ann Lee=101 Dora=? Dora=1! Dora=2! " +
			"Eve=105? Finn=106? Nobody=999? Zo\u00eb, Ben=102? leecleo=103?"},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "roster.csv")
			write(t, file, tt.file)
			people, err := readRoster(file)
			if err != nil {
				t.Fatal(err)
			}
			cl := graded(t)
			for _, st := range cl.students {
				st.absent = false
			}
			cl.enroll(people)
			var got []string
			for _, st := range cl.students {
				text := st.name + "=" + st.id
				if st.absent {
					text += "!"
				}
				if strings.Contains(strings.Join(st.notes, ""), "no row of the roster") {
					text += "?"
				}
				got = append(got, text)
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("got\n%s, want\n%s", strings.Join(got, " "), tt.want)
			}
		})
	}
	file := filepath.Join(t.TempDir(), "roster.csv")
	write(t, file, "Colour,Shape\nred,round\n")
	if _, err := readRoster(file); err == nil || !strings.Contains(err.Error(), "found the columns Colour, Shape") {
		t.Errorf("got %v", err)
	}
}

// TestGermanMarks checks marks.csv for a spreadsheet with decimal commas.
func TestGermanMarks(t *testing.T) {
	cl := graded(t)
	cl.german = true
	got := string(marksCSV(cl))
	if !strings.HasPrefix(got, "\ufeffstudent;id;01-a;02-b;points;of;remarks;") ||
		!strings.Contains(got, "\nZo\u00eb, Ben;102;3,5;0;3,5;7;") {
		t.Errorf("got\n%s", got)
	}
}

// TestMaximumOfMoodle: Moodle never separates thousands, and a course can show three decimals.
func TestMaximumOfMoodle(t *testing.T) {
	name := filepath.Join(t.TempDir(), "sheet.csv")
	write(t, name, "Identifier;Full name;Grade;Maximum Grade\nParticipant 102;Ben;12;100,000\n")
	g, err := openGradebook(name, "")
	if err != nil {
		t.Fatal(err)
	}
	cl := graded(t)
	g.fill(cl)
	if got := g.text(1, g.grade); got != "50" {
		t.Errorf("got %s, want 50", got)
	}
}

// TestIDsOfDifferentKinds fills a list in which a student number is equal to Moodle's number of another
// student. Such an ID counts only if the names do not contradict it.
func TestIDsOfDifferentKinds(t *testing.T) {
	const head = "Name;Matrikelnummer;Grade;Maximum Grade\n"
	const moodle = "Identifier;Full name;ID number;Grade;Maximum Grade\n"
	for _, tt := range []struct{ name, file, want, says string }{
		{"Ann Lee", head + "Zoe Fox;101;;100\n", head + "Zoe Fox;101;;100\n",
			`"Ann Lee" and "Zoe Fox" both have the ID 101, but their names differ`},
		{"Ann Lee", head + "Bo Kim;101;;100\nAnn Lee;202;;100\n", head + "Bo Kim;101;;100\nAnn Lee;202;100;100\n", `"Bo Kim"`},
		{"Ann Lee", head + "Bo Lee;101;;100\nAnn Lee;202;;100\n", head + "Bo Lee;101;;100\nAnn Lee;202;100;100\n", `"Bo Lee"`},
		{"leeann", head + "Bo Kim;101;;100\nLee, Ann;202;;100\n", head + "Bo Kim;101;;100\nLee, Ann;202;100;100\n", `"Bo Kim"`},
		{"Ann Lee", moodle + "Participant 202;Ann Marie Lee;101;;100\nParticipant 101;Ann B. Lee;7;;100\n",
			moodle + "Participant 202;Ann Marie Lee;101;;100\nParticipant 101;Ann B. Lee;7;100;100\n", ""},
		{"Ann Lee", head + "Lee, Ann;101;;100\n", head + "Lee, Ann;101;100;100\n", ""},
		{"Ann Lee", head + "ANN MARIE SMITH-LEE;101;;100\n", head + "ANN MARIE SMITH-LEE;101;100;100\n", ""},
		{"Ann Lee", head + "Ann Lee;9;;100\nAnn B. Lee;101;;100\n", head + "Ann Lee;9;;100\nAnn B. Lee;101;100;100\n", ""},
		{"J\u00f6rg M\u00fcller", head + "Mueller, Joerg;101;;100\n", head + "Mueller, Joerg;101;100;100\n", ""},
		{"Zoe\u0308 Na\u00efr", head + "Nair, Zo\u00eb;101;;100\n", head + "Nair, Zo\u00eb;101;100;100\n", ""},
		{"alee7", head + "Ann Lee;101;;100\n", head + "Ann Lee;101;100;100\n", ""},
		{"Ivan Petrov", head + "\u041f\u0435\u0442\u0440\u043e\u0432 \u0418\u0432\u0430\u043d;101;;100\n",
			head + "\u041f\u0435\u0442\u0440\u043e\u0432 \u0418\u0432\u0430\u043d;101;100;100\n", ""},
		{"Mohammed Alhassan", head + "Al-Hassan, M.;101;;100\n", head + "Al-Hassan, M.;101;100;100\n", ""},
		{"Ann Lee", "Matrikelnummer;Grade;Maximum Grade\n101;;100\n", "Matrikelnummer;Grade;Maximum Grade\n101;100;100\n", ""},
	} {
		name := filepath.Join(t.TempDir(), "list.csv")
		write(t, name, tt.file)
		g, err := openGradebook(name, "")
		if err != nil {
			t.Fatal(err)
		}
		ann := annLee()
		ann.name, ann.ids, ann.number = tt.name, []string{"101"}, "101"
		ann.results["01-a"].Tests[1].Status = pass
		cl := &class{cases: twoCases(), students: []*student{ann}}
		cl.enroll(g.people())
		for _, st := range cl.students {
			newSettings().markAll(st, cl.cases)
		}
		cl.notes = append(cl.notes, g.fill(cl)...)
		notes := strings.Join(cl.notes, "\n")
		if string(g.bytes()) != tt.want || !strings.Contains(notes, tt.says) ||
			strings.Count(notes, "their names differ") != min(1, len(tt.says)) {
			t.Errorf("%s in\n%s: got\n%s\n%s\nwant\n%s", tt.name, tt.file, g.bytes(), notes, tt.want)
		}
	}
}

// TestOwnIDs: an ID that students have from the university counts, whatever the names are.
func TestOwnIDs(t *testing.T) {
	students := []*student{{name: "Ann Lee", ids: []string{"4711"}}, {name: "Thi Mai Nguyen", ids: []string{"mai@x.org"}}}
	people := []*person{{row: 1, name: "Anna Lee", ids: []string{"4711"}}, {row: 2, name: "Ann Lee", ids: []string{"4712"}},
		{row: 3, name: "Lea Schmidt", ids: []string{"mai@x.org"}}}
	found, notes := assign(people, students)
	if found[people[0]] != students[0] || found[people[1]] != nil || found[people[2]] != students[1] || len(notes) > 0 {
		t.Errorf("the rows have %v, %v and %v, %q", found[people[0]], found[people[1]], found[people[2]], notes)
	}
}
