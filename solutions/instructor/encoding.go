package main

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// decodeSource returns source text in UTF-8 with line feeds, and a note if the file has another
// encoding. Text in no known encoding is returned as it is.
func decodeSource(data []byte) (code []byte, note string) {
	code = data
	switch order := utf16Order(data); {
	case len(data) > maxFile: // too large to be judged
		return data, ""
	case order != nil:
		code, note = decodeUTF16(data, order), "it is in UTF-16 and was read as UTF-16"
	case !utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 && bytes.IndexByte(data, 0xff) < 0:
		code, note = decodeLatin1(data), "it is in Latin-1 and was read as Latin-1"
	}
	if bytes.IndexByte(code, '\r') >= 0 && bytes.IndexByte(code, '\n') < 0 {
		code = bytes.ReplaceAll(code, []byte("\r"), []byte("\n"))
		if note != "" {
			note += "; "
		}
		note += "its lines end in CR alone and were read as lines"
	}
	return code, note
}

// utf16Order returns the byte order of UTF-16, from its mark or, because Go source is mostly ASCII,
// from the place of the zeros. It returns nil for other text.
func utf16Order(data []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return binary.LittleEndian
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return binary.BigEndian
	}
	zeros := [2]int{}
	for i, b := range data {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch most := len(data) / 4; {
	case zeros[1] > most && zeros[0] == 0:
		return binary.LittleEndian
	case zeros[0] > most && zeros[1] == 0:
		return binary.BigEndian
	}
	return nil
}

func decodeUTF16(data []byte, order binary.ByteOrder) []byte {
	var units []uint16
	for ; len(data) >= 2; data = data[2:] {
		units = append(units, order.Uint16(data))
	}
	return []byte(strings.TrimPrefix(string(utf16.Decode(units)), "\ufeff"))
}

// decodeLatin1 maps each byte to the character of the same number. Windows uses some of the numbers
// below 0xa0 for quotation marks and dashes, which Go source has only in comments and strings.
func decodeLatin1(data []byte) []byte {
	var text bytes.Buffer
	for _, b := range data {
		text.WriteRune(rune(b))
	}
	return text.Bytes()
}
