package main

import (
	"cmp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// composed lists, for each combining mark, pairs of a letter without and with the mark. It has all
// pairs of Unicode for Latin, Greek, Cyrillic and Japanese letters.
var composed = map[rune]string{
	0x300: "AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừYỲyỳЕЀИЍеѐиѝ",
	0x301: "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻÆǼæǽØǾøǿÇḈçḉĒḖēḗÏḮïḯKḰkḱMḾmḿÕṌ" +
		"õṍŌṒōṓPṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớƯỨưứΑΆΕΈΗΉΙΊΟΌΥΎΩΏϊΐαάεέηήιίϋΰοόυύωώϒϓГЃКЌгѓкќ",
	0x302: "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệỌỘọộ",
	0x303: "AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ",
	0x304: "AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳGḠgḡḶḸḷḹṚṜṛṝИӢиӣУӮуӯ",
	0x306: "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭȨḜȩḝẠẶạặУЎИЙийуўЖӁжӂАӐаӑЕӖеӗ",
	0x307: "CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡŚṤśṥŠṦšṧṢṨṣṩTṪtṫWẆwẇXẊxẋYẎyẏ" +
		"ſẛ",
	0x308: "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸHḦhḧÕṎõṏŪṺūṻWẄwẅXẌxẍtẗΙΪΥΫιϊυϋϒϔЕЁІЇеёіїАӒаӓӘӚәӛЖӜжӝЗӞзӟИӤиӥОӦоӧӨӪ" +
		"өӫЭӬэӭУӰуӱЧӴчӵЫӸыӹ",
	0x309: "AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ",
	0x30a: "AÅaåUŮuůwẘyẙ",
	0x30b: "OŐoőUŰuűУӲуӳ",
	0x30c: "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧKǨkǩƷǮʒǯjǰHȞhȟ",
	0x30f: "AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕѴѶѵѷ",
	0x311: "AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ",
	0x31b: "OƠoơUƯuư",
	0x323: "BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹIỊiịOỌoọƠỢơợUỤuụƯỰưựYỴyỵ",
	0x324: "UṲuṳ",
	0x325: "AḀaḁ",
	0x326: "SȘsșTȚtț",
	0x327: "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ",
	0x328: "AĄaąEĘeęIĮiįUŲuųOǪoǫ",
	0x32d: "DḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ",
	0x32e: "HḪhḫ",
	0x330: "EḚeḛIḬiḭUṴuṵ",
	0x331: "BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ",
	0x3099: "かがきぎくぐけげこごさざしじすずせぜそぞただちぢつづてでとどはばひびふぶへべほぼうゔゝゞカガキギクグケゲコゴサザシジスズセゼソゾタダチヂツヅテデトドハバヒビフブヘベホボウヴワヷヰヸ" +
		"ヱヹヲヺヽヾ",
	0x309a: "はぱひぴふぷへぺほぽハパヒピフプヘペホポ",
}

// letters are the pairs of composed by the letter and the mark, and the letters without a mark.
var letters = sync.OnceValue(func() (all struct {
	marked map[[2]rune]rune
	plain  map[rune]rune
}) {
	all.marked, all.plain = map[[2]rune]rune{}, map[rune]rune{}
	for mark, pairs := range composed {
		list := []rune(pairs)
		for i := 0; i < len(list); i += 2 {
			all.marked[[2]rune{list[i], mark}] = list[i+1]
			all.plain[list[i+1]] = list[i]
		}
	}
	return all
})

// compose combines each letter and its mark into one character, and the parts of each Korean syllable.
// Systems and platforms write such letters differently, but a name must be the same everywhere.
func compose(name string) string {
	var all []rune
	for _, r := range name {
		last, one := len(all)-1, rune(0)
		if last >= 0 {
			one = cmp.Or(hangul(all[last], r), letters().marked[[2]rune{all[last], r}])
		}
		switch {
		case one != 0:
			all[last] = one
		case r != 0: // which no name needs
			all = append(all, r)
		}
	}
	return string(all)
}

// withoutMarks returns the name with each letter that has marks replaced by the plain one.
func withoutMarks(name string) string {
	return strings.Map(func(r rune) rune {
		if composed[r] != "" {
			return -1
		}
		for plain := letters().plain[r]; plain != 0; plain = letters().plain[r] {
			r = plain
		}
		return r
	}, name)
}

// hangul returns the Korean syllable of two parts, or 0. Unicode numbers the syllables by their first
// consonant (19), vowel (21) and last consonant (27, or none).
func hangul(a, b rune) rune {
	const consonant, vowel, last, syllable = 0x1100, 0x1161, 0x11a7, 0xac00
	switch {
	case a >= consonant && a < consonant+19 && b >= vowel && b < vowel+21:
		return syllable + ((a-consonant)*21+b-vowel)*28
	case a >= syllable && a < syllable+19*21*28 && (a-syllable)%28 == 0 && b > last && b < last+28:
		return a + b - last
	}
	return 0
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

// maxFolderName is the maximum length of a student's folder in bytes. File systems allow 255.
const maxFolderName = 120

// folderNames returns a different folder for each student. It is the student's name without
// characters that file systems do not allow, and shortened if it is very long.
func folderNames(students []*student) map[*student]string {
	all, taken := map[*student]string{}, map[string]bool{}
	for _, st := range students {
		name := strings.TrimRight(strings.Map(func(r rune) rune {
			if strings.ContainsRune(`/\:*?"<>|`, r) {
				return '_'
			}
			return r
		}, oneLine(st.name)), " .")
		for len(name) > maxFolderName {
			_, size := utf8.DecodeLastRuneInString(name)
			name = name[:len(name)-size]
		}
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
