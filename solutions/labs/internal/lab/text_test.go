package lab

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
)

func TestWrapped(t *testing.T) {
	const long = "  a line of words that are too many for a screen of 40 characters\nand a short one\n"
	for columns, want := range map[string]string{
		"": long, "80": long, "200": long,
		"40": "  a line of words that are too many for\n    a screen of 40 characters\nand a short one\n",
	} {
		t.Setenv("COLUMNS", columns)
		var out strings.Builder
		Run(t.Context(), "lab", &out, io.Discard, func(_ context.Context, w io.Writer) error {
			n, err := io.WriteString(w, long)
			if n != len(long) || err != nil {
				t.Errorf("%d bytes written, error %v, want all %d", n, err, len(long))
			}
			return err
		})
		if out.String() != want {
			t.Errorf("%s columns:\n%swant\n%s", columns, &out, want)
		}
	}
	t.Setenv("COLUMNS", "40")
	for _, text := range []string{strings.Repeat("x", 60) + "\n", "\rbar " + long} {
		if got := wrapped(text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestWriteTable(t *testing.T) {
	head := []string{"rank", "a column", "another"}
	rows := [][]string{{"1", "a value", "β"}, {"2", "", "a larger value"}}
	for columns, want := range map[string]string{
		"80": "rank  a column  another\n1     a value   β\n2               a larger value\n",
		"20": "rank 1\n  a column  a value\n  another   β\nrank 2\n  another  a larger value\n",
	} {
		t.Setenv("COLUMNS", columns)
		var b strings.Builder
		if WriteTable(&b, head, rows); b.String() != want {
			t.Errorf("%s columns:\n%swant\n%s", columns, &b, want)
		}
	}
}

func TestSummaryFits(t *testing.T) {
	net := xorNetwork(16, 8)
	for _, columns := range []int{40, 80, 200} {
		t.Setenv("COLUMNS", fmt.Sprint(columns))
		text := Summary(net)
		if n := width(text); n > columns || !strings.Contains(text, "136") || (text == net.Summary()) != (columns > 40) {
			t.Errorf("%d columns: width %d\n%s", columns, n, text)
		}
	}
}
