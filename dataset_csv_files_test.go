// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// shown formats a dataset: sizes, names, and the first and the last example.
func shown(d *Dataset) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d: %s -> %s", d.X.Rows, strings.Join(d.Features, ","), strings.Join(d.Labels, ","))
	rows := []int{0, d.X.Rows - 1}
	for _, i := range rows {
		fmt.Fprintf(&b, " / %v %v", d.X.Row(i), d.Y.Row(i))
	}
	return b.String()
}

// table returns n lines of text.
func table(n int, line func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(line(i) + "\n")
	}
	return b.String()
}

// TestReadCSVFiles reads tables as they come from UCI, Kaggle, R, pandas, NumPy, Excel and others, with
// made-up contents. Each needs one call, with the options beside it. A refusal must contain its
// cause and its remedy.
func TestReadCSVFiles(t *testing.T) {
	flowers := func(i int) string {
		return fmt.Sprintf("%.1f,%.1f,%s", 4.5+float64(i%7)/10, 1.1+float64(i%5)/10, []string{"aba", "beb", "coc"}[i%3])
	}
	wine := func(i int) string { return fmt.Sprintf("%d,%d.5,%d", 1+i%3, 12+i%4, 700+i*7) }
	class := CSVOptions{Target: Columns(-1)}
	digit := CSVOptions{Target: Columns(-1), Task: Classification}
	regression := CSVOptions{Target: Columns(-1), Task: Regression}
	for _, tt := range []struct {
		name    string
		text    string
		options CSVOptions
		want    string   // shown, if it is read
		refused []string // words of the error, if not
	}{
		// As from UCI.
		{"flowers without a header", table(60, flowers), class,
			"60: column 1,column 2 -> aba,beb,coc / [4.5 1.1] [1 0 0] / [4.8 1.5] [0 0 1]", nil},
		{"flowers with an empty line at the end", table(60, flowers) + "\n", class,
			"60: column 1,column 2 -> aba,beb,coc / [4.5 1.1] [1 0 0] / [4.8 1.5] [0 0 1]", nil},
		{"wine, class first", table(60, wine), CSVOptions{Target: Columns(1), Task: Classification},
			"60: column 2,column 3 -> 1,2,3 / [12.5 700] [1 0 0] / [15.5 1113] [0 0 1]", nil},
		{"wine, class first, last column taken for the target", table(60, wine), digit, "",
			[]string{"column 3 has 60 classes in 60 examples", `"700"`, "is another column the Target, or is the Task Regression?", "MaxClasses: 60"}},
		{"wine, task not said", table(60, wine), CSVOptions{Target: Columns(1)}, "",
			[]string{"line 1, column 1: the target has numbers", "Task: Classification", "Regression"}},
		{"tumours: number, M or B, features", table(40, func(i int) string {
			return fmt.Sprintf("%d,%s,%d.25", 842000+i*13%40*7, []string{"M", "B"}[i%2], i)
		}), CSVOptions{Target: Columns(2), Drop: Columns(1), Task: BinaryClassification, Positive: "M"},
			"40: column 3 -> column 2=M / [0.25] [1] / [39.25] [0]", nil},
		{"tumours, number not left out", table(40, func(i int) string {
			return fmt.Sprintf("%d,%s,%d.25", 842000+i*13%40*7, []string{"M", "B"}[i%2], i)
		}), CSVOptions{Target: Columns(2)}, "",
			[]string{"line 1, column 1 has a different integer in almost every example", "Drop: Columns(1)", "Keep: Columns(1)"}},
		{"tumours, positive class not said", "1.5,M\n2.5,B\n", CSVOptions{Target: Columns(2), Task: BinaryClassification}, "",
			[]string{"column 2", `"B", "M"`, "want 0 and 1", `Positive: "M"`}},
		{"glass: an index first", table(70, func(i int) string {
			return fmt.Sprintf("%d,1.5%d,13.%d,%d", i+1, i%9, i%7, 1+i%6)
		}), digit, "", []string{"column 1 counts 1, 2, ...", "Drop: Columns(1)", "Keep: Columns(1)"}},
		{"glass, index left out", table(70, func(i int) string {
			return fmt.Sprintf("%d,1.5%d,13.%d,%d", i+1, i%9, i%7, 1+i%6)
		}), with(digit, func(o *CSVOptions) { o.Drop = Columns(1) }),
			"70: column 2,column 3 -> 1,2,3,4,5,6 / [1.5 13] [1 0 0 0 0 0] / [1.56 13.6] [0 0 0 1 0 0]", nil},
		{"census: spaces after commas, text, question marks",
			"39, State-gov, 77516, Male, <=50K\n50, ?, 83311, Male, >50K\n38, Private, 215646, Female, <=50K\n",
			CSVOptions{Target: Columns(-1), Categories: Columns(2, 4), Missing: DropExamples},
			"", []string{"column 5", "two classes or more", `"<=50K"`}},
		{"census, larger", "39, State-gov, 77516, Male, <=50K\n50, ?, 83311, Male, >50K\n38, Private, 215646, Female, <=50K\n" +
			"53, Private, 234721, Male, >50K\n",
			CSVOptions{Target: Columns(-1), Categories: Columns(2, 4), Missing: DropExamples},
			"3: column 1,column 2=Private,column 2=State-gov,column 3,column 4=Female,column 4=Male -> " +
				"<=50K,>50K / [39 0 1 77516 0 1] [1 0] / [53 1 0 234721 0 1] [0 1]", nil},
		{"census, nothing said", "39, State-gov, 77516, Male, <=50K\n50, ?, 83311, Male, >50K\n38, Private, 215646, Female, <=50K\n",
			class, "", []string{`line 1, column 2: found "State-gov", want a number`, `line 1, column 4: found "Male"`, "Categories", "Drop"}},
		{"census, test file with a title", "|1x3 Cross validator\n25, Private, <=50K.\n38, Local, >50K.\n", class, "",
			[]string{"line 2: found 3 columns, want 1 as on line 1", "SkipLines"}},
		{"heart: question marks", "63.0,1.0,0.0,6.0,0\n67.0,1.0,?,3.0,2\n41.0,0.0,0.0,?,1\n", digit, "",
			[]string{"missing values: 1 in column 3 from line 2 on; 1 in column 4 from line 3 on", `"?"`, "Missing: DropExamples", "KeepMissing", "Imputer"}},
		{"heart, examples left out", "63.0,1.0,0.0,6.0,0\n67.0,1.0,?,3.0,2\n41.0,0.0,0.0,?,1\n37,1,0,3,1\n",
			with(digit, func(o *CSVOptions) { o.Missing = DropExamples }),
			"2: column 1,column 2,column 3,column 4 -> 0,1 / [63 1 0 6] [1 0] / [37 1 0 3] [0 1]", nil},
		{"heart, values kept for an imputer", "63.0,1.0,0.0,6.0,0\n67.0,1.0,?,3.0,2\n",
			with(digit, func(o *CSVOptions) { o.Missing = KeepMissing }),
			"2: column 1,column 2,column 3,column 4 -> 0,2 / [63 1 0 6] [1 0] / [67 1 NaN 3] [0 1]", nil},
		{"a question mark in the first example", "1,?,x\n2,3,y\n4,5,x\n", with(class, func(o *CSVOptions) { o.Missing = KeepMissing }),
			"3: column 1,column 2 -> x,y / [1 NaN] [1 0] / [4 5] [1 0]", nil},
		{"a question mark in the first example, not said", "1,?,x\n2,3,y\n4,5,x\n", class, "",
			[]string{"1 in column 2 from line 1 on", "DropExamples"}},
		{"a question mark beside text above numbers", "?,abc\n2,5\n3,7\n", CSVOptions{}, "", []string{`line 1: found "?", "abc": names or an example?`, "HasHeader", "NoHeader"}},
		{"a question mark as a class", "1.5,a\n2.5,?\n3.5,b\n", class, "",
			[]string{"1 in column 2 from line 2 on", `"?"`, "DropExamples"}},
		{"a question mark as a class, left out", "1.5,a\n2.5,?\n3.5,b\n", with(class, func(o *CSVOptions) { o.Missing = DropExamples }),
			"2: column 1 -> a,b / [1.5] [1 0] / [3.5] [0 1]", nil},
		{"targets cannot be filled", "1.5,a\n,b\n2.5,?\n3.5,b\n", with(class, func(o *CSVOptions) { o.Missing = KeepMissing }), "",
			[]string{"missing targets: 1 in column 2 from line 3 on", "cannot be filled", "MissingTarget: DropExamples"}},
		{"targets left out, features kept", "1.5,a\n,b\n2.5,?\n", with(class, func(o *CSVOptions) {
			o.Missing, o.MissingTarget = KeepMissing, DropExamples
		}), "2: column 1 -> a,b / [1.5] [1 0] / [NaN] [0 1]", nil},
		{"credit: the classes + and -", "b,30.8,+\na,58.6,-\nb,24.5,+\n", CSVOptions{Target: Columns(-1), Categories: Columns(1), NotMissing: []string{"-"}},
			"3: column 1=a,column 1=b,column 2 -> +,- / [0 1 30.8] [1 0] / [0 1 24.5] [1 0]", nil},
		{"credit, minus not said", "b,30.8,+\na,58.6,-\nb,24.5,+\n", CSVOptions{Target: Columns(-1), Categories: Columns(1)}, "",
			[]string{"1 in column 3 from line 2 on", `"-"`, "NotMissing"}},
		{"air: -999 means missing", "2.6,1360\n-999,1292\n2.2,1402\n", CSVOptions{Target: Columns(-1), Task: Regression,
			MissingValues: []string{"-999"}, Missing: DropExamples},
			"2: column 1 -> column 2 / [2.6] [1360] / [2.2] [1402]", nil},
		{"air: -999 written as -999.0", "2.6,1360\n-999.0,1292\n", CSVOptions{Target: Columns(-1), Task: Regression,
			MissingValues: []string{"-999"}}, "", []string{"1 in column 1 from line 2 on", `"-999.0"`}},
		{"mushrooms: text only, no header", "p,x,s\ne,x,y\np,b,s\ne,b,y\n", CSVOptions{Target: Columns(1), Categories: Columns(2, 3)},
			"4: column 2=b,column 2=x,column 3=s,column 3=y -> e,p / [0 1 1 0] [0 1] / [1 0 0 1] [1 0]", nil},
		{"mushrooms with a header, not said", "class,cap,gill\np,x,s\ne,x,y\np,b,s\n", CSVOptions{Target: Columns(1), Categories: Columns(2, 3)}, "",
			[]string{`line 1: found "class", "cap", "gill": names or an example?`, "HasHeader", "NoHeader"}},
		{"mushrooms with a header, by name", "class,cap,gill\np,x,s\ne,x,y\np,b,s\n", CSVOptions{Target: Columns("class"), Categories: Columns("cap", "gill")},
			"3: cap=b,cap=x,gill=s,gill=y -> e,p / [0 1 1 0] [0 1] / [1 0 1 0] [0 1]", nil},
		{"cars: aligned spaces and a quoted name", "18.0   8   307.0   \"fast chevy\"\n15.0   8   350.0   \"slow buick\"\n 9.5   4    97.0   \"fiat\"\n",
			CSVOptions{Target: Columns(1), Task: Regression, Drop: Columns(-1)},
			"3: column 2,column 3 -> column 1 / [8 307] [18] / [4 97] [9.5]", nil},
		{"cars: a tab in front of the name", "18.0   8   307.0\t\"fast chevy\"\n15.0   8   350.0\t\"slow buick\"\n",
			CSVOptions{Target: Columns(1), Task: Regression, Drop: Columns(-1)},
			"2: column 2,column 3 -> column 1 / [8 307] [18] / [8 350] [15]", nil},
		{"housing: aligned spaces, target last", " 0.00632  18.00   2.310  24.00\n 0.02731   0.00   7.070  21.60\n", regression,
			"2: column 1,column 2,column 3 -> column 4 / [0.00632 18 2.31] [24] / [0.02731 0 7.07] [21.6]", nil},
		{"wine quality: semicolons and quoted names", "\"fixed acidity\";\"pH\";\"quality\"\n7.4;3.51;5\n7.8;3.2;6\n",
			CSVOptions{Target: Columns("quality"), Task: Regression},
			"2: fixed acidity,pH -> quality / [7.4 3.51] [5] / [7.8 3.2] [6]", nil},
		{"wine quality as classes, decided by the lines", "\"fixed acidity\";\"pH\";\"quality\"\n7.4;3.51;5\n7.8;3.2;6\n", digit,
			"2: fixed acidity,pH -> 5,6 / [7.4 3.51] [1 0] / [7.8 3.2] [0 1]", nil},
		{"seeds: tabs, sometimes two", "15.26\t14.84\t1\n14.88\t\t14.57\t2\n", digit,
			"2: column 1,column 2 -> 1,2 / [15.26 14.84] [1 0] / [14.88 14.57] [0 1]", nil},
		{"a missing value between tabs", "15.26\t14.84\t1\n14.88\t\t2\n", digit, "",
			[]string{"1 in column 2 from line 2 on", "DropExamples"}},
		{"an ARFF file", "% comment\n@relation iris\n@attribute a real\n@data\n5.1,x\n", class, "",
			[]string{"ARFF file", "SkipLines"}},
		{"an ARFF file, lines skipped", "% comment\n@relation iris\n@attribute a real\n@data\n5.1,x\n4.5,y\n",
			with(class, func(o *CSVOptions) { o.SkipLines = 4 }), "2: column 1 -> x,y / [5.1] [1 0] / [4.5] [0 1]", nil},

		// As from scikit-learn.
		{"a size line of the width of the table", "6,2,aba\n5.1,3.5,0\n4.9,3.0,0\n6.1,3,1\n6,3,1\n6,2,2\n7,3,2\n", digit, "",
			[]string{"line 1 holds the sizes of the table", "SkipLines: 1"}},
		{"a shorter size line", "2,3,aba\n5.1,3.5,1.4,0\n4.9,3.0,1.4,1\n", digit, "",
			[]string{"line 2: found 4 columns, want 3 as on line 1", "SkipLines"}},
		{"a size line, skipped", "2,3,aba\n5.1,3.5,1.4,0\n4.9,3.0,1.4,1\n", with(digit, func(o *CSVOptions) { o.SkipLines = 1 }),
			"2: column 1,column 2,column 3 -> 0,1 / [5.1 3.5 1.4] [1 0] / [4.9 3 1.4] [0 1]", nil},
		{"a size line of numbers only", "3,2\n5.1,3.5\n4.9,3.0\n4,4\n", regression, "",
			[]string{"line 1 holds the sizes of the table", "SkipLines: 1"}},
		{"digits: gzip, no header", string(zipped([]byte("0,0,5,13,0\n0,0,0,12,1\n0,0,0,4,2\n"))), digit,
			"3: column 1,column 2,column 3,column 4 -> 0,1,2 / [0 0 5 13] [1 0 0] / [0 0 0 4] [0 0 1]", nil},

		// As from Kaggle.
		{"ship: quotes with commas, empty fields", "PassengerId,Survived,Name,Sex,Age\n1,0,\"Doe, Mr. J\",male,22\n2,1,\"Roe, \"\"Jo\"\" R\",female,\n3,1,\"Poe, A\",female,26\n",
			CSVOptions{Target: Columns("Survived"), Task: BinaryClassification, Categories: Columns("Sex"),
				Drop: Columns("PassengerId", "Name"), Missing: KeepMissing},
			"3: Sex=female,Sex=male,Age -> Survived / [0 1 22] [0] / [1 0 26] [1]", nil},
		{"ship, identifier not left out", "PassengerId,Survived,Age\n1,0,22\n2,1,35\n3,1,26\n",
			CSVOptions{Target: Columns("Survived"), Task: BinaryClassification}, "",
			[]string{"column 1 (PassengerId)", `Drop: Columns("PassengerId")`, `Keep: Columns("PassengerId")`}},
		{"ship, misspelt", "Survived,Age\n0,22\n1,35\n", CSVOptions{Target: Columns("survived"), Task: BinaryClassification}, "",
			[]string{"Target names the column survived", "Survived, Age", "is Survived meant?"}},
		{"pixels with a header, label first", "label,pixel0,pixel1\n1,0,255\n0,12,0\n1,3,3\n", CSVOptions{Target: Columns("label"), Task: Classification},
			"3: pixel0,pixel1 -> 0,1 / [0 255] [0 1] / [3 3] [0 1]", nil},
		{"an id that is a feature", "id,y\n3,0\n7,1\n9,0\n", CSVOptions{Target: Columns("y"), Task: BinaryClassification, Keep: Columns("id")},
			"3: id -> y / [3] [0] / [9] [0]", nil},
		{"dates", "date,sold\n2020-01-02,5\n2020-01-03,6\n", CSVOptions{Target: Columns("sold"), Task: Regression}, "",
			[]string{`line 2, column 1 (date): found "2020-01-02"`, "Drop"}},
		{"houses: None and NA are values", "Alley,Price\nNA,100\nPave,120\nNA,90\n", CSVOptions{Target: Columns("Price"), Task: Regression,
			Categories: Columns("Alley"), NotMissing: []string{"NA"}},
			"3: Alley=NA,Alley=Pave -> Price / [1 0] [100] / [1 0] [90]", nil},
		{"prices with a dollar sign", "size,price\n10,$100\n12,$120\n", CSVOptions{Target: Columns("size"), Task: Regression}, "",
			[]string{`line 2, column 2 (price): found "$100"`, "remove units and signs"}},
		{"per cent", "rate,y\n10%,1\n12%,2\n", CSVOptions{Target: Columns("y"), Task: Regression}, "", []string{`"10%"`, "remove units and signs"}},
		{"a Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n", class, "", []string{"Git LFS", "git lfs pull"}},

		// As from pandas and NumPy.
		{"to_csv with the index", ",a,y\n0,1.5,u\n1,1.4,v\n", CSVOptions{Target: Columns("y")}, "",
			[]string{"column 1 has no name", "Drop: Columns(1)", "Keep: Columns(1)"}},
		{"to_csv with the index, by number", ",a,y\n0,1.5,u\n1,1.4,v\n", class, "", []string{"column 1 has no name", "Drop: Columns(1)"}},
		{"to_csv with the index, left out", ",a,y\n0,1.5,u\n1,1.4,v\n", CSVOptions{Target: Columns("y"), Drop: Columns(1)},
			"2: a -> u,v / [1.5] [1 0] / [1.4] [0 1]", nil},
		{"to_csv twice", "Unnamed: 0,a,y\n5,1.5,u\n9,1.4,v\n", CSVOptions{Target: Columns("y")}, "",
			[]string{"column 1 (Unnamed: 0) has no name", `Drop: Columns("Unnamed: 0")`}},
		{"to_csv without names", ",0,1,2\n0,5.1,3.5,1\n1,4.9,3.0,0\n2,4,3.0,0\n", digit, "", []string{"line 1", "names or an example?", "HasHeader"}},
		{"to_csv without names or index", "0,1,2,3\n5,3,1,0\n4,3,0,1\n4,5,5,0\n", digit, "", []string{"line 1", "names or an example?", "HasHeader"}},
		{"to_csv without names or index, said", "0,1,2,3\n5,3,1,0\n4,3,0,1\n4,5,5,0\n", with(digit, func(o *CSVOptions) { o.Header = HasHeader }),
			"3: 0,1,2 -> 0,1 / [5 3 1] [1 0] / [4 5 5] [1 0]", nil},
		{"True and False", "ok,a\nTrue,1.5\nFalse,2.5\n", CSVOptions{Target: Columns("ok"), Task: BinaryClassification},
			"2: a -> ok / [1.5] [1] / [2.5] [0]", nil},
		{"savetxt: spaces and exponents", "1.0e+00 2.5e-01\n-3.0e+00 4.0e+00\n", regression,
			"2: column 1 -> column 2 / [1] [0.25] / [-3] [4]", nil},
		{"savetxt with a header", "# a,b\n1,2\n3.5,4\n", regression, "", []string{"line 1 begins with #", "Comment: '#'", "HasHeader"}},
		{"savetxt, comment said", "# a,b\n1,2\n3.5,4\n", with(regression, func(o *CSVOptions) { o.Comment = '#' }),
			"2: column 1 -> column 2 / [1] [2] / [3.5] [4]", nil},
		{"years as names", "2010,2011,country\n1.5,2.5,a\n3.5,4,b\n1.5,3,a\n1,3,a\n1,3,b\n2,3,a\n2,3,b\n2,3,b\n1,3,a\n5,5,a\n", class, "",
			[]string{"names or an example?"}},
		{"several targets", "a,b,u,v\n1,2,3,4\n5,6,7,8\n", CSVOptions{Target: Columns("u", "a"), Task: Regression},
			"2: b,v -> u,a / [2 4] [3 1] / [6 8] [7 5]", nil},
		{"several columns of 0 and 1", "1.5,0,1\n2.5,1,1\n3.5,1,0\n", CSVOptions{Target: Columns(2, 3), Task: BinaryClassification},
			"3: column 1 -> column 2,column 3 / [1.5] [0 1] / [3.5] [1 0]", nil},
		{"features only", "5.1,3.5\n-7,3e2\n", CSVOptions{}, "2: column 1,column 2 ->  / [5.1 3.5] [] / [-7 300] []", nil},

		// As from R.
		{"write.csv with row names", "\"\",\"mpg\",\"cyl\"\n\"Car A\",21,6\n\"Car B\",22.8,4\n", CSVOptions{Target: Columns("mpg"), Task: Regression}, "",
			[]string{`line 2, column 1: found "Car A"`, "Drop"}},
		{"write.csv with row names, left out", "\"\",\"mpg\",\"cyl\"\n\"Car A\",21,6\n\"Car B\",22.8,4\n", CSVOptions{Target: Columns("mpg"), Task: Regression, Drop: Columns(1)},
			"2: cyl -> mpg / [6] [21] / [4] [22.8]", nil},
		{"write.table, a name less than columns", "\"mpg\" \"cyl\"\n\"A\" 21 6\n\"B\" 22.8 4\n", regression, "",
			[]string{"line 2: found 3 columns, want 2", "row names", "SkipLines: 1 and Names"}},
		{"write.table, said", "\"mpg\" \"cyl\"\n\"A\" 21 6\n\"B\" 22.8 4\n", CSVOptions{SkipLines: 1, Names: []string{"car", "mpg", "cyl"},
			Target: Columns("mpg"), Task: Regression, Drop: Columns("car")},
			"2: cyl -> mpg / [6] [21] / [4] [22.8]", nil},
		{"write.csv2: semicolons and decimal commas", "\"a\";\"y\"\n1,5;2\n2,5;3\n", CSVOptions{Target: Columns("y"), Task: Regression, Decimal: ','},
			"2: a -> y / [1.5] [2] / [2.5] [3]", nil},
		{"write.csv2, comma not said", "\"a\";\"y\"\n1,5;2\n2,5;3\n", CSVOptions{Target: Columns("y"), Task: Regression}, "",
			[]string{`line 2, column 1 (a): found "1,5"`, "Decimal: ','"}},
		{"decimal commas in quotes", "a,y\n\"1,5\",2\n3,\"4,5\"\n", CSVOptions{Target: Columns("y"), Task: Regression, Decimal: ','},
			"2: a -> y / [1.5] [2] / [3] [4.5]", nil},
		{"one column of decimal commas", "1,5\n\"2,5\"\n", CSVOptions{Decimal: ','}, "2: column 1 ->  / [1.5] [] / [2.5] []", nil},
		{"decimal commas everywhere", "1,5;2,5\n3,5;4,5\n", regression, "", []string{`',' or by ';'`, "set Sep", "Decimal: ','"}},
		{"NA in numbers", "a,y\n1,NA\n2,3\n", CSVOptions{Target: Columns("y"), Task: Regression}, "", []string{"1 in column 2 (y) from line 2 on", `"NA"`}},

		// As from Excel and LibreOffice.
		{"byte order mark and CRLF", "\ufeffa,y\r\n1.5,u\r\n2.5,v\r\n", class, "2: a -> u,v / [1.5] [1 0] / [2.5] [0 1]", nil},
		{"CR alone", "a,y\r1.5,u\r2.5,v\r", class, "2: a -> u,v / [1.5] [1 0] / [2.5] [0 1]", nil},
		{"sep=;", "sep=;\r\na;y\r\n1.5;u\r\n2.5;v\r\n", class, "2: a -> u,v / [1.5] [1 0] / [2.5] [0 1]", nil},
		{"separator at the end of each line", "a,y,\n1.5,u,\n2.5,v,\n", class, "2: a -> u,v / [1.5] [1 0] / [2.5] [0 1]", nil},
		{"separator at the end of the lines with data", "a,y\n1.5,u,\n2.5,v,\n", class, "2: a -> u,v / [1.5] [1 0] / [2.5] [0 1]", nil},
		{"another separator at the end of each line", "a:y:\n1.5:u:\n2.5:v:\n", CSVOptions{Target: Columns("y"), Sep: ':'},
			"2: a -> u,v / [1.5] [1 0] / [2.5] [0 1]", nil},
		{"separator at the end of the names only", "a,y,\n1.5,u\n2.5,v\n", class, "2: a -> u,v / [1.5] [1 0] / [2.5] [0 1]", nil},
		{"names that begin like other formats", "BM,y\n1.5,u\n2.5,v\n", class, "2: BM -> u,v / [1.5] [1 0] / [2.5] [0 1]", nil},
		{"names in brackets", "[kg],y\n1.5,u\n2.5,v\n", class, "2: [kg] -> u,v / [1.5] [1 0] / [2.5] [0 1]", nil},
		{"a column without a name in the middle", "a,,y\n1.5,3,u\n2.5,1,v\n", class, "", []string{"column 2 has no name", "Drop: Columns(2)"}},
		{"a comment as wide as the table", "a,y\n1.5,2\n# the,end\n", CSVOptions{Target: Columns("y"), Task: Regression}, "",
			[]string{`line 3, column 1 (a): found "# the"`, "Comment: '#'"}},
		{"serial numbers", "Serial No.,a,y\n" + table(30, func(i int) string { return fmt.Sprintf("%d,%d,%d.5", i+1, 7*i%11, i%5) }),
			CSVOptions{Target: Columns("y"), Task: Regression}, "",
			[]string{"column 1 (Serial No.) counts 1, 2, ...", `Drop: Columns("Serial No.")`, `Keep: Columns("Serial No.")`}},
		{"serial numbers that are days", "day,a,y\n" + table(30, func(i int) string { return fmt.Sprintf("%d,%d,%d.5", i+1, 7*i%11, i%5) }),
			CSVOptions{Target: Columns("y"), Task: Regression, Keep: Columns("day")}, "30: day,a -> y / [1 0] [0.5] / [30 5] [4.5]", nil},
		{"several separators at the end", "a,y,,,\n1.5,2,,,\n2,4,,,\n", CSVOptions{Target: Columns("y"), Task: Regression}, "",
			[]string{"columns 3, 4 has no value", "Drop: Columns(3, 4)"}},
		{"a comment at the end", "a,y,z\n1.5,2,3\n%% the end\n", CSVOptions{}, "", []string{"line 3: found 1 columns", "Comment: '%'"}},
		{"spaces in thousands", "1 234;5\n2 345;6\n", CSVOptions{Sep: ';'}, "", []string{`line 1, column 1: found "1 234"`, "thousands"}},
		{"two lines of names", "a,y\ncm,kg\n1.5,2\n", CSVOptions{Target: Columns("y"), Task: Regression}, "", []string{`line 2, column 1 (a): found "cm"`}},
		{"the test file of a training file, without target", "Sex,Age\nmale,22\nmale,\n", CSVOptions{Categories: Columns("Sex"), Missing: KeepMissing,
			Like: &Dataset{Features: []string{"Sex=female", "Sex=male", "Age"}, Labels: []string{"Survived"}}},
			"2: Sex=female,Sex=male,Age ->  / [0 1 22] [] / [0 1 NaN] []", nil},
		{"the test file with a new class", "x,y\n1.5,>50K.\n2.5,<=50K.\n", CSVOptions{Target: Columns("y"),
			Like: &Dataset{Features: []string{"x"}, Labels: []string{"<=50K", ">50K"}}}, "", []string{`found the class "<=50K."`, `"<=50K", ">50K"`}},
		{"wavelengths as names", "400,402.5,405,407.5\n0.1,0.2,0.3,0.2\n0.3,0.1,0.1,0.5\n", CSVOptions{}, "", []string{"names or an example?", "HasHeader"}},
		{"wavelengths as names, said", "400,402.5,405,407.5\n0.1,0.2,0.3,0.2\n0.3,0.1,0.1,0.5\n", CSVOptions{Header: HasHeader},
			"2: 400,402.5,405,407.5 ->  / [0.1 0.2 0.3 0.2] [] / [0.3 0.1 0.1 0.5] []", nil},
		{"wide lines between tabs", strings.Repeat("1.5\t", 30_000) + "a\n" + strings.Repeat("2.5\t", 30_000) + "b\n",
			with(class, func(o *CSVOptions) {
				o.Drop = Columns(func() (c []int) {
					for j := range 29_999 {
						c = append(c, j+2)
					}
					return
				}()...)
			}),
			"2: column 1 -> a,b / [1.5] [1 0] / [2.5] [0 1]", nil},
		{"sep=; and a word among the numbers", "sep=;\na;y\n1.5;u\nx;v\n", CSVOptions{Target: Columns("y")}, "", []string{`line 4, column 1 (a): found "x"`}},
		{"semicolons in texts", "a;b,1\nc;d,2\na;b,4\n", CSVOptions{Categories: Columns(1)},
			"3: column 1=a;b,column 1=c;d,column 2 ->  / [1 0 1] [] / [1 0 4] []", nil},
		{"names with line breaks", "\"size\n(cm)\",\"the\r\nclass\"\n1.5,u\n2.5,v\n", CSVOptions{Target: Columns(2)},
			"2: size\n(cm) -> u,v / [1.5] [1 0] / [2.5] [0 1]", nil},
		{"an empty line of separators", "a,y\n1.5,u\n,\n2.5,v\n", with(class, func(o *CSVOptions) { o.Missing = DropExamples }),
			"2: a -> u,v / [1.5] [1 0] / [2.5] [0 1]", nil},
		{"a sum at the end", "a,y\n1.5,2\n2.5,3\nTotal,5\n", CSVOptions{Target: Columns("y"), Task: Regression}, "", []string{`line 4, column 1 (a): found "Total"`, "correct the file"}},
		{"a title", "My table\n\na,y\n1.5,2\n", CSVOptions{Target: Columns("y"), Task: Regression}, "", []string{"SkipLines", "My table"}},
		{"a title, skipped", "My table\n\na,y\n1.5,2\n2,2\n", CSVOptions{Target: Columns("y"), Task: Regression, SkipLines: 1},
			"2: a -> y / [1.5] [2] / [2] [2]", nil},
		{"thousands", "a,y\n\"1,234.5\",2\n2.5,3\n", CSVOptions{Target: Columns("y"), Task: Regression}, "", []string{`"1,234.5"`, "thousands"}},
		{"1_000", "a,y\n1_000,2\n2.5,3\n", CSVOptions{Target: Columns("y"), Task: Regression}, "", []string{`"1_000"`, "thousands"}},
		{"UTF-16", "\xff\xfea\x00,\x00y\x00\n\x00", class, "", []string{"line 1", "UTF-16", "UTF-8"}},
		{"UTF-16 without mark", "a\x00,\x00y\x00\r\x00\n\x001\x00,\x002\x00", class, "", []string{"line 1", "UTF-16"}},
		{"Latin-1", "a,y\n1.5,u\n2.5,caf\xe9\n", class, "", []string{"line 3, column 2 (y)", "0xe9", "Latin-1", "UTF-8"}},
		{"Latin-1 in a name", "gr\xf6\xdfe,y\n1.5,u\n2.5,v\n", class, "", []string{"line 1, column 1", "Latin-1"}},
		{"an xlsx workbook", "PK\x03\x04\x14\x00\x06\x00\x08\x00[Content_Types].xml", class, "", []string{"Excel workbook (.xlsx)", "CSV UTF-8"}},
		{"an xls workbook", "\xd0\xcf\x11\xe0\xa1\xb1", class, "", []string{".xls", "CSV UTF-8"}},
		{"an ods table", "PK\x03\x04\x14\x00\x06\x00mimetypeapplication/vnd.oasis.opendocument.spreadsheet", class, "", []string{".ods", "Text CSV"}},

		// Others.
		{"an npz archive", "PK\x03\x04\x14\x00\x00\x00x.npy\x93NUMPY", class, "", []string{".npz", "numpy.savetxt"}},
		{"an HTML page", "\n<!DOCTYPE html>\n<html>", class, "", []string{"HTML page", "download"}},
		{"a JSON document", "[{\"a\": 1}]", class, "", []string{"JSON", "to_csv"}},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00", class, "", []string{"PNG image", "ReadDigit"}},
		{"an IDX file", string(idxFile([]uint32{2}, 1, 2)), class, "", []string{"ReadIDX"}},
		{"one number a line", "1.5\n2.5\n", CSVOptions{}, "2: column 1 ->  / [1.5] [] / [2.5] []", nil},
		{"pipes", "a|y\n1.5|u\n2.5|v\n", class, "2: a -> u,v / [1.5] [1 0] / [2.5] [0 1]", nil},
		{"counts from 1, target said to be last", "1,14.2,1065\n2,13.1,1050\n", digit, "", []string{"column 1 counts 1, 2, ...", "Drop: Columns(1)", "Target"}},
		{"counts from 1 and is the class", "1,14.2,1065\n2,13.1,1050\n", CSVOptions{Target: Columns(1), Task: Classification},
			"2: column 2,column 3 -> 1,2 / [14.2 1065] [1 0] / [13.1 1050] [0 1]", nil},
		{"a bell in a name", "a\a,y\n1.5,u\n2.5,x y\a\n", CSVOptions{Target: Columns(1), Task: Regression}, "",
			[]string{`line 2, column 2 (y): found "u"`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, text := range []string{tt.text, string(zipped([]byte(tt.text)))} {
				if strings.HasPrefix(tt.text, "\x1f\x8b") {
					text = tt.text
				}
				d, err := ReadCSV(bytes.NewReader([]byte(text)), tt.options)
				if tt.refused != nil {
					wantError(t, err, append([]string{"nn: ReadCSV: "}, tt.refused...)...)
					for _, r := range err.Error() {
						if r < ' ' {
							t.Errorf("got a control character in %q", err)
						}
					}
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				if got := shown(d); got != tt.want {
					t.Errorf("got  %s\nwant %s", got, tt.want)
				}
			}
		})
	}
}
