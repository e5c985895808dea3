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
	moodle  bool // the rows have Moodle's numbers of the participants
	// possible is the row Points Possible of Canvas. Row 0 contains the titles.
	possible int
}

var canvasAssignment = regexp.MustCompile(`\(\d+\)$`)

// openGradebook reads a gradebook and finds the column for the marks. This is the named column,
// Moodle's column Grade, or the only assignment of a Canvas gradebook.
func openGradebook(name, column string) (*gradebook, error) {
	t, err := readTable(name)
	if err != nil {
		return nil, fmt.Errorf("the file to fill: %w", err)
	}
	if err := t.checkLengths(); err != nil {
		return nil, fmt.Errorf("the file to fill: %s, %w", name, err)
	}
	g := &gradebook{table: t, name: name, most: t.column("Maximum Grade", "Bestwertung", "Scale", "Skala"),
		allowed: t.column("Grade can be changed", "Bewertung kann geändert werden")}
	g.canvas = t.column("Student") >= 0 && t.column("ID") >= 0 && t.column("Section") >= 0
	if g.grade, err = g.findColumn(column); err != nil {
		return nil, err
	}
	people := t.people()
	g.moodle = slices.ContainsFunc(people, func(p *person) bool { return p.number != "" })
	if len(people) == 0 {
		return nil, fmt.Errorf("%s contains no students: want one row per student, with a name or an ID",
			name)
	}
	if g.canvas {
		if g.possible = g.pointsPossible(); g.possible == 0 {
			return nil, fmt.Errorf("%s has no row Points Possible, which contains the maximum of each assignment; "+
				"download the gradebook again", name)
		}
		if _, _, err := g.maximum(g.possible); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// findColumn returns the column for the marks.
func (g *gradebook) findColumn(title string) (int, error) {
	var titles, assignments []string
	for i := range g.rows[0] {
		titles = append(titles, g.text(0, i))
		if canvasAssignment.MatchString(g.text(0, i)) {
			assignments = append(assignments, g.text(0, i))
		}
	}
	is := func(i int) bool { return titles[i] == title }
	switch {
	case title != "":
	case !g.canvas:
		is = func(i int) bool { return slices.Contains([]string{"grade", "bewertung"}, lettersOf(titles[i])) }
	case len(assignments) != 1:
		return 0, fmt.Errorf("%s has %d assignments; choose one with -column: %s", g.name, len(assignments),
			strings.Join(assignments, ", "))
	default:
		title = assignments[0]
	}
	var found []int
	for i := range titles {
		if is(i) {
			found = append(found, i)
		}
	}
	switch {
	case len(found) == 0:
		return 0, fmt.Errorf("%s has no column for the marks; choose one with -column: %s", g.name,
			strings.Join(titles, ", "))
	case len(found) > 1:
		return 0, fmt.Errorf("%s: the columns %d and %d both have the title %q; rename one in a copy of the file",
			g.name, found[0]+1, found[1]+1, titles[found[0]])
	case found[0] == g.most || found[0] == g.allowed || g.identifies(found[0]):
		return 0, fmt.Errorf("%s: the column %q contains no marks, so it is not overwritten; choose another "+
			"one with -column: %s", g.name, titles[found[0]], strings.Join(titles, ", "))
	}
	return found[0], nil
}

// fill writes the marks of the class into the gradebook and returns notes for the instructor. A
// mark is the share of the points times the maximum of the gradebook. A row does not change if the
// student has submitted nothing, could not be read or graded, is excused, or cannot be identified, and if
// the maximum is unclear.
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
		case st.unread != nil:
			why = "has a submission that could not be read"
		case st.ungraded != nil:
			why = "could not be graded"
		case of == 0:
			why = "has no exercise that counts"
		case g.allowed >= 0 && refuses(g.text(p.row, g.allowed)):
			why = "has a grade that cannot be changed"
		case g.grade >= len(g.rows[p.row]):
			why = "has a row that ends before this column"
		case g.canvas && strings.EqualFold(g.text(p.row, g.grade), "EX"):
			why = "is excused in this file"
		}
		most, comma, err := of, false, error(nil)
		if why == "" && (g.canvas || g.most >= 0) {
			if most, comma, err = g.maximum(p.row); err != nil {
				why = "has no clear maximum: " + err.Error()
			}
		}
		if why != "" {
			notes = append(notes, fmt.Sprintf("%s, row %d: %s %s, so the row is unchanged",
				filepath.Base(g.name), p.row+1, p.name, why))
			continue
		}
		if most != of {
			scaled = fmt.Sprintf("; the marks are scaled to the maximum of %s in this file", number(most))
			score *= most / of
		}
		if score = math.Round(100*score) / 100; score > most+0.005 {
			notes = append(notes, fmt.Sprintf("%s, row %d: %s has %s, which is more than the maximum of %s, because points "+
				"were added", filepath.Base(g.name), p.row+1, p.name, number(score), number(most)))
		}
		text := number(score)
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
	if !g.canvas && g.most < 0 {
		scaled = "; the file has no column Maximum Grade, so the marks are points"
	}
	return append(notes, fmt.Sprintf("%s: wrote the marks of %d of %d rows%s", filepath.Base(g.name),
		filled, len(people), scaled))
}

// pointsPossible returns the row with the maximum of each assignment of Canvas, or 0.
func (g *gradebook) pointsPossible() int {
	for i := range g.rows {
		if lettersOf(g.text(i, g.column("Student"))) == "pointspossible" {
			return i
		}
	}
	return 0
}

// maximum returns the maximum mark of a row. comma reports whether the gradebook uses decimal commas.
func (g *gradebook) maximum(row int) (most float64, comma bool, err error) {
	column := g.most
	if g.canvas {
		row, column = g.possible, g.grade
	}
	most, comma, err = parseMaximum(g.text(row, column), g.moodle)
	if err != nil {
		err = fmt.Errorf("%s, row %d, column %q: %w", filepath.Base(g.name), row+1, g.text(0, column), err)
	}
	return most, comma, err
}

// parseMaximum parses a maximum mark with a decimal point or comma, for example 100.00, 1.000,00, "1 000"
// or 100 %. A number like 1,000 is an error, because it can mean 1 or 1000, unless the platform never
// separates thousands.
func parseMaximum(text string, decimal bool) (most float64, comma bool, err error) {
	digits := strings.TrimSpace(strings.TrimSuffix(text, "%"))
	for _, group := range []string{" ", "\u00a0", "\u202f", "'", "\u2019", ",", "."} { // between thousands
		sign := regexp.QuoteMeta(group)
		grouped := regexp.MustCompile(`^\d{1,3}(` + sign + `\d{3})+([.,]\d*)?$`)
		m := grouped.FindStringSubmatch(digits)
		if m == nil || m[2] != "" && m[2][:1] == group || digits[0] == '0' {
			continue
		}
		if strings.Count(digits, group) == 1 && m[2] == "" && (group == "," || group == ".") {
			if decimal {
				break
			}
			return 0, false, fmt.Errorf("found %q, which can mean %s or %s; write it without a separator", text,
				digits[:strings.Index(digits, group)], strings.Replace(digits, group, "", 1))
		}
		comma = group == "."
		digits = strings.ReplaceAll(digits, group, "")
		break
	}
	if strings.Contains(digits, ",") {
		comma, digits = true, strings.Replace(digits, ",", ".", 1)
	}
	if most, err = strconv.ParseFloat(digits, 64); err != nil || !(most > 0 && most <= 1e6) {
		return 0, false, fmt.Errorf("found %q; want a maximum mark above 0, for example 100", text)
	}
	return most, comma, nil
}

// refuses reports whether the text is Moodle's English or German "no".
func refuses(text string) bool {
	return strings.EqualFold(text, "No") || strings.EqualFold(text, "Nein")
}
