package main

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// person is one row of a roster: a member of the class, with or without a submission.
type person struct {
	row    int
	name   string
	id     string   // the first of the IDs
	ids    []string // all IDs in the row
	number string   // Moodle's number of the participant, which the names of its folders contain
}

// Names of the columns of rosters. They are compared without case and punctuation.
var (
	nameColumns  = []string{"full name", "student name", "name", "student", "vollständiger name"}
	firstColumns = []string{"first name", "given name", "vorname", "prénom"}
	lastColumns  = []string{"last name", "surname", "family name", "nachname", "nom"}
	idColumns    = []string{"id number", "id-nummer", "anmeldename", "student id", "sis user id", "matrikelnummer",
		"matriculation number", "sid", "id", "identifier", "user name", "sis login id", "login id",
		"login", "github username", "roster identifier", "email address", "email",
		"e-mail-adresse"}
)

// readRoster reads the members of the class from any CSV file with a column for names or IDs.
func readRoster(name string) ([]*person, error) {
	t, err := readTable(name)
	if err != nil {
		return nil, fmt.Errorf("the roster: %w", err)
	}
	people := t.people()
	if len(people) == 0 {
		var columns []string
		for i := range t.rows[0] {
			columns = append(columns, t.text(0, i))
		}
		return nil, fmt.Errorf("the roster %s contains no names: found the columns %s; want for example "+
			"Name, Full name, First name and Last name, ID or Email address", name, list(columns))
	}
	return people, nil
}

var lastNumber = regexp.MustCompile(`\d+$`)

// identifies reports whether a column identifies students, or groups of them.
func (t *table) identifies(column int) bool {
	for _, names := range [][]string{nameColumns, firstColumns, lastColumns, idColumns, {"section"}} {
		for _, name := range names {
			if lettersOf(t.text(0, column)) == lettersOf(name) {
				return true
			}
		}
	}
	return false
}

// people returns one person per row of the table.
func (t *table) people() []*person {
	name, first, last := t.column(nameColumns...), t.column(firstColumns...), t.column(lastColumns...)
	var columns []int
	for _, c := range idColumns {
		if i := t.column(c); i >= 0 && !slices.Contains(columns, i) {
			columns = append(columns, i)
		}
	}
	var people []*person
	for i := 1; i < len(t.rows); i++ {
		p := &person{row: i, name: t.text(i, name)}
		if p.name == "" {
			p.name = strings.TrimSpace(t.text(i, first) + " " + t.text(i, last))
		}
		p.name = compose(p.name)
		for _, c := range columns {
			id := t.text(i, c)
			if id == "" {
				continue
			}
			p.ids = append(p.ids, id)
			if n := lastNumber.FindString(id); n != "" && strings.Contains(id, " ") {
				p.ids, p.number = append(p.ids, n), n // Moodle's "Participant 123456"
			}
			if user, _, ok := strings.Cut(id, "@"); ok {
				p.ids = append(p.ids, user)
			}
		}
		if len(p.ids) > 0 {
			p.id = p.ids[0]
		}
		if p.name == "" {
			p.name = p.id
		}
		rough := lettersOf(p.name)
		if p.name != "" && rough != "pointspossible" && rough != "studenttest" {
			people = append(people, p)
		}
	}
	return people
}

// lettersOf returns the letters and digits of a name in lower case.
func lettersOf(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, compose(name))
}

// orders returns the letters of a name for every rotation of its words, because "Lee, Ann" and
// "annlee" are the same person as "Ann Lee".
func orders(name string) []string {
	words := strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == ',' })
	var all []string
	for i := range words {
		all = append(all, lettersOf(strings.Join(words[i:], "")+strings.Join(words[:i], "")))
	}
	return all
}

// assign finds the student of each person, first by Moodle's number, then by any ID, then by name, then
// by the letters of the name. If a person matches several students, or a student several persons, none
// is assigned. A number of the platform can be equal to an ID of another kind by chance. Therefore it does
// not count if the names contradict it. notes names both sides for the instructor, unless each has a
// match of its own.
func assign(people []*person, students []*student) (found map[*person]*student, notes []string) {
	found = map[*person]*student{}
	taken := map[*student]bool{}
	type doubt struct {
		p  *person
		st *student
		id string
	}
	var ignored []doubt
	names := newNameIndex(people, students)
	sameID := func(p *person, st *student) bool {
		i := slices.IndexFunc(st.ids, func(id string) bool { return slices.Contains(p.ids, id) })
		if i < 0 || st.ids[i] != st.number || !names.contradict(p, st) {
			return i >= 0
		}
		ignored = append(ignored, doubt{p, st, st.ids[i]})
		return false
	}
	same := []func(p *person, st *student) bool{
		func(p *person, st *student) bool { return p.number != "" && p.number == st.number },
		sameID,
		func(p *person, st *student) bool { return p.name == st.name },
		func(p *person, st *student) bool { return slices.Contains(p.ids, st.name) },
		names.same,
	}
	for _, is := range same {
		candidates, times := map[*person][]*student{}, map[*student]int{}
		for _, p := range people {
			for _, st := range students {
				if found[p] == nil && !taken[st] && is(p, st) {
					candidates[p] = append(candidates[p], st)
					times[st]++
				}
			}
		}
		for p, list := range candidates {
			if len(list) == 1 && times[list[0]] == 1 {
				found[p], taken[list[0]] = list[0], true
			}
		}
	}
	for _, d := range ignored {
		note := fmt.Sprintf("%q and %q both have the ID %s, but their names differ, so the ID was ignored; "+
			"check who this is", d.st.name, d.p.name, d.id)
		matched := found[d.p] != nil && taken[d.st] // with others
		if !matched && !slices.Contains(notes, note) {
			notes = append(notes, note)
		}
	}
	return found, notes
}

// enroll compares the class with a roster. It copies the IDs, adds students without a submission,
// and notes submissions of students who are not in the roster.
func (cl *class) enroll(people []*person) {
	if people == nil {
		return
	}
	found, notes := assign(people, cl.students)
	cl.notes = append(cl.notes, notes...)
	enrolled := map[*student]bool{}
	for p, st := range found {
		enrolled[st] = true
		st.id = cmp.Or(p.id, st.id)
		st.ids = append(st.ids, p.ids...)
	}
	for _, st := range cl.students {
		if !enrolled[st] {
			st.notes = append(st.notes, "matches no row of the roster, or several")
		}
	}
	for _, p := range people {
		if found[p] == nil {
			cl.students = append(cl.students, &student{name: p.name, id: p.id, ids: p.ids, number: p.number, absent: true,
				results: map[string]*exerciseResult{}})
		}
	}
	slices.SortStableFunc(cl.students, func(a, b *student) int {
		return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.id, b.id))
	})
}
