// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
)

// The types of this file read lists of a weights file in memory of a small multiple of the file's
// size, whatever the file contains. Package json alone can need 70 times its size.

var errTooLong = errors.New("too long")

// readAtMost returns the bytes of r, or errTooLong if there are more than most. A device or a pipe
// may have no end.
func readAtMost(r io.Reader, most int64) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, most+1))
	if int64(len(text)) > most {
		return nil, errTooLong
	}
	return text, err
}

// savedNumbers are the elements of a matrix, row by row.
type savedNumbers []float64

// UnmarshalJSON accepts only finite numbers. It also refuses JSON's null, because some programs
// write null for NaN.
func (v *savedNumbers) UnmarshalJSON(text []byte) error {
	if err := mustBeList(text); err != nil {
		return err
	}
	numbers := make(savedNumbers, 0, bytes.Count(text, []byte{','})+1)
	for _, element := range elements(text) {
		number, err := strconv.ParseFloat(string(element), 64)
		if err != nil || !isFinite(number) {
			return fmt.Errorf("want a finite number, found %.40s", element)
		}
		numbers = append(numbers, number)
	}
	*v = numbers
	return nil
}

// savedList is a list of layers or of parameters.
type savedList[T any] []T

// leastEntry is a number of bytes that every entry of a layer or a parameter exceeds.
const leastEntry = 30

// UnmarshalJSON refuses entries that are too short for a layer or a parameter. Otherwise a list of
// many empty entries would need much more memory than its text.
func (l *savedList[T]) UnmarshalJSON(text []byte) error {
	if err := mustBeList(text); err != nil {
		return err
	}
	*l = nil
	for i, element := range elements(text) {
		if len(element) < leastEntry {
			return fmt.Errorf("want a layer or a parameter, found %s as entry %d of a list", element, i+1)
		}
		var entry T
		var kind *json.UnmarshalTypeError
		if err := json.Unmarshal(element, &entry); errors.As(err, &kind) {
			return fmt.Errorf("entry %d of a list: %v", i+1, err) // without the byte, which counts from the entry
		} else if err != nil {
			return err
		}
		*l = append(*l, entry)
	}
	return nil
}

// mustBeList returns an error unless the text is a list or null.
func mustBeList(text []byte) error {
	if text[0] != '[' && text[0] != 'n' {
		return fmt.Errorf("want a list, found %.40s", text)
	}
	return nil
}

// elements yields the elements of a JSON list with their indices, or nothing if the text is not a
// list. The text must be valid JSON.
func elements(text []byte) iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		if text[0] != '[' {
			return
		}
		inside := text[1 : len(text)-1]
		depth, quoted, begin, index := 0, false, 0, 0
		for i := 0; i < len(inside); i++ {
			switch c := inside[i]; {
			case quoted && c == '\\':
				i++ // the next character does not end the string
			case c == '"':
				quoted = !quoted
			case quoted:
			case c == '[' || c == '{':
				depth++
			case c == ']' || c == '}':
				depth--
			case c == ',' && depth == 0:
				if !yield(index, bytes.TrimSpace(inside[begin:i])) {
					return
				}
				begin, index = i+1, index+1
			}
		}
		if last := bytes.TrimSpace(inside[begin:]); len(last) > 0 {
			yield(index, last)
		}
	}
}
