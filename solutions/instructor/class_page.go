package main

import (
	"fmt"
	"math"
	"slices"
)

// studentRow is one student on the class page.
type studentRow struct {
	Name, ID, Folder, Score, Percent string
	Marks, Remarks                   []string
}

type exerciseRow struct {
	Number, Name string
	Percent      float64
}

type bin struct {
	Label        string
	Count, Width int
}

type pairRow struct {
	Percent        int
	Exercise, A, B string
}

// groupRow is a wrong answer that several students share.
type groupRow struct {
	Count                                            int
	Exercise, Students, Tests, Shortest, File, Draft string
}

const pairsShown = 20

// classPage returns the HTML page about the class. It begins with the problems. The students, the
// distribution, averages, mistakes and similar submissions follow.
func classPage(cl *class) ([]byte, error) {
	var rows []studentRow
	var shares []float64
	most := 0.0
	folders := folderNames(cl.students)
	for _, st := range cl.students {
		score, of := st.total()
		most = max(most, of)
		row := studentRow{Name: oneLine(st.name), ID: oneLine(st.id), Folder: folders[st],
			Score: number(score)}
		for _, r := range st.remarks() {
			row.Remarks = append(row.Remarks, oneLine(r))
		}
		if of > 0 {
			row.Percent = fmt.Sprintf("%.0f", 100*score/of)
		}
		if st.ungraded != nil {
			row.Score, row.Percent, row.Folder = "", "", ""
		} else if !st.absent {
			shares = append(shares, 100*score/max(of, 1))
		}
		for _, m := range st.marks {
			text := number(m.score)
			if m.excused || st.ungraded != nil {
				text = ""
			}
			row.Marks = append(row.Marks, text)
		}
		rows = append(rows, row)
	}
	var pairs []pairRow
	for _, p := range cl.pairs[:min(len(cl.pairs), pairsShown)] {
		pairs = append(pairs, pairRow{int(math.Round(100 * p.likeness)), p.exercise, oneLine(p.a),
			oneLine(p.b)})
	}
	var groups []groupRow
	for _, g := range cl.groups {
		groups = append(groups, groupRow{len(g.students), g.tc.name, g.names(), g.failing(cl), oneLine(g.shortest.name),
			g.file(), printable(string(g.draft))})
	}
	return execute("class.html", map[string]any{
		"Audit": cl.audit.String(), "Of": number(most), "Look": cl.look(), "Students": rows,
		"Bins": distribution(shares), "Exercises": averages(cl), "Tests": testRates(cl),
		"Mistakes": commonMistakes(cl), "Pairs": pairs, "Groups": groups,
	})
}

// look returns the problems that need the instructor's attention, beginning with students who could
// not be graded.
func (cl *class) look() []string {
	var lines []string
	for _, st := range cl.students {
		if st.ungraded != nil {
			lines = append(lines, fmt.Sprintf("%s could not be graded (run the same command again): %v",
				st.name, st.ungraded))
		}
	}
	lines = append(lines, cl.oddities()...)
	for i := range lines {
		lines[i] = oneLine(lines[i])
	}
	return lines
}

// distribution counts the students per tenth of the points. The shares are in percent.
func distribution(shares []float64) []bin {
	count := [10]int{}
	for _, s := range shares {
		count[min(9, max(0, int(s/10)))]++
	}
	highest := max(1, slices.Max(count[:]))
	var bins []bin
	for i, n := range slices.Backward(count[:]) {
		label := fmt.Sprintf("%d to %d %%", 10*i, 10*i+10)
		bins = append(bins, bin{label, n, 100 * n / highest})
	}
	return bins
}

// averages returns the average share of the points of each exercise.
func averages(cl *class) []exerciseRow {
	var rows []exerciseRow
	for i, tc := range cl.cases {
		score, of := 0.0, 0.0
		for _, st := range cl.students {
			if m := st.marks[i]; st.ungraded == nil && !st.absent {
				score, of = score+m.score, of+m.max
			}
		}
		percent := 0.0
		if of > 0 {
			percent = math.Round(min(100, 100*score/of))
		}
		rows = append(rows, exerciseRow{tc.name[:2], tc.name, percent})
	}
	return rows
}
