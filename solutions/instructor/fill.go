package main

import (
	"fmt"
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// gradebook is a downloaded Moodle worksheet or Canvas gradebook.
type gradebook struct {
	*table
	name    string
	grade   int // the column for the marks
	most    int // Moodle: the column of the maximum grade, or -1
	allowed int // Moodle: the column that states whether the grade can be changed, or -1
	canvas  bool
}

var canvasAssignment = regexp.MustCompile(`\(\d+\)$`)

// openGradebook reads a gradebook and finds the column for the marks. This is the named column,
// Moodle's column Grade, or the only assignment of a Canvas gradebook.
func openGradebook(name, column string) (*gradebook, error) {
	t, err := readTable(name)
	if err != nil {
		return nil, fmt.Errorf("the file to fill: %w", err)
	}
	g := &gradebook{table: t, name: name, grade: t.column("Grade", "Bewertung"),
		most:    t.column("Maximum Grade", "Bestwertung"),
		allowed: t.column("Grade can be changed", "Bewertung kann geändert werden")}
	g.canvas = t.column("Student") >= 0 && t.column("ID") >= 0 && t.column("Section") >= 0
	var assignments, columns []string
	for i := range t.rows[0] {
		columns = append(columns, t.text(0, i))
		if canvasAssignment.MatchString(t.text(0, i)) {
			assignments = append(assignments, t.text(0, i))
		}
	}
	if column == "" && g.canvas {
		if len(assignments) != 1 {
			return nil, fmt.Errorf("%s has %d assignments; choose one with -column: %s", name,
				len(assignments), strings.Join(assignments, ", "))
		}
		column = assignments[0]
	}
	if column != "" {
		g.grade = -1
		for i := range t.rows[0] {
			if t.text(0, i) == column {
				g.grade = i
			}
		}
	}
	if g.grade < 0 {
		return nil, fmt.Errorf("%s has no column for the marks; choose one with -column: %s", name,
			strings.Join(columns, ", "))
	}
	if len(t.people()) == 0 {
		return nil, fmt.Errorf("%s contains no students: want one row per student, with a name or an ID",
			name)
	}
	return g, nil
}

// fill writes the marks of the class into the gradebook and returns notes for the instructor. A
// mark is the share of the points times the maximum of the gradebook. A row does not change if the
// student has submitted nothing, could not be graded, or cannot be identified.
func (g *gradebook) fill(cl *class) []string {
	people := g.people()
	found, notes := assign(people, cl.students)
	notes = slices.DeleteFunc(notes, func(note string) bool { return slices.Contains(cl.notes, note) })
	filled, scaled := 0, ""
	for _, p := range people {
		st := found[p]
		why, score, of := "", 0.0, 0.0
		if st != nil {
			score, of = st.total()
		}
		switch {
		case st == nil:
			why = "matches no student of the class, or several"
		case st.absent:
			why = "has no submission"
		case st.ungraded != nil:
			why = "could not be graded"
		case of == 0:
			why = "has no exercise that counts"
		case g.allowed >= 0 && refuses(g.text(p.row, g.allowed)):
			why = "has a grade that cannot be changed"
		case g.grade >= len(g.rows[p.row]):
			why = "has a row that ends before this column"
		}
		if why != "" {
			notes = append(notes, fmt.Sprintf("%s, row %d: %s %s, so the row is unchanged",
				filepath.Base(g.name), p.row+1, p.name, why))
			continue
		}
		most, comma := g.maximum(p.row)
		if most > 0 && most != of {
			scaled = fmt.Sprintf("; the marks are scaled to the maximum of %s in this file", number(most))
			score *= most / of
		}
		text := number(math.Round(100*score) / 100)
		if comma {
			text = strings.Replace(text, ".", ",", 1)
		}
		g.set(p.row, g.grade, text)
		filled++
	}
	if assigned := len(found); assigned < len(cl.students) {
		taken := map[*student]bool{}
		for _, st := range found {
			taken[st] = true
		}
		for _, st := range cl.students {
			if !taken[st] {
				notes = append(notes, fmt.Sprintf("%s has no row for %s", filepath.Base(g.name), st.name))
			}
		}
	}
	return append(notes, fmt.Sprintf("%s: wrote the marks of %d of %d rows%s", filepath.Base(g.name),
		filled, len(people), scaled))
}

// maximum returns the maximum mark of a row, or 0 if the gradebook does not state it. comma reports
// whether the gradebook uses decimal commas.
func (g *gradebook) maximum(row int) (most float64, comma bool) {
	text := ""
	switch {
	case g.most >= 0:
		text = g.text(row, g.most)
	case g.canvas:
		for i := 1; i < len(g.rows) && text == ""; i++ {
			if lettersOf(g.text(i, g.column("Student"))) == "pointspossible" {
				text = g.text(i, g.grade)
			}
		}
	}
	comma = strings.Contains(text, ",") && !strings.Contains(text, ".")
	most, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err != nil {
		most = 0
	}
	return most, comma
}

// refuses reports whether the text is Moodle's English or German "no".
func refuses(text string) bool {
	return strings.EqualFold(text, "No") || strings.EqualFold(text, "Nein")
}
