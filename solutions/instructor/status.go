package main

// status is how a test, or a whole exercise, ended.
type status string

const (
	pass    status = "pass"
	fail    status = "fail"
	panics  status = "panic"
	timeout status = "timeout"
	memory  status = "memory"
	flood   status = "output"
	unrun   status = "unrun"
	build   status = "build"
	refused status = "import"
	missing status = "missing"
	todo    status = "todo"
)

// sentences say it to the student.
var sentences = map[status]string{
	pass:    "The test passes.",
	fail:    "The result is not the one that is wanted.",
	panics:  "The program panics, or ends before the test does.",
	timeout: "The test was stopped, because it took too long: does a loop or a recursion end?",
	memory:  "The test was stopped, because it took too much memory: does a recursion or a loop end?",
	flood:   "The test was stopped, because it printed too much.",
	unrun:   "It was not run.",
	build:   "The file does not compile, so that none of its tests could run.",
	refused: "The file was not compiled, because it has something that a submission may not have, " +
		"or lacks something that it must have.",
	missing: "The file is missing from the submission.",
	todo:    "Not written yet.",
}

// testResult is what one test gave. The worth of it is settled later, from the settings.
type testResult struct {
	Name    string `json:"name"`
	Status  status `json:"status"`
	Message string `json:"message,omitempty"`
	Mistake string `json:"mistake,omitempty"` // the name of a known one
}

// exerciseResult is what one submitted file gave. Status is empty if its tests have run, and then
// Tests has all of them; otherwise it says why none has.
type exerciseResult struct {
	Status  status       `json:"status,omitempty"`
	Message string       `json:"message,omitempty"`
	Tests   []testResult `json:"tests,omitempty"`
}

// of returns the result of the test with this name.
func (r *exerciseResult) of(name string) testResult {
	if r.Status != "" {
		return testResult{Name: name, Status: r.Status}
	}
	for _, t := range r.Tests {
		if t.Name == name {
			return t
		}
	}
	return testResult{Name: name, Status: missing}
}
