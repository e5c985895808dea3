// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"archive/tar"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// TestReadCSVDirty reads tables that are damaged in ways that a program does not notice: it would
// make a class of a spelling, of a missing value or of a repeated header, and a feature of an index.
func TestReadCSVDirty(t *testing.T) {
	class := CSVOptions{Target: Columns("y")}
	last := CSVOptions{Target: Columns(-1)}
	keep := with(class, func(o *CSVOptions) { o.Keep = Columns("y") })
	groups := with(class, func(o *CSVOptions) { o.Categories = Columns("g") })
	missing := func(text string) []string {
		return []string{"missing values: 1 in column 2 (y) from line 3 on", fmt.Sprintf("found %q", text), "DropExamples", "NotMissing"}
	}
	spelling := []string{"line 3, column 2 (y)", "line 2", "differ only in spelling", "correct the file", "Keep: Columns(2)"}
	indexed := func(name string) string {
		return name + ",a,y\n" + table(64, func(i int) string { return fmt.Sprintf("%d,%d.5,%c", 1+i*7%64, i%9, 'u'+i%2) })
	}
	index := []string{"line 1, column 1", "each number from 1 to 64 once", "Drop: Columns(", "Keep: Columns("}
	var archive bytes.Buffer
	w := tar.NewWriter(&archive)
	w.WriteHeader(&tar.Header{Name: "iris.data", Size: 8, Mode: 0o644})
	w.Write([]byte("1,u\n2,v\n"))
	w.Close()
	for _, tt := range []struct {
		name    string
		text    string
		options CSVOptions
		want    string   // shown, if it is read
		refused []string // words of the error, if not
	}{
		{"capital letter", "x,y\n1,male\n2,Male\n3,female\n", class, "", spelling},
		{"capital letter, accepted", "x,y\n1,Aa\n2,AA\n3,aa\n", keep, "3: x -> AA,Aa,aa / [1] [0 1 0] / [3] [0 0 1]", nil},
		{"capital letter of a category", "x,g,y\n1,male,u\n2,Male,v\n", groups, "", []string{"column 2 (g)", `"male"`, `"Male"`, "categories"}},
		{"single letters are different", "x,y\n1,a\n2,A\n", class, "2: x -> A,a / [1] [0 1] / [2] [1 0]", nil},
		{"point at the end", "x,y\n1,<=50K\n2,<=50K.\n3,>50K\n", class, "", spelling},
		{"space that does not break", "x,y\n1,New York\n2,New\u00a0York\n3,Rome\n", class, "", spelling},
		{"two spaces", "x,y\n1,New York\n2,New  York\n3,Rome\n", class, "", spelling},
		{"underscore", "x,y\n1,New York\n2,New_York\n3,Rome\n", class, "", spelling},
		{"long dash", "x,y\n1,10-14\n2,10–14\n3,15-19\n", class, "", spelling},
		{"quotes", "x,y\n1,left\n2,'left'\n3,right\n", class, "", spelling},
		{"a Cyrillic letter", "x,y\n1,Maybe\n2,M\u0430ybe\n3,No\n", class, "", append(spelling, "(U+0430 and U+0061)")},
		{"a Greek letter in capitals", "x,y\n1,\u039fK\n2,Ok\n3,No\n", class, "", append(spelling, "(U+004F and U+039F)")},
		{"single letters, one of them Cyrillic", "x,y\n1,A\n2,\u0410\n3,B\n", class, "", append(spelling, "(U+0410 and U+0041)")},
		{"wide letters", "x,y\n1,Yes\n2,\uff39\uff45\uff53\n3,No\n", class, "", append(spelling, "(U+FF39 and U+0059)")},
		{"wide digits", "x,y\n1,1\n2,\uff11\n3,2\n", with(class, func(o *CSVOptions) { o.Task = Classification }), "", append(spelling, "(U+FF11 and U+0031)")},
		{"a letter and its mark", "x,y\n1,Caf\u00e9\n2,Cafe\u0301\n3,Bar\n", class, "", append(spelling, "(U+0065 U+0301 and U+00E9)")},
		{"a capital letter and its mark", "x,y\n1,\u00c4\n2,A\u0308\n3,B\n", class, "", append(spelling, "(U+0041 U+0308 and U+00C4)")},
		{"a Cyrillic letter and its mark", "x,y\n1,\u0411\u0435\u043b\u044b\u0439\n2,\u0411\u0435\u043b\u044b\u0438\u0306\n3,B\n", class, "", append(spelling, "(U+0438 U+0306 and U+0439)")},
		{"letters with other marks are different", "x,y\n1,ano\n2,año\n3,anò\n", class, "3: x -> ano,anò,año / [1] [1 0 0] / [3] [0 1 0]", nil},
		{"Russian and English texts", "x,y\n1,да\n2,нет\n3,no\n", class, "3: x -> no,да,нет / [1] [0 1 0] / [3] [1 0 0]", nil},
		{"a capital letter in Russian", "x,y\n1,Нет\n2,нет\n3,да\n", class, "", append(spelling, "(U+043D and U+041D)")},
		{"a Latin letter in a Russian text", "x,y\n1,нет\n2,н\u0065т\n3,да\n", class, "", append(spelling, "(U+0065 and U+0435)")},
		{"Greek letters", "x,y\n1,α\n2,a\n3,ν\n", class, "3: x -> a,α,ν / [1] [0 1 0] / [3] [0 0 1]", nil},
		{"two apostrophes", "x,y\n1,can't say\n2,can’t say\n3,no\n", class, "", append(spelling, "(U+2019 and U+0027)")},
		{"two signs for micro", "x,y\n1,5 \u00b5g\n2,5 \u03bcg\n3,7 g\n", class, "", append(spelling, "(U+03BC and U+00B5)")},
		{"space that does not break, named", "x,y\n1,New York\n2,New\u00a0York\n3,Rome\n", class, "", append(spelling, `"New\u00a0York"`, "(U+00A0 and U+0020)")},
		{"a text encoded twice", "x,y\n1,München\n2,MÃ¼nchen\n3,Köln\n", class, "", append(spelling, `"MÃ¼nchen"`, `"München"`, "(one of them was encoded twice)")},
		{"a text encoded twice by Windows", "x,y\n1,can’t\n2,canâ€™t\n3,do\n", class, "", append(spelling, "encoded twice")},
		{"HTML beside text", "x,g,y\n1,A & B,u\n2,A &amp; B,v\n3,C,u\n", groups, "", []string{`line 3, column 2 (g): found "A &amp; B", and "A & B" on line 2`, "encoded twice"}},
		{"HTML alone", "x,y\n1,A &amp; B\n2,Ã¼\n", class, "2: x -> A &amp; B,Ã¼ / [1] [1 0] / [2] [0 1]", nil},
		{"texts of the same class, encoded twice, accepted", "x,y\n1,München\n2,MÃ¼nchen\n", keep, "2: x -> MÃ¼nchen,München / [1] [0 1] / [2] [1 0]", nil},
		{"a rare letter in a different case", "x,s,y\n" + strings.Repeat("1,M,u\n2,F,v\n", 30) + "3,m,u\n", with(class, func(o *CSVOptions) { o.Categories = Columns("s") }), "",
			[]string{`line 62, column 2 (s): found "m", and "M" on line 2, which differ only in spelling`, "Keep: Columns(2)"}},
		{"a rare letter in a different case, first", "x,s,y\n3,m,u\n" + strings.Repeat("1,M,u\n2,F,v\n", 30), with(class, func(o *CSVOptions) { o.Categories = Columns("s") }), "",
			[]string{`found "M", and "m" on line 2`}},
		{"a rare letter in a different case, accepted", "x,s,y\n" + strings.Repeat("1,M,u\n2,F,v\n", 30) + "3,m,u\n",
			with(class, func(o *CSVOptions) { o.Categories, o.Keep = Columns("s"), Columns("s") }),
			"61: x,s=F,s=M,s=m -> u,v / [1 0 1 0] [1 0] / [3 0 0 1] [1 0]", nil},
		{"frequent letters in both cases", "x,s,y\n" + strings.Repeat("1,M,u\n2,F,v\n3,m,u\n", 20), with(class, func(o *CSVOptions) { o.Categories = Columns("s") }),
			"60: x,s=F,s=M,s=m -> u,v / [1 0 1 0] [1 0] / [3 0 0 1] [1 0]", nil},
		{"look-alikes, accepted", "x,y\n1,Maybe\n2,M\u0430ybe\n", keep, "2: x -> Maybe,M\u0430ybe / [1] [1 0] / [2] [0 1]", nil},
		{"a class of the training set in other letters", "x,y\n1,No\n2,M\u0430ybe\n",
			with(class, func(o *CSVOptions) { o.Like = &Dataset{Features: []string{"x"}, Labels: []string{"Maybe", "No"}} }), "",
			[]string{"found the class", "is Maybe meant (U+0430 and U+0061)?"}},
		{"a category of the training set in other letters", "x,g,y\n1,m\u0430le,No\n2,male,Yes\n",
			with(groups, func(o *CSVOptions) {
				o.Like, o.Keep = &Dataset{Features: []string{"x", "g=male"}, Labels: []string{"No", "Yes"}}, Columns("g")
			}), "", []string{"no category g=m\u0430le", "is g=male meant (U+0430 and U+0061)?"}},
		{"a name in other letters", "x,cl\u0430ss\n1,u\n2,v\n", CSVOptions{Target: Columns("class")}, "",
			[]string{"the names are x, cl\u0430ss: is cl\u0430ss meant (U+0061 and U+0430)?"}},
		{"a name with a space", "x,the class\n1,u\n2,v\n", CSVOptions{Target: Columns("the_class")}, "", []string{"is the class meant?"}},
		{"Excel's date of a range", "x,age\n1,5-9\n2,14-Oct\n3,15-19\n4,20-24\n", CSVOptions{Target: Columns("age")}, "",
			[]string{`line 3, column 2 (age): found "14-Oct" beside "5-9", "15-19"`, "Excel has made a date", "Keep: Columns(2)"}},
		{"Excel's date in German", "x,g,y\n1,2-3,u\n2,\"04. Mrz\",v\n3,4-6,u\n4,7-9,u\n", groups, "", []string{"line 3", "04. Mrz", "Excel has made a date"}},
		{"Excel's date by pandas", "x,g,y\n1,0-9,u\n2,2026-10-14 00:00:00,v\n3,15-19,u\n", groups, "", []string{"line 3", "Excel has made a date"}},
		{"Excel's date, accepted", "x,age\n1,5-9\n2,14-Oct\n3,15-19\n", CSVOptions{Target: Columns("age"), Keep: Columns("age")},
			"3: x -> 14-Oct,15-19,5-9 / [1] [0 0 1] / [3] [0 1 0]", nil},
		{"dates only", "x,y\n1,14-Oct\n2,15-Oct\n", class, "2: x -> 14-Oct,15-Oct / [1] [1 0] / [2] [0 1]", nil},
		{"Excel's date in a column of numbers", "x,y\n1.5,u\n3-Feb,v\n2.5,u\n", class, "", []string{`line 3, column 1 (x): found "3-Feb"`, "Excel has made a date"}},
		{"a line of sums", "name,a,y\nLee,1.5,u\nPoe,2,v\nTotal,3.5,u\n", with(class, func(o *CSVOptions) { o.Drop = Columns("name") }), "",
			[]string{`line 4, column 1 (name): found "Total"`, "sums or means of the lines above", "delete the line"}},
		{"a line of sums, as a category", "g,a,b,y\nN,1,2,7\nS,2,3,5\nGesamt:,3,5,12\n", CSVOptions{Target: Columns("y"), Task: Regression, Categories: Columns("g")}, "",
			[]string{`line 4, column 1 (g): found "Gesamt:"`, "delete the line"}},
		{"a line of sums, as a class", "a,y\n1,u\n2,v\n5,u\n8,TOTAL\n", class, "", []string{`line 5, column 2 (y): found "TOTAL"`}},
		{"a line of means, rounded", "name,a,y\nLee,1,u\nPoe,2,v\nKoo,2,v\nMean,1.67,u\n", with(class, func(o *CSVOptions) { o.Drop = Columns("name") }), "",
			[]string{`line 5, column 1 (name): found "Mean"`}},
		{"sums and means without names", "Lee,1,u\nPoe,2,v\nKoo,4,v\nSum,7,u\nMean,2.3,u\n", with(last, func(o *CSVOptions) { o.Drop = Columns(1) }), "",
			[]string{`line 4, column 1: found "Sum"`}},
		{"a line of sums without a label", "name,a,b,y\nLee,1,20,u\nPoe,2,30,v\nKoo,5,10,u\n,8,60,v\n", with(class, func(o *CSVOptions) { o.Drop = Columns("name") }), "",
			[]string{"line 5 holds the sums of the lines above it", "delete the line"}},
		{"sums of groups and of all", "g,a,y\nA,3,u\nA,4,v\nA Total,7,u\nB,5,v\nB,1,u\nB Total,6,u\nGrand Total,13,v\n", CSVOptions{Target: Columns("y"), Categories: Columns("g")}, "",
			[]string{`line 8, column 1 (g): found "Grand Total"`}},
		{"Total is a name", "name,a,y\nShell,1.5,u\nBP,2,v\nTotal,3,u\n", with(class, func(o *CSVOptions) { o.Drop = Columns("name") }),
			"3: a -> u,v / [1.5] [1 0] / [3] [1 0]", nil},
		{"Total is a group", "g,a,y\nm,1,u\nf,2,v\nTotal,7,u\nm,4,u\nf,1,v\nTotal,5,v\n", CSVOptions{Target: Columns("y"), Categories: Columns("g")},
			"6: g=Total,g=f,g=m,a -> u,v / [0 0 1 1] [1 0] / [1 0 0 5] [0 1]", nil},
		{"numbers like sums", "a,b,y\n1,2,u\n1,2,v\n2,4,u\n", class, "3: a,b -> u,v / [1 2] [1 0] / [2 4] [1 0]", nil},
		{"codes that only look alike", "x,y\n1,1-12\n2,11-2\n3,1_12\n", class, "3: x -> 1-12,11-2,1_12 / [1] [1 0 0] / [3] [0 0 1]", nil},
		{"zeros in front", "x,y\n1,1\n2,01\n3,2\n", with(class, func(o *CSVOptions) { o.Task = Classification }), "", spelling},
		{"space without width", "x,y\n1,a\n2,a\u200b\n", class, "", []string{"line 3, column 2 (y)", `"a\u200b"`, "U+200B", "Keep"}},
		{"a letter that does not join", "x,y\n1,می\u200cشود\n2,b\n", class, "2: x -> b,می\u200cشود / [1] [0 1] / [2] [1 0]", nil},
		{"a character that was lost", "x,y\n1,caf\ufffd\n2,b\n", class, "", []string{"line 2, column 2 (y)", "U+FFFD"}},
		{"times are not libsvm", "t,y\n12:30,u\n13:45,v\n", class, "", []string{`"12:30"`, "name columns of groups in Categories"}},
		{"byte 0 far from the beginning", "x,y\n" + strings.Repeat("1,a\n2,b\n", 9000) + "3,a\x00\n", class, "",
			[]string{"line 18002, column 2 (y)", `"a\x00"`, "U+0000"}},
		{"two files with marks joined", "\ufeffM,1.5\nB,2.5\n\ufeffM,1.5\n", CSVOptions{Target: Columns(1)}, "", []string{"line 3, column 1", `"\ufeffM"`, "U+FEFF"}},
		{"two marks", "\ufeff\ufeffid,y\n1,u\n2,v\n", with(class, func(o *CSVOptions) { o.Keep = Columns("id") }),
			"2: id -> u,v / [1] [1 0] / [2] [0 1]", nil},
		{"two files with headers joined", "g,y\nx,e\ny,p\ng,y\nx,p\n", groups, "", []string{"line 4 repeats line 1", "delete it"}},
		{"two files with headers joined, numbers", "x,y\n1,e\nx,y\n3,p\n", class, "", []string{"line 3 repeats line 1", "delete it"}},
		{"two files with headers joined, by number", "g,y\nx,e\ny,p\ng,y\nx,p\n", CSVOptions{Target: Columns(2), Categories: Columns(1)}, "",
			[]string{"names or an example?", "HasHeader"}},
		{"an example twice", "x,e\ny,p\nx,e\nx,p\n", CSVOptions{Target: Columns(2), Categories: Columns(1)},
			"4: column 1=x,column 1=y -> e,p / [1 0] [1 0] / [1 0] [0 1]", nil},
		{"missing in a database", "x\ty\n1\ta\n2\t\\N\n3\tb\n", class, "", missing(`\N`)},
		{"missing in Excel", "x,y\n1,a\n2,#DIV/0!\n3,b\n", class, "", missing("#DIV/0!")},
		{"missing in a table for readers", "x,y\n1,a\n2,–\n3,b\n", class, "", missing("–")},
		{"missing, abbreviated", "x,y\n1,a\n2,n.a.\n3,b\n", class, "", missing("n.a.")},
		{"missing, but not", "x,y\n1,a\n2,n.a.\n3,b\n", with(class, func(o *CSVOptions) { o.NotMissing = []string{"n.a."} }),
			"3: x -> a,b,n.a. / [1] [1 0 0] / [3] [0 1 0]", nil},
		{"words that are classes", "x,y\n1,missing\n2,nil\n3,found\n", class, "3: x -> found,missing,nil / [1] [0 1 0] / [3] [1 0 0]", nil},
		{"empty rows of Excel", "x,y\n1,a\n2,b\n,\n,\n", class, "2: x -> a,b / [1] [1 0] / [2] [0 1]", nil},
		{"a quote too many in two texts", "x,text,y\n1,\"12 inches,u\n2,plain,u\n3,6\",v\n4,plain,v\n", with(class, func(o *CSVOptions) { o.Drop = Columns("text") }), "",
			[]string{"lines 2 to 4 are one example", "each of them could be one with 3 columns", "quote"}},
		{"a note below the table", "a,b,y\n1,2,u\n3,4,v\nSource: own measurements\n", class, "", []string{"line 4: found 1 columns, want 3", "if the line is a note, delete it"}},
		{"a title above a table", "My results,,\na,b,y\n1,2,u\n3,4,v\n", last, "", []string{"names or an example?", "SkipLines: 1 if it is a title"}},
		{"a column too narrow in Excel", "a,y\n1,u\n####,v\n2,u\n", class, "", []string{`found "####"`, "widen the column"}},
		{"a negative amount", "a,y\n1.5,u\n(5.1),v\n2,u\n", class, "", []string{`found "(5.1)"`, "minus sign in front"}},
		{"a minus sign at the end", "a,y\n1.5,u\n5.1-,v\n2,u\n", class, "", []string{`found "5.1-"`, "minus sign in front"}},
		{"a space that separates thousands", "a;y\n1\u202f100,5;u\n2\u00a0000;v\n", with(class, func(o *CSVOptions) { o.Decimal = ',' }), "", []string{`"1\u202f100,5"`, "signs that separate thousands"}},
		{"a unit", "a,y\n4.7 cm,u\n5.1 cm,v\n", class, "", []string{`"4.7 cm"`, "remove units"}},
		{"points that separate thousands", "Preis;y\n1.250;a\n2.100;b\n950;a\n12.999;a\n1.000;b\n", class, "",
			[]string{`line 2, column 1 (Preis): found "1.250", which could be 1.25 or 1250`, "separate thousands", "Decimal: '.'"}},
		{"points that separate thousands, between tabs", "1.250\ta\n2.100\tb\n847\tb\n12.345\ta\n", last, "", []string{`"2.100", which could be 2.1 or 2100`}},
		{"three decimals between tabs", "1.250\ta\n2.100\tb\n12.345\ta\n", last, "3: column 1 -> a,b / [1.25] [1 0] / [12.345] [1 0]", nil},
		{"points that are said to be decimal marks", "Preis;y\n1.250;a\n2.100;b\n12.999;a\n", with(class, func(o *CSVOptions) { o.Decimal = '.' }),
			"3: Preis -> a,b / [1.25] [1 0] / [12.999] [1 0]", nil},
		{"points beside a number below 1", "Preis;y\n1.250;a\n2.100;b\n0.999;a\n1.000;a\n", class, "4: Preis -> a,b / [1.25] [1 0] / [1] [1 0]", nil},
		{"points beside other decimal places", "Preis;y\n1.250;2.5\n2.100;1\n5.999;0\n", with(class, func(o *CSVOptions) { o.Task = Regression }), "3: Preis -> y / [1.25] [2.5] / [5.999] [0]", nil},
		{"points beside commas", "Preis,y\n1.250,a\n2.100,b\n12.999,a\n1.000,b\n", class, "4: Preis -> a,b / [1.25] [1 0] / [1] [0 1]", nil},
		{"two points that separate thousands", "a;y\n1.234.567;u\n2.5;v\n", class, "", []string{`"1.234.567"`, "remove the points that separate thousands"}},
		{"points that separate thousands and a decimal comma", "a;y\n1.234,50;u\n2.500,00;v\n", class, "",
			[]string{`"1.234,50"`, "remove the points that separate thousands", "set Decimal: ','"}},
		{"wide digits in numbers", "a,y\n\uff14\uff0e\uff17,u\n1,v\n", class, "", []string{"line 2, column 1 (a)", "digits as 0 to 9"}},
		{"an apostrophe of Excel", "a,y\n'01,u\n'02,v\n", class, "", []string{`found "'01"`, "remove the quotes around the numbers"}},
		{"a text of two lines", "x,text,y\n1,\"12 inches,\nlong\",u\n2,\"a, b,\nc\",v\n", with(class, func(o *CSVOptions) { o.Drop = Columns("text") }),
			"2: x -> u,v / [1] [1 0] / [2] [0 1]", nil},
		{"a text of two lines with as many separators", "x,text,y\n7,\"nice, but\nso, so\",u\n8,\"bad, but\nso, so\",v\n", with(class, func(o *CSVOptions) { o.Drop = Columns("text") }),
			"2: x -> u,v / [7] [1 0] / [8] [0 1]", nil},
		{"a lost quote above categories", "name,sex,y\n\"Ann,f,u\nBob,m,v\nCy,m,u\nDee\",f,v\nEd,m,u\n", with(class, func(o *CSVOptions) { o.Drop, o.Categories = Columns("name"), Columns("sex") }), "",
			[]string{"lines 2 to 5 are one example", "3 columns", "quote"}},
		{"a lost quote before commas in texts", "note,a,y\n\"ok,1,u\nfine, really,2,v\nbad\",3,u\nok,4,v\n", with(class, func(o *CSVOptions) { o.Drop = Columns("note") }), "",
			[]string{"lines 2 to 4 are one example"}},
		{"a lost quote in the last column", "y,a,note\nu,1,\"ok\nv,2,fine, really\nu,3,bad\"\nv,4,ok\n", with(class, func(o *CSVOptions) { o.Drop = Columns("note") }), "",
			[]string{"lines 2 to 4 are one example"}},
		{"a lost quote without a header", "\"Ann,f,u\nBob,m,v\nDee\",f,v\nEd,m,u\nFay,f,v\n", CSVOptions{Target: Columns(3), Drop: Columns(1), Categories: Columns(2), Header: NoHeader}, "",
			[]string{"lines 1 to 3 are one example"}},
		{"reviews of several lines", "text,y\n\"Good, but\nslow, sadly\",u\n\"It ends,\nso, it seems, u\nor v\",v\n\"a, b\nc, d\",v\n", with(class, func(o *CSVOptions) { o.Drop = Columns("text") }), "", []string{"none is left for a feature"}},
		{"reviews of several lines beside a number", "text,a,y\n\"Good, 7, but\nslow, 8, sadly\",1,u\n\"It ends, 5\nso, 6, it\",2,v\n\"a, b\nc, d\",3,v\n", with(class, func(o *CSVOptions) { o.Drop = Columns("text") }),
			"3: a -> u,v / [1] [1 0] / [3] [0 1]", nil},
		{"addresses of several lines", "text,a\n\"Main St, 5\nBerlin, 10115\",250\n\"High St, 7\nBonn, 53111\",300\n", CSVOptions{Target: Columns("a"), Task: Regression, Categories: Columns("text")},
			"2: text=High St, 7\nBonn, 53111,text=Main St, 5\nBerlin, 10115 -> a / [0 1] [250] / [1 0] [300]", nil},
		{"a quote too many in the first text", "1,\"12 inches,u\n2,plain,u\n3,6\",v\n4,plain,v\n", with(last, func(o *CSVOptions) { o.Drop = Columns(2) }), "",
			[]string{"lines 1 to 3 are one example"}},
		{"a quote too many in a table of numbers", "1,\"2,3\n4,5\",6\n7,8,9\n", CSVOptions{}, "", []string{"lines 1 to 2 are one example"}},
		{"a separator in a text without quotes", "name,y,note\nLee,u,old\nSmith, J,v,\nPoe,u,\n", with(class, func(o *CSVOptions) { o.Drop, o.Categories = Columns("note"), Columns("name") }), "",
			[]string{"line 3: found 4 columns, the last of them empty, want 3 as on line 1", "1 of 3 lines", "needs quotes"}},
		{"a mixed-up index", indexed("row"), class, "", index},
		{"an identifier that counts from 1001", "cust,a,y\n" + table(40, func(i int) string { return fmt.Sprintf("%d,%d.5,%c", 1001+i, i%9, 'u'+i%2) }), class, "",
			[]string{"line 1, column 1 (cust) counts 1001, 1002, ...", `Drop: Columns("cust")`, `Keep: Columns("cust")`}},
		{"an identifier that counts from 1001, without a name", table(40, func(i int) string { return fmt.Sprintf("%d,%d.5,%c", 10001+i, i%9, 'u'+i%2) }), last, "",
			[]string{"line 1, column 1 counts 10001, 10002, ..."}},
		{"years", "Year,a,y\n" + table(40, func(i int) string { return fmt.Sprintf("%d,%d.5,%c", 1950+i, i%9, 'u'+i%2) }), class,
			"40: Year,a -> u,v / [1950 0.5] [1 0] / [1989 3.5] [0 1]", nil},
		{"an identifier by its name", "a,Kundennummer,y\n" + table(12, func(i int) string { return fmt.Sprintf("%d.5,%d,%c", i%9, 700+i*i%97, 'u'+i%2) }), class, "",
			[]string{"column 2 (Kundennummer) has a different integer in each example", `Keep: Columns("Kundennummer")`}},
		{"an identifier that occurs twice", "a,userid,y\n" + table(12, func(i int) string { return fmt.Sprintf("%d.5,%d,%c", i%9, 700+i/2, 'u'+i%2) }), class,
			"12: a,userid -> u,v / [0.5 700] [1 0] / [2.5 705] [0 1]", nil},
		{"a mixed-up index, kept", indexed("row"), with(class, func(o *CSVOptions) { o.Keep = Columns(1) }),
			"64: row,a -> u,v / [1 0.5] [1 0] / [58 0.5] [0 1]", nil},
		{"an index in the middle", table(64, func(i int) string { return fmt.Sprintf("%d.5,%d,%c", i%9, i, 'u'+i%2) }), last, "",
			[]string{"line 1, column 2", "each number from 0 to 63 once"}},
		{"an identifier", "id_student,a,y\n9,1,u\n7,2,v\n", class, "", []string{"column 1 (id_student)", "Drop"}},
		{"numbers as names, small", "0,1,species\n5.1,3.5,a\n4.9,3,a\n6,3.1,b\n", last, "", []string{`"0", "1", "species"`, "names or an example?"}},
		{"years as names, small", "2010,2011,2012\n5,6,7\n8,9,1\n", CSVOptions{}, "", []string{"names or an example?"}},
		{"years as examples", "2010,2011\n2012,2012\n2009,2013\n", CSVOptions{}, "3: column 1,column 2 ->  / [2010 2011] [] / [2009 2013] []", nil},
		{"an example with a unit first", "1.5 kg,red\n2,blue\n3,green\n", last, "", []string{"names or an example?", "HasHeader", "NoHeader"}},
		{"an example without a value first", "n.d.,red\n2,blue\n3,green\n", last, "", []string{"names or an example?"}},
		{"a unit below the names", "a,y\ncm,u\n1,u\n2,v\n", class, "", []string{`line 2, column 1 (a): found "cm"`, "correct the file", "MissingValues"}},
		{"a rule below the names", "a,y\n-----,---\n1,u\n2,v\n", class, "", []string{`line 2: found "-----", "---"`, "delete the line"}},
		{"a rule of psql below the names", " a | y \n---+---\n 1 | 2\n 3 | 4\n", last, "", []string{"line 2: found 1 columns, want 2", "delete the line"}},
		{"a rule of Markdown below the names", "| a | y |\n|---|:---|\n| 1 | u |\n| 3 | v |\n", CSVOptions{Target: Columns("y"), Drop: Columns(1)}, "", []string{`line 2: found`, "delete the line"}},
		{"lines in quotes", "\"a,b,y\"\n\"5.1,3.5,u\"\n\"5,3,v\"\n", CSVOptions{Target: Columns(-1)}, "", []string{"found 1 columns", "the whole line is one quoted field", "remove the quotes"}},
		{"lines in quotes, without a target", "\"5.1,3.5,1\"\n\"5,3,2\"\n", CSVOptions{}, "", []string{`found "5.1,3.5,1"`, "the whole line is one quoted field"}},
		{"a matrix printed by NumPy", "[[5.1 3.5]\n [4.9 3. ]]\n", CSVOptions{}, "", []string{"a matrix as NumPy prints it", "savetxt"}},
		{"rows printed by NumPy", "[5.1 3.5]\n[4.9 3. ]\n", CSVOptions{}, "", []string{"a matrix as NumPy prints it"}},
		{"JSON lists", "[[5.1, 3.5],\n [4.9, 3.0]]\n", CSVOptions{}, "", []string{"JSON"}},
		{"two levels of names", "sales,sales,profit\n2019,2020,2019\n6.1,5,3\n7,2,1\n", CSVOptions{Target: Columns("profit"), Task: Regression}, "",
			[]string{"line 1: columns 1 and 2 are both named sales", "if line 2 holds names, too, delete it", "Names"}},
		{"a name twice, one of them dropped", "a,a,y\n6.1,5,3\n7,2,1\n", CSVOptions{Target: Columns("y"), Task: Regression, Drop: Columns(2)}, "2: a -> y / [6.1] [3] / [7] [1]", nil},
		{"a name twice, replaced", "a,a,y\n6.1,5,3\n7,2,1\n", CSVOptions{Target: Columns("y"), Task: Regression, Names: []string{"a", "b", "y"}}, "2: a,b -> y / [6.1 5] [3] / [7 2] [1]", nil},
		{"numbers of the columns", "a,b,y\n1,2,3\n5.1,3.5,u\n4.2,2,v\n3,1,u\n", class, "", []string{"line 2 numbers the columns", "delete the line"}},
		{"numbers of the columns that are an example", "a,b,y\n1,2,3\n5.1,3.5,u\n4.2,2,v\n3,1,u\n", with(class, func(o *CSVOptions) {
			o.SkipLines, o.Header, o.Names, o.Task = 1, NoHeader, []string{"a", "b", "y"}, Classification
		}), "4: a,b -> 3,u,v / [1 2] [1 0 0] / [3 1] [0 1 0]", nil},
		{"numbers of many columns", "a,b,c,d,e,y\n1,2,3,4,5,6\n5.1,3.5,1,1,2,2\n4.2,2,3,3,3,3\n", CSVOptions{Target: Columns("y"), Task: Regression}, "", []string{"line 2 numbers the columns"}},
		{"numbers of few columns may be an example", "a,b,y\n1,2,3\n4,5,6\n", CSVOptions{Target: Columns("y"), Task: Regression}, "2: a,b -> y / [1 2] [3] / [4 5] [6]", nil},
		{"questions below the names", "q1,q2,y\nResponse,Response,Response\n" + strings.Repeat("yes,no,u\nno,no,v\nyes,yes,u\n", 4),
			CSVOptions{Target: Columns("y"), Categories: Columns("q1", "q2")}, "", []string{"line 2 has texts that occur nowhere else", "delete the line"}},
		{"questions of Qualtrics below the names", "q1,q2,y\nHow?,Why?,Who?\n" + strings.Repeat("\"{\"\"ImportId\"\":1}\",", 2) + "\"{\"\"ImportId\"\":1}\"\n" + strings.Repeat("yes,no,u\nno,no,v\nyes,yes,u\n", 4),
			CSVOptions{Target: Columns("y"), Categories: Columns("q1", "q2")}, "", []string{"line 2 has texts that occur nowhere else"}},
		{"questions of Qualtrics above numbers", "age,y\nHow old?,Who?\n\"{\"\"ImportId\"\":1}\",\"{\"\"ImportId\"\":1}\"\n20,u\n30,v\n", class, "",
			[]string{`line 2, column 1 (age): found "How old?"`, "delete line 2 and the line after it", "Qualtrics"}},
		{"a rare first example", "q1,q2,y\nmaybe,never,u\n" + strings.Repeat("yes,no,u\nno,no,v\nyes,yes,u\n", 4),
			CSVOptions{Target: Columns("y"), Categories: Columns("q1", "q2")}, "13: q1=maybe,q1=no,q1=yes,q2=never,q2=no,q2=yes -> u,v / [1 0 0 1 0 0] [1 0] / [0 0 1 0 0 1] [1 0]", nil},
		{"an example that is commented out", "no,a,y\n1,2.5,u\n#2,99,v\n3,2.2,v\n", with(class, func(o *CSVOptions) { o.Drop = Columns("no") }), "",
			[]string{`line 3, column 1 (no): found "#2" among numbers`, "Comment: '#'"}},
		{"an example that is commented out, skipped", "no,a,y\n1,2.5,u\n#2,99,v\n3,2.2,v\n", with(class, func(o *CSVOptions) { o.Drop, o.Comment = Columns("no"), '#' }),
			"2: a -> u,v / [2.5] [1 0] / [2.2] [0 1]", nil},
		{"numbers that begin with #", "no,a,y\n#1,2.5,u\n#2,99,v\n#3,2.2,v\n", with(class, func(o *CSVOptions) { o.Drop = Columns("no") }),
			"3: a -> u,v / [2.5] [1 0] / [2.2] [0 1]", nil},
		{"texts that begin with #", "tag,a,y\nred,2.5,u\n#blue,99,v\n7,2.2,v\n", with(class, func(o *CSVOptions) { o.Drop = Columns("tag") }),
			"3: a -> u,v / [2.5] [1 0] / [2.2] [0 1]", nil},
		{"amounts", "a,y\n\"$1,234.50\",u\n$7.00,v\n", class, "", []string{`"$1,234.50"`, "remove units and signs"}},
		{"libsvm", "+1 1:0.5 2:0.3\n-1 1:0.1 2:0.7\n", CSVOptions{Target: Columns(1), Task: Classification}, "", []string{"1:0.5", "format of libsvm", "savetxt"}},
		{"an empty name", "My table,\na,y\n1,u\n", class, "", []string{`the names are My table, ""`}},
		{"a tar archive, packed", string(zipped(archive.Bytes())), last, "", []string{"a tar archive", "tar -xf"}},
		{"ARFF under a long comment", strings.Repeat("% a comment with words\n", 300) + "@RELATION a\n@DATA\n1,u\n", last, "", []string{"ARFF", "@data"}},
		{"RTF", `{\rtf1\ansi 1,2}`, last, "", []string{"Rich Text", "CSV"}},
		{"Stata", "<stata_dta><header>", last, "", []string{"Stata", "read_stata"}},
		{"SPSS", "$FL2@(#) SPSS\x00\x00", last, "", []string{"SPSS", "read_spss"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := ReadCSV(strings.NewReader(tt.text), tt.options)
			if tt.refused != nil {
				wantError(t, err, append(tt.refused, "nn: ReadCSV: ")...)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(d); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// Signs of programs for a value that does not exist are neither classes nor categories.
func TestReadCSVMissingWords(t *testing.T) {
	for _, word := range []string{"#NV", "#WERT!", "#BEZUG!", "#ZAHL!", "#N/D", "#NOM?", "#NAME?", "#CALC!", "#SPILL!", "#ÜBERLAUF!", "#¡VALOR!",
		"NaT", "-nan(ind)", "N.A", "[null]", "undefined", "k.A.", "---"} {
		text := fmt.Sprintf("x,g,y\n1,%[1]s,u\n2,a,%[1]s\n3,b,v\n4,a,u\n", word)
		_, err := ReadCSV(strings.NewReader(text), CSVOptions{Target: Columns("y"), Categories: Columns("g")})
		wantError(t, err, "1 in column 2 (g) from line 2 on; 1 in column 3 (y) from line 3 on", fmt.Sprintf("found %q", word))
	}
}
