// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"bytes"
	"encoding/binary"
)

// orientation returns how a camera was held, from the Exif data of a JPEG file that begins with head:
// 1 to 8, or 1 if the file does not say it.
//
//	1 upright    2 mirrored       3 upside down    4 upside down, mirrored
//	6, 8 a quarter turn to the right or to the left is needed    5, 7 mirrored as well
func orientation(head []byte) int {
	head, isJPEG := bytes.CutPrefix(head, []byte("\xff\xd8"))
	for isJPEG && len(head) >= 4 && head[0] == 0xff { // a segment: two bytes of marker, two of size
		size := 2 + int(binary.BigEndian.Uint16(head[2:]))
		if size > len(head) {
			break
		}
		if exif, found := bytes.CutPrefix(head[4:max(4, size)], []byte("Exif\x00\x00")); found {
			return exifOrientation(exif)
		}
		head = head[size:]
	}
	return 1
}

// exifOrientation reads Exif data: the order of bytes, the place of a list, and there the number of
// entries, each of 12 bytes.
func exifOrientation(exif []byte) int {
	if len(exif) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if exif[0] == 'I' { // for Intel
		order = binary.LittleEndian
	}
	begin := order.Uint32(exif[4:])
	if int64(begin)+2 > int64(len(exif)) {
		return 1
	}
	list := exif[begin:]
	entries := int(order.Uint16(list))
	for list = list[2:]; entries > 0 && len(list) >= 12; list, entries = list[12:], entries-1 {
		if o := int(order.Uint16(list[8:])); order.Uint16(list) == 0x0112 && o >= 1 && o <= 8 {
			return o
		}
	}
	return 1
}

// turned returns the image as it was seen by a camera that was held with the given orientation.
func (g *grey) turned(orientation int) *grey {
	t := &grey{w: g.w, h: g.h, v: make([]float64, len(g.v))}
	if orientation >= 5 {
		t.w, t.h = g.h, g.w
	}
	for i := range t.v {
		x, y := i%t.w, i/t.w
		if orientation >= 5 {
			x, y = y, x
		}
		switch orientation {
		case 2, 3, 7, 8:
			x = g.w - 1 - x
		}
		switch orientation {
		case 3, 4, 6, 7:
			y = g.h - 1 - y
		}
		t.v[i] = g.v[y*g.w+x]
	}
	return t
}
