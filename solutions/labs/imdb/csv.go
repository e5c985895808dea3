package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// isCSV reports whether a file that begins with head is a table with the columns review and
// sentiment.
func isCSV(head []byte) bool {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	_, _, err := columns(strings.Split(string(line), ","))
	return err == nil
}

// columns returns the columns of the text and of the sentiment.
func columns(header []string) (review, sentiment int, err error) {
	names := make([]string, len(header))
	for i, name := range header {
		names[i] = strings.ToLower(strings.Trim(strings.TrimPrefix(name, "\ufeff"), "\" \r"))
	}
	review, sentiment = slices.Index(names, "review"), slices.Index(names, "sentiment")
	if review < 0 || sentiment < 0 {
		return 0, 0, errors.New("the header has no columns review and sentiment")
	}
	return review, sentiment, nil
}

// readCSV reads a table with the columns review and sentiment, as Kaggle has it. It does not say
// which reviews are for the test, so every second positive one is, and every second negative one:
// in a table that alternates, every second review would have the same sentiment.
func (u *unpacker) readCSV(r *bufio.Reader) error {
	limited := &recordReader{r: r, most: 4*u.most.review + 1<<16, left: u.most.unpacked}
	in := csv.NewReader(limited)
	in.ReuseRecord = true
	header, err := in.Read()
	if err != nil {
		return fmt.Errorf("no header: %w", err)
	}
	reviewColumn, sentimentColumn, err := columns(header)
	if err != nil {
		return err
	}
	numbers := map[string]int{} // of the reviews by their sentiment
	for i := 1; ; i++ {
		limited.record = 0
		record, err := in.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("review %d: %w", i, err)
		}
		line, _ := in.FieldPos(0)
		text, sentiment := record[reviewColumn], strings.ToLower(strings.TrimSpace(record[sentimentColumn]))
		if int64(len(text)) > u.most.review {
			return fmt.Errorf("line %d: the review has %d bytes; it may have %d; the longest published has 13,704",
				line, len(text), u.most.review)
		}
		if strings.TrimSpace(text) == "" {
			return fmt.Errorf("line %d: the review is empty: fill it in, or delete the line", line)
		}
		if sentiment != "positive" && sentiment != "negative" {
			return fmt.Errorf("line %d: the sentiment is %q, want positive or negative", line, short(sentiment))
		}
		review, err := u.next()
		if err != nil {
			return err
		}
		review.name = fmt.Sprintf("review %07d", i)
		numbers[sentiment]++
		review.test, review.positive = numbers[sentiment]%2 == 0, sentiment == "positive"
		review.text = append(review.text[:0], text...)
		u.send(review)
	}
}

// recordReader bounds the bytes of one record and of all records.
type recordReader struct {
	r            io.Reader
	record, most int64 // bytes since the last record, and how many there may be
	left         int64
}

func (r *recordReader) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	r.record += int64(n)
	r.left -= int64(n)
	switch {
	case r.record > r.most:
		return 0, fmt.Errorf("more than %d bytes, several times the longest review published: "+
			"is a quotation mark missing?", r.most)
	case r.left < 0:
		return 0, errors.New("the table is several times as large as all reviews published")
	}
	return n, err
}
