package play

import (
	"fmt"
	"html"
	"slices"
	"strings"
)

// Entry is a place on one of the pages, as the search finds it.
type Entry struct {
	Title string `json:"title"`
	URL   string `json:"url"`
	Text  string `json:"text"`
}

// Index lists everything that can be found.
type Index []Entry

// mostResults is the number of results that Search shows.
const mostResults = 20

// Search returns the places that contain all words of the query, as HTML. Places with a word in
// their title come first.
func (x Index) Search(query string) string {
	words := strings.Fields(strings.ToLower(query))
	if len(words) == 0 {
		return ""
	}
	type result struct {
		Entry
		inTitle int
		snippet string
	}
	var results []result
	for _, e := range x {
		title, text := strings.ToLower(e.Title), strings.ToLower(e.Text)
		r := result{Entry: e}
		found := true
		for _, w := range words {
			if strings.Contains(title, w) {
				r.inTitle++
			} else if !strings.Contains(text, w) {
				found = false
			}
		}
		if found {
			r.snippet = snippet(e.Text, text, words[0])
			results = append(results, r)
		}
	}
	if len(results) == 0 {
		return fmt.Sprintf("<p>Nothing contains %q. Try fewer or shorter words.</p>", html.EscapeString(query))
	}
	slices.SortStableFunc(results, func(a, b result) int { return b.inTitle - a.inTitle })
	var b strings.Builder
	fmt.Fprintf(&b, `<p>%d found</p><ul class="results">`, len(results))
	for _, r := range results[:min(len(results), mostResults)] {
		fmt.Fprintf(&b, `<li><a href="%s">%s</a> <span>%s</span>`, html.EscapeString(r.URL), html.EscapeString(r.Title), html.EscapeString(r.snippet))
	}
	b.WriteString("</ul>")
	return b.String()
}

// snippet returns the words around the first place where the text contains the word.
func snippet(text, lower, word string) string {
	at := strings.Index(lower, word)
	if at < 0 || len(lower) != len(text) {
		at = 0
	}
	from, to := max(at-60, 0), min(at+120, len(text))
	return "… " + strings.ToValidUTF8(strings.Join(strings.Fields(text[from:to]), " "), "") + " …"
}
