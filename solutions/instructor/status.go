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

// sentences explains each status to the student.
var sentences = map[status]string{
	pass:    "The test passes.",
	fail:    "The result is wrong.",
	panics:  "The program panicked or exited before the test ended.",
	timeout: "The test was stopped because it took too long. Check that every loop and recursion ends.",
	memory: "The test was stopped because it used too much memory. Check that every loop and " +
		"recursion ends.",
	flood: "The test was stopped because it printed too much.",
	unrun: "The test was not run.",
	build: "The file does not compile, so none of its tests could run.",
	refused: "The file was not compiled, because it contains something that is not allowed, or lacks " +
		"something that the stub contains.",
	missing: "The file is missing from the submission.",
	todo:    "Not written yet.",
}

// testResult is the result of one test. It contains no points, because these depend on the
// settings.
type testResult struct {
	Name    string `json:"name"`
	Status  status `json:"status"`
	Message string `json:"message,omitempty"`
	Mistake string `json:"mistake,omitempty"` // the name of a known mistake
}

// failed reports whether the test did not pass although the functions that it calls are written.
func (t *testResult) failed() bool { return t.Status != pass && t.Status != todo }

// exerciseResult is the result of one submitted file. If its tests have run, Status is empty and
// Tests contains all of them. Otherwise Status is the reason why no test has run.
type exerciseResult struct {
	Status  status       `json:"status,omitempty"`
	Message string       `json:"message,omitempty"`
	Tests   []testResult `json:"tests,omitempty"`
	// Causes are the names of the known mistakes that explain all failures, one or two.
	Causes []string `json:"causes,omitempty"`
	// Fingerprint identifies the results on random inputs, if tests fail, no mistake explains them, and
	// all functions are written.
	Fingerprint string `json:"fingerprint,omitempty"`
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
