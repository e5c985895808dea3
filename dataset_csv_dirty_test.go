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
		{"empty rows of Excel", "x,y\n1,a\n2,b\n,\n,\n", class, "2: x -> a,b / [1] [1 0] / [2] [0 1]", nil},
		{"a quote too many in two texts", "x,text,y\n1,\"12 inches,u\n2,plain,u\n3,6\",v\n4,plain,v\n", with(class, func(o *CSVOptions) { o.Drop = Columns("text") }), "",
			[]string{"lines 2 to 4 are one example", "each of them could be one with 3 columns", "quote"}},
		{"a text of two lines", "x,text,y\n1,\"12 inches,\nlong\",u\n2,\"a, b,\nc\",v\n", with(class, func(o *CSVOptions) { o.Drop = Columns("text") }),
			"2: x -> u,v / [1] [1 0] / [2] [0 1]", nil},
		{"a text of two lines with as many separators", "x,text,y\n7,\"nice, but\nso, so\",u\n8,\"bad, but\nso, so\",v\n", with(class, func(o *CSVOptions) { o.Drop = Columns("text") }),
			"2: x -> u,v / [7] [1 0] / [8] [0 1]", nil},
		{"a quote too many in the first text", "1,\"12 inches,u\n2,plain,u\n3,6\",v\n4,plain,v\n", with(last, func(o *CSVOptions) { o.Drop = Columns(2) }), "",
			[]string{"lines 1 to 3 are one example"}},
		{"a quote too many in a table of numbers", "1,\"2,3\n4,5\",6\n7,8,9\n", CSVOptions{}, "", []string{"lines 1 to 2 are one example"}},
		{"a separator in a text without quotes", "name,y,note\nLee,u,old\nSmith, J,v,\nPoe,u,\n", with(class, func(o *CSVOptions) { o.Drop, o.Categories = Columns("note"), Columns("name") }), "",
			[]string{"line 3: found 4 columns, the last of them empty, want 3 as on line 1", "1 of 3 lines", "needs quotes"}},
		{"a mixed-up index", indexed("row"), class, "", index},
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
