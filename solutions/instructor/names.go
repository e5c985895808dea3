package main

import (
	"strings"
	"unicode"
)

// composed lists for each combining mark pairs of a letter and the same letter with the mark, for
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

// compose writes letters with marks as one character each: systems and platforms differ in how
// they write them, and a name has to be the same everywhere.
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

// printable replaces control characters, and the marks that change the direction of writing, by
// spaces, because some end a line, a terminal obeys others, and the last can make a name look like a
// different name. Line feeds and tabs stay.
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

// cell keeps a spreadsheet from taking text for a formula. Some of them read full-width signs as
// the plain ones, and pass over spaces before a sign.
func cell(text string) string {
	text = oneLine(text)
	if rest := strings.TrimLeft(text, " \u00a0\u3000"); rest != "" &&
		strings.ContainsRune("=+-@＝＋－＠", []rune(rest)[0]) {
		return "'" + text
	}
	return text
}

// escape keeps a name or a message from being taken for Markdown or HTML.
func escape(text string) string {
	text = strings.NewReplacer("\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "<", "&lt;",
		"|", "\\|", "[", "\\[", "~", "\\~", "&", "&amp;").Replace(strings.TrimSpace(oneLine(text)))
	if text != "" && strings.ContainsRune("#>+-", rune(text[0])) { // as at the beginning of a line
		text = "\\" + text
	}
	return text
}

// folderNames returns a folder for each student: the name without the characters that a file system
// refuses, and never the same for two students.
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
