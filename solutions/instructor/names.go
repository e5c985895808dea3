package main

import (
	"strings"
	"unicode"
)

// composed lists, for each combining mark, pairs of a letter without and with the mark. It covers
// Latin names, including Vietnamese ones.
var composed = map[rune]string{
	0x300: "AÀEÈIÌOÒUÙaàeèiìoòuùÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừYỲyỳ",
	0x301: "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớƯỨưứ",
	0x302: "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷẠẬạậẸỆẹệỌỘọộ",
	0x303: "AÃNÑOÕaãnñoõIĨiĩUŨuũÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ",
	0x304: "AĀaāEĒeēIĪiīOŌoōUŪuū",
	0x306: "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭẠẶạặ",
	0x307: "CĊcċEĖeėGĠgġIİZŻzż",
	0x308: "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸ",
	0x309: "AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ",
	0x30a: "AÅaåUŮuů",
	0x30b: "OŐoőUŰuű",
	0x30c: "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzž",
	0x31b: "OƠoơUƯuư",
	0x323: "AẠaạEẸeẹIỊiịOỌoọƠỢơợUỤuụƯỰưựYỴyỵ",
	0x326: "SȘsșTȚtț",
	0x327: "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţ",
	0x328: "AĄaąEĘeęIĮiįUŲuų",
}

// compose combines each letter and its mark into one character. Systems and platforms write such
// letters differently, but a name must be the same everywhere.
func compose(name string) string {
	var all []rune
	for _, r := range name {
		if pairs, ok := composed[r]; ok && len(all) > 0 {
			list := []rune(pairs)
			for i := 0; i < len(list); i += 2 {
				if list[i] == all[len(all)-1] {
					all[len(all)-1], r = list[i+1], 0
					break
				}
			}
		}
		if r != 0 {
			all = append(all, r)
		}
	}
	return string(all)
}

// printable replaces control characters and marks for the direction of writing by spaces. Such
// characters can end a line, control a terminal, or make a name look like a different name. Line
// feeds and tabs stay.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), r >= 0x2028 && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff:
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
}

// oneLine returns printable text without line feeds and tabs.
func oneLine(text string) string {
	return strings.NewReplacer("\n", " ", "\t", " ").Replace(printable(text))
}

// cell returns text that a spreadsheet does not treat as a formula. Some spreadsheets ignore spaces
// before a sign and read full-width signs like ordinary ones.
func cell(text string) string {
	text = oneLine(text)
	if rest := strings.TrimLeft(text, " \u00a0\u3000"); rest != "" &&
		strings.ContainsRune("=+-@＝＋－＠", []rune(rest)[0]) {
		return "'" + text
	}
	return text
}

// escape returns the text with Markdown and HTML escaped.
func escape(text string) string {
	text = strings.NewReplacer("\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "<", "&lt;",
		"|", "\\|", "[", "\\[", "~", "\\~", "&", "&amp;").Replace(strings.TrimSpace(oneLine(text)))
	if text != "" && strings.ContainsRune("#>+-", rune(text[0])) { // special at the start of a line
		text = "\\" + text
	}
	return text
}

// folderNames returns a different folder for each student. It is the student's name without
// characters that file systems do not allow.
func folderNames(students []*student) map[*student]string {
	all, taken := map[*student]string{}, map[string]bool{}
	for _, st := range students {
		name := strings.TrimRight(strings.Map(func(r rune) rune {
			if strings.ContainsRune(`/\:*?"<>|`, r) {
				return '_'
			}
			return r
		}, oneLine(st.name)), " .")
		if name == "" {
			name = "_"
		}
		for taken[strings.ToLower(name)] {
			name += "_"
		}
		taken[strings.ToLower(name)] = true
		all[st] = name
	}
	return all
}
