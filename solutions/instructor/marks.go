package main

// student is one hand-in with its results and what they are worth.
type student struct {
	name     string
	unread   error // why the hand-in could not be read: no points
	ungraded error // why the grader failed: no mark at all
	results  map[string]*exerciseResult
	marks    []mark // of the exercises that are set, in order
}

// mark is what one exercise brings to one student.
type mark struct {
	tc         *testCase
	result     *exerciseResult
	kept       float64 // less than 1 if the hand-in came late
	weight     float64
	excused    bool
	score, max float64
	tests      []testMark
}

type testMark struct {
	test       gradedTest
	result     testResult
	score, max float64 // with the weight and what lateness leaves of it
}

// markAll settles what the results are worth.
func (s *settings) markAll(st *student, cases []*testCase) {
	for _, tc := range cases {
		if s.skip[tc.name] {
			continue
		}
		st.marks = append(st.marks, s.mark(st, tc))
	}
}

func (s *settings) mark(st *student, tc *testCase) mark {
	name := nameInSettings(st)
	m := mark{tc: tc, result: st.results[tc.name], weight: 1, kept: s.kept(name, tc.name)}
	m.excused = s.excused[name+" "+tc.name]
	if w, ok := s.weight[tc.name]; ok {
		m.weight = w
	}
	if m.result == nil {
		m.result = &exerciseResult{Status: missing}
	}
	for _, t := range tc.tests {
		points := float64(t.Points)
		if p, ok := s.points[tc.name+" "+t.Name]; ok {
			points = p
		}
		tm := testMark{test: t, result: m.result.of(t.Name), max: points * m.weight}
		if tm.result.Status == pass {
			tm.score = tm.max * m.kept
		}
		m.tests = append(m.tests, tm)
		if !m.excused {
			m.score, m.max = m.score+tm.score, m.max+tm.max
		}
	}
	return m
}

// foundNothing reports whether the hand-in could be read, but no exercise's file be found: perhaps
// they have other names.
func (st *student) foundNothing() bool {
	if st.unread != nil || st.ungraded != nil {
		return false
	}
	for _, m := range st.marks {
		if m.result.Status != missing {
			return false
		}
	}
	return len(st.marks) > 0
}

// total sums the marks.
func (st *student) total() (score, max float64) {
	for _, m := range st.marks {
		score, max = score+m.score, max+m.max
	}
	return score, max
}
