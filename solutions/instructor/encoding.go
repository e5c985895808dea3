package main

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// decodeSource returns source text in UTF-8 with line feeds, and a note if it had to convert the
// text. It returns text in an unknown encoding unchanged.
func decodeSource(data []byte) (code []byte, note string) {
	code = data
	switch order := utf16Order(data); {
	case len(data) > maxFile: // guard refuses it anyway
		return data, ""
	case order != nil:
		code, note = decodeUTF16(data, order), "converted from UTF-16"
	case !utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 && bytes.IndexByte(data, 0xff) < 0:
		code, note = decodeLatin1(data), "converted from Latin-1"
	}
	alone := bytes.Count(code, []byte("\r")) - bytes.Count(code, []byte("\r\n"))
	if alone > bytes.Count(code, []byte("\n")) {
		code = bytes.ReplaceAll(code, []byte("\r\n"), []byte("\n"))
		code = bytes.ReplaceAll(code, []byte("\r"), []byte("\n"))
		if note != "" {
			note += "; "
		}
		note += "converted from lines that end in CR alone"
	}
	return code, note
}

// utf16Order returns the byte order of UTF-16 text, and nil for other text. Without a byte order
// mark it uses the positions of the zero bytes, because Go source is mostly ASCII.
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

// decodeLatin1 maps each byte to the character with the same number. Windows uses some numbers
// below 0xa0 for quotation marks and dashes. These occur only in comments and strings of Go source.
func decodeLatin1(data []byte) []byte {
	var text bytes.Buffer
	for _, b := range data {
		text.WriteRune(rune(b))
	}
	return text.Bytes()
}
