package main

import (
	"testing"

	"nn/solutions/internal/tests"
)

// TestMessageAndPrints: what a student's code prints is shown with the failure of the case that printed it.
func TestMessageAndPrints(t *testing.T) {
	const head, one, two = "=== RUN   TestF\n=== RUN   TestF/one\n", "    f_test.go:5: F(1)\n          got 1\n",
		"=== RUN   TestF/two\nx is 2\n    f_test.go:5: F(2)\n          got 2\n"
	for _, tt := range []struct{ name, output, want string }{
		{"no prints", head + one, "f_test.go:5: F(1)\n      got 1"},
		{"a print before the failure", head + "x is 1\n" + one, "f_test.go:5: F(1)\n      got 1\nprinted before this failure:\nx is 1"},
		{"a print of the next case", head + one + two,
			"f_test.go:5: F(1)\n      got 1\n(and 1 more of this test's cases fail)"},
		{"prints of both cases", head + "x is 1\n" + one + two,
			"f_test.go:5: F(1)\n      got 1\nprinted before this failure:\nx is 1\n(and 1 more of this test's cases fail)"},
		{"a case that passes", head + "x is 1\n" + two, "f_test.go:5: F(2)\n      got 2\nprinted before this failure:\nx is 2"},
		{"a crash of the next case", head + one + "=== RUN   TestF/two\nfatal error: all goroutines are asleep - deadlock!\n" +
			"goroutine 1 [running]:\n\tf.go:7\n",
			"f_test.go:5: F(1)\n      got 1\nfatal error: all goroutines are asleep - deadlock!"},
		{"a print and a crash", head + "x is 1\npanic: no\ngoroutine 1 [running]:\n\tf.go:7\n", "x is 1\npanic: no\nat f.go:7"},
	} {
		if got := tests.Message(tt.output, "f.go"); got != tt.want {
			t.Errorf("%s: the message is\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}
