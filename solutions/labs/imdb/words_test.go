package main

import (
	"slices"
	"strings"
	"testing"
)

func wordsOf(text string) []string {
	var list []string
	for word := range words([]byte(text)) {
		list = append(list, string(word))
	}
	return list
}

func TestWords(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"empty", "", ""},
		{"separators", " .,;!?()\"\n\t", ""},
		{"case and digits", "The 2nd film, from 1999: 10/10!", "the 2nd film from 1999 10 10"},
		{"apostrophes inside", "It isn't John's", "it isn't john's"},
		{"apostrophes outside", "'tis the actors' 'best' ' ''", "tis the actors best"},
		{"two apostrophes", "rock''n''roll", "rock''n''roll"},
		{"line breaks", "good<br /><br />bad<BR />so-so", "good bad so so"},
		{"other marks are words", "a<br/>b <br / >c<br />", "a br b br c"},
		{"a mark cut off", "end<br /", "end br"},
		{"letters beyond a to z separate", "café naïve \u212A Ünder", "caf na ve nder"},
		{"hyphen and underscore", "well-made snake_case", "well made snake case"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(wordsOf(tt.text), " "); got != tt.want {
				t.Errorf("words of %q are %q, want %q", tt.text, got, tt.want)
			}
		})
	}
	for range words([]byte("one two")) {
		break // the loop may end early
	}
}

func TestVocabulary(t *testing.T) {
	v := newVocabulary([]string{"rare", "b", "never", "a", "most", "c"}, []int32{1, 2, 0, 2, 5, 2}, 4)
	if want := []string{"most", "a", "b", "c"}; !slices.Equal(v.words, want) {
		t.Fatalf("words %q, want %q", v.words, want)
	}
	for word, want := range map[string]int32{"most": 0, "c": 3, "rare": unknown, "never": unknown, "other": unknown} {
		if got := v.numberOf(word); got != want {
			t.Errorf("number of %q is %d, want %d", word, got, want)
		}
	}
	if got := v.decode([]int32{3, unknown, 0}); got != "c ? most" {
		t.Errorf("decoded %q, want %q", got, "c ? most")
	}
	if all := newVocabulary([]string{"x", "y"}, []int32{1, 0}, 10); len(all.words) != 1 {
		t.Errorf("words %q, want only x", all.words)
	}
}
