package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// packed is one submission in the form of a platform's download.
type packed struct {
	class  string            // the cases of one class are graded together
	about  string            // what is special
	name   string            // of the student in the marks
	files  map[string]string // at the top of the class
	points float64           // of ten
	says   string            // what the remarks must say; empty: there are no remarks
}

const right = "dense_backward.go"

func zipped(files map[string]string, change ...func(h *zip.FileHeader)) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		h := &zip.FileHeader{Name: name, Method: zip.Deflate}
		for _, f := range change {
			f(h)
		}
		f, _ := w.CreateHeader(h)
		f.Write([]byte(files[name]))
	}
	w.Close()
	return b.String()
}

func tarred(compressed bool, files map[string]string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(&b)
	if compressed {
		w = tar.NewWriter(z)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(files[name]))})
		w.Write([]byte(files[name]))
	}
	w.Close()
	if compressed {
		z.Close()
	}
	return b.String()
}

func inUTF16(text string, order binary.AppendByteOrder, mark bool) string {
	if mark {
		text = "\ufeff" + text
	}
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

// packings returns the cases. In them, better is a finished file that differs from the answer.
func packings(answer, stub string) []packed {
	better := answer + "// better\n"
	ex := "exercises/" + attackedFile
	one := func(name string) map[string]string { return map[string]string{name: answer} }
	plain := func(about string, points float64, says string, files map[string]string) packed {
		inside := map[string]string{}
		for name, text := range files {
			inside[about+"/"+name] = text
		}
		return packed{"plain", about, about, inside, points, says}
	}
	archive := func(about, ext string, points float64, says, data string) packed {
		return packed{"plain", about, about, map[string]string{about + ext: data}, points, says}
	}
	moodle := func(about, name, files string, points float64, says string, data string) packed {
		return packed{"moodle", about, name, map[string]string{files: data}, points, says}
	}
	const ms = "_assignsubmission_file_"
	stubs := map[string]string{"zz/" + right: answer}
	for i := range 40 {
		stubs[fmt.Sprintf("backup%02d/%s", i, right)] = stub
	}
	umlaut := "// gr\u00fc\u00df dich\n" + answer
	return []packed{
		// One folder or archive per student.
		plain("a folder", 10, "", one(ex)),
		plain("the file alone", 10, "", one(right)),
		plain("a zip file in a folder", 10, "", map[string]string{"hw.zip": zipped(one(ex))}),
		plain("a zip file beside DS_Store", 10, "", map[string]string{"hw.zip": zipped(one(ex)),
			".DS_Store": "x"}),
		plain("a zip file beside Thumbs", 10, "", map[string]string{"hw.zip": zipped(one(ex)),
			"Thumbs.db": "x", "desktop.ini": "x"}),
		plain("a zip file beside MACOSX", 10, "", map[string]string{"hw.zip": zipped(one(ex)),
			"__MACOSX/._hw.zip": "x", "__MACOSX/" + attackedFile: "x"}),
		plain("a zip file beside a report", 10, "", map[string]string{"hw.zip": zipped(one(ex)),
			"report.pdf": "%PDF"}),
		plain("a stub beside the zip file", 10, "was used, not", map[string]string{
			"hw.zip": zipped(one(ex)), ex: stub}),
		plain("a stub and a copy", 10, "dense_backward (1).go was used as", map[string]string{
			ex: stub, "exercises/03-dense-backward/dense_backward (1).go": answer}),
		plain("a stub and a copy with its panic", 10, "dense_backward (1).go was used as", map[string]string{
			ex: stub, "exercises/03-dense-backward/dense_backward (1).go": strings.Replace(answer, "\treturn dX\n",
				"\treturn dX\n\tpanic(\"not written yet: DenseLayer.BackwardPropagation\")\n", 1)}),
		plain("two finished files", 0, "several different files", map[string]string{
			"a/" + right: answer, "b/" + right: better}),
		plain("two equal files", 10, "b/dense_backward.go is the same; if they are from different students", map[string]string{"a/" + right: answer, "b/" + right: answer}),
		plain("a finished file with another name", 0, "03-dense-backward/main.go was not used, although it contains DenseLayer.",
			map[string]string{ex: stub, "03-dense-backward/main.go": answer}),
		plain("a finished file of tests", 0, "03-dense-backward/dense_backward_test.go was not used, although it contains",
			map[string]string{ex: stub, "03-dense-backward/dense_backward_test.go": answer}),
		plain("the library beside the stub", 0, "Go files that belong to no exercise: nn/dense.go", map[string]string{ex: stub,
			"nn/dense.go": strings.Replace(answer, "package dense", "package nn", 1)}),
		plain("only a file in the folder of others", 0, "given/my.go was not used, although it contains",
			map[string]string{"given/my.go": answer, "01-chain-rule/chain_rule.go": "package chain\n"}),
		plain("a word that contains test", 10, "was used as", one("dense_backward-latest.go")),
		plain("a finished file after many stubs", 10, "was used, not", stubs),
		plain("an older try elsewhere", 10, "not old/try/", map[string]string{ex: answer,
			"old/try/one/" + right: better}),
		plain("a browser's copy", 10, "was used as", one("dense_backward (1).go")),
		plain("a copy of Windows", 10, "was used as", one("dense_backward - Copy.go")),
		plain("a final file", 10, "was used as", one("dense_backward_final.go")),
		plain("a text file", 10, "was used as", one("dense_backward.go.txt")),
		plain("a text file without go", 10, "was used as", one("dense_backward.txt")),
		plain("capitals", 10, "was used as", one("Dense_Backward.go")),
		plain("an extension in capitals", 10, "was used as", one("dense_backward.GO")),
		plain("a hyphen", 10, "was used as", one("dense-backward.go")),
		plain("camel case", 10, "was used as", one("DenseBackward.go")),
		plain("a name before it", 10, "was used as", one("alice_dense_backward.go")),
		plain("another name in the right folder", 10, "solution.go was used as",
			one("03-dense-backward/solution.go")),
		plain("another name", 0, "Go files that belong to no exercise: homework.go", one("homework.go")),
		plain("tests alone", 0, "missing", map[string]string{
			"03-dense-backward/dense_backward_test.go": "package dense\n"}),
		plain("a report alone", 0, "none of its files belongs to an exercise: report.pdf",
			map[string]string{"report.pdf": "%PDF"}),
		plain("an empty folder", 0, "missing", map[string]string{".DS_Store": ""}),
		plain("a helper beside a file that is not finished", 0, "dense_backward.go was used, not dense",
			map[string]string{right: stub + "// I tried.\n",
				"dense_backward_helper.go": "package dense\n\nfunc sum() {}\n"}),
		archive("a zip file", ".zip", 10, "", zipped(one(ex))),
		archive("a zip file in a zip file", ".zip", 10, "",
			zipped(map[string]string{"hw.zip": zipped(one(ex))})),
		archive("zip files without end", ".zip", 0, "too many archives in archives",
			zipped(map[string]string{"a.zip": zipped(map[string]string{"b.zip": zipped(
				map[string]string{"c.zip": zipped(map[string]string{"d.zip": zipped(one(ex))})})})})),
		archive("a tar file", ".tar", 10, "", tarred(false, one(ex))),
		archive("a compressed tar file", ".tar.gz", 10, "", tarred(true, one(ex))),
		archive("a tgz file", ".tgz", 10, "", tarred(true, one(ex))),
		archive("a zip file in a tar file", ".tar.gz", 10, "",
			tarred(true, map[string]string{"hw.zip": zipped(one(ex))})),
		archive("half a tar file", ".tar.gz", 0, "could not be read", tarred(true, one(ex))[:60]),
		archive("a rar file", ".rar", 0, "ask for a zip file", "Rar!"),
		archive("a zip file with a password", ".zip", 0, "encrypted",
			zipped(one(ex), func(h *zip.FileHeader) { h.Flags |= 1 })),
		archive("a zip file with parent paths", ".zip", 0, "../../"+right+" was not read",
			zipped(one("../../"+right))),
		archive("a zip file with absolute paths", ".zip", 0, "/home/"+right+" was not read",
			zipped(one("/home/"+right))),
		archive("a zip file with a drive", ".zip", 0, "C:/"+right+" was not read",
			zipped(one(`C:\`+right))),
		archive("a zip file with both", ".zip", 10, "/home/x was not read",
			zipped(map[string]string{ex: answer, "/home/x": ""})),
		archive("a zip file with backslashes", ".zip", 10, "",
			zipped(one(strings.ReplaceAll(ex, "/", `\`)))),
		archive("a zip file from DOS", ".zip", 10, "Übung/Lösung_dense_backward.go was used as",
			zipped(one("\x9abung/L\x94sung_dense_backward.go"),
				func(h *zip.FileHeader) { h.NonUTF8 = true })),
		archive("not a zip file", ".zip", 0, "could not be read", "PK"),
		plain("UTF-16", 10, "UTF-16", map[string]string{
			right: inUTF16(umlaut, binary.LittleEndian, true)}),
		plain("UTF-16 the other way", 10, "UTF-16", map[string]string{
			right: inUTF16(umlaut, binary.BigEndian, true)}),
		plain("UTF-16 without a mark", 10, "UTF-16", map[string]string{
			right: inUTF16(answer, binary.LittleEndian, false)}),
		plain("Latin-1", 10, "Latin-1", map[string]string{
			right: strings.NewReplacer("ü", "\xfc", "ß", "\xdf", "∂", "d").Replace(umlaut)}),
		plain("CR alone", 10, "CR alone", map[string]string{
			right: strings.ReplaceAll(answer, "\n", "\r")}),
		plain("CR alone, and a last LF", 10, "CR alone", map[string]string{
			right: strings.ReplaceAll(strings.TrimSpace(answer), "\n", "\r") + "\n"}),
		plain("CR and LF", 10, "", map[string]string{right: strings.ReplaceAll(answer, "\n", "\r\n")}),
		plain("not text", 0, "not text", map[string]string{right: answer + "\x00\x01\x02"}),
		plain("a syntax error", 0, "expected", map[string]string{right: answer + "}"}),
		plain("an empty file", 0, "build", map[string]string{right: ""}),

		// Moodle, with folders and without.
		moodle("a folder", "Ann Lee", "Ann Lee_101"+ms+"/"+right, 10, "", answer),
		moodle("a zip file", "Ben Roe", "Ben Roe_102"+ms+"/hw.zip", 10, "", zipped(one(ex))),
		moodle("a plain file", "Cleo Zoë", "Cleo Zoë_103"+ms+right, 10, "", answer),
		moodle("a plain zip file", "Dora_Ek", "Dora_Ek_104"+ms+"hw.zip", 10, "", zipped(one(ex))),
		moodle("a name twice", "Eve Fox 105", "Eve Fox_105"+ms+"/"+right, 10, "", answer),
		moodle("the same name", "Eve Fox 106", "Eve Fox_106"+ms+"/"+right, 0, "", stub),
		moodle("an online text", "Finn O'Hara", "Finn O'Hara_107_assignsubmission_onlinetext_/onlinetext.html",
			0, "onlinetext.html", "<p>package dense</p>"),
		{"moodle", "a text and a file", "Gus Hu", map[string]string{
			"Gus Hu_108_assignsubmission_onlinetext_/onlinetext.html": "<p>here it is</p>",
			"Gus Hu_108" + ms + "/" + right:                           answer}, 10, ""},

		// Canvas: one flat folder.
		{"canvas", "a file", "leeann", one("leeann_11_901_" + right), 10, ""},
		{"canvas", "a late file", "roeben", one("roeben_LATE_12_902_" + right), 10, "marks it LATE"},
		{"canvas", "a resubmission", "zoecleo", one("zoecleo_13_903_dense_backward-1.go"), 10, ""},
		{"canvas", "both", "ekdora", map[string]string{
			"ekdora_14_904_" + right: better, "ekdora_14_905_dense_backward-2.go": answer}, 10,
			"resubmission 2) was used, not dense_backward.go"},
		{"canvas", "a zip file resubmitted", "gilgus", map[string]string{
			"gilgus_18_908_hw.zip": zipped(one("b/" + ex)), "gilgus_18_909_hw-1.zip": zipped(map[string]string{"b/" + ex: better})}, 10,
			"resubmission 1) was used, not"},
		{"canvas", "an old copy uploaded twice", "hueha", map[string]string{
			"hueha_19_910_" + right: answer, "hueha_19_911_dense_backward_backup-1.go": better}, 10,
			"dense_backward.go was used, not dense_backward_backup.go (resubmission 1)"},
		{"canvas", "a zip file", "foxeve", map[string]string{
			"foxeve_15_906_hw-1.zip": zipped(one(ex))}, 10, ""},
		{"canvas", "a text", "ohara", map[string]string{"ohara_16_907_text.html": "<p>"}, 0, "text.html"},

		// Blackboard: one text file per attempt.
		{"blackboard", "a file", "Ann Lee", map[string]string{
			"HW 1_alee_attempt_2026-03-01-10-00-00.txt":      "Name: Ann Lee (alee)\nAssignment: HW 1\n",
			"HW 1_alee_attempt_2026-03-01-10-00-00_" + right: answer}, 10, ""},
		{"blackboard", "two attempts", "Ben Roe", map[string]string{
			"HW 1_b_roe_attempt_2026-03-01-10-00-00.txt":      "Name: Ben Roe (b_roe)\r\n",
			"HW 1_b_roe_attempt_2026-03-01-10-00-00_" + right: stub,
			"HW 1_b_roe_attempt_2026-03-02-10-00-00.txt":      "Name: Ben Roe (b_roe)\r\n",
			"HW 1_b_roe_attempt_2026-03-02-10-00-00_a.zip":    zipped(one(ex))}, 10, ""},
		{"blackboard", "a last attempt without the file", "Cleo", map[string]string{
			"HW 1_cleo_attempt_2026-03-01-10-00-00.txt":      "Name: Cleo (cleo)\n",
			"HW 1_cleo_attempt_2026-03-01-10-00-00_" + right: answer,
			"HW 1_cleo_attempt_2026-03-02-10-00-00.txt":      "Name: Cleo (cleo)\n"}, 0,
			"only an earlier attempt contains dense_backward.go, but the last attempt counts"},
		{"blackboard", "a last attempt that is not finished", "Finn", map[string]string{
			"HW 1_finn_attempt_2026-03-01-10-00-00.txt":      "Name: Finn (finn)\n",
			"HW 1_finn_attempt_2026-03-01-10-00-00_" + right: answer,
			"HW 1_finn_attempt_2026-03-02-10-00-00.txt":      "Name: Finn (finn)\n",
			"HW 1_finn_attempt_2026-03-02-10-00-00_" + right: stub}, 0,
			"an earlier attempt contains dense_backward.go with more functions written, but the last attempt counts"},
		{"blackboard", "no text", "dora", one("HW 1_dora_attempt_2026-03-01-10-00-00_" + right), 10, ""},
		{"blackboard", "a text alone", "Eve", map[string]string{
			"HW 1_eve_attempt_2026-03-01-10-00-00.txt": "Name: Eve (eve)\n"}, 0, "submission.txt"},

		// Gradescope: numbered folders, and a file with the names.
		{"gradescope", "one and a group of two", "Ann Lee", map[string]string{
			"submission_501/" + right: answer,
			"submission_metadata.yml": "---\nsubmission_501:\n  :submitters:\n  - :name: Ann Lee\n" +
				"    :sid: '7'\n  :created_at: 2026-03-01 10:00:00.000000000 Z\n  :history:\n" +
				"  - :id: 1\n    :submitters:\n    - :name: Somebody Else\n" +
				"submission_502:\n  :submitters:\n  - :name: Ben Roe\n    :sid: '8'\n" +
				"  - :name: Cleo Zoe\n    :email: c@example.org\n"}, 10, ""},
		{"gradescope", "the first of a group", "Ben Roe", one("submission_502/hw/" + ex), 10, "group of 2"},
		{"gradescope", "the second of a group", "Cleo Zoe", nil, 10, "group of 2"},
		{"gradescope", "without a name", "submission_503", one("submission_503/" + right), 10, ""},

		// GitHub Classroom: clones.
		{"classroom", "a clone", "ann-lee", map[string]string{"hw-1-ann-lee/.git/config": "",
			"hw-1-ann-lee/" + attackedFile: answer}, 10, ""},
		{"classroom", "a clone untouched", "ben", map[string]string{"hw-1-ben/.git/config": "",
			"hw-1-ben/" + attackedFile: stub}, 0, ""},
		{"hw-2-submissions", "the only clone", "zoe", map[string]string{
			"hw-2-zoe/.git/" + attackedFile: "x", "hw-2-zoe/" + attackedFile: answer}, 10, ""},
	}
}

// TestPackaging grades every case and compares marks and remarks. It grades the downloads of
// platforms as a folder and as the platform's zip file. Moodle's, and with LONG also the others, are
// graded a third time, as a folder with only this file.
func TestPackaging(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("it builds an exercise")
	}
	c := open(t)
	answer, stub := answerAndStub(t, c, attackedExercise)
	classes := map[string][]packed{}
	n, losses := 0, 0
	for _, p := range packings(answer, stub) {
		if runtime.GOOS == "windows" && strings.ContainsAny(p.name, `"`) {
			continue
		}
		classes[p.class] = append(classes[p.class], p)
		n++
	}
	state := t.TempDir()
	settings := only(t, c, attackedExercise)
	for class, all := range classes {
		files := map[string]string{}
		for _, p := range all {
			maps.Copy(files, p.files)
		}
		folder := filepath.Join(t.TempDir(), class)
		writeFolder(t, folder, files)
		archive := filepath.Join(t.TempDir(), class+".zip")
		write(t, archive, zipped(files))
		around := filepath.Join(t.TempDir(), class)
		wrapped := map[string]string{}
		for name, text := range files {
			wrapped[class+"/"+name] = text
		}
		write(t, filepath.Join(around, class+".zip"), zipped(wrapped))
		forms := map[string]string{"folder": folder, "zip": archive, "zip in a folder": around}
		if class == "plain" || class == "classroom" || class == "hw-2-submissions" {
			delete(forms, "zip in a folder")
			delete(forms, "zip") // which has no folders without files, and no .git
		} else if !long && class != "moodle" {
			delete(forms, "zip in a folder")
		}
		for form, dir := range forms {
			g, err := c.newGrader(t.TempDir(), state, settings)
			if err != nil {
				t.Fatal(err)
			}
			cl, err := g.gradeAll(context.Background(), dir)
			if err != nil {
				t.Fatal(class, form, err)
			}
			students := map[string]*student{}
			for _, st := range cl.students {
				students[st.name] = st
			}
			if len(students) != len(all) || len(cl.notes) > 0 {
				t.Errorf("%s as a %s has %d students and the notes %q, want %d and none: %q", class, form,
					len(students), cl.notes, len(all), slices.Sorted(maps.Keys(students)))
			}
			page := string(summary(cl))
			for _, p := range all {
				t.Run(fmt.Sprintf("%s as a %s: %s", class, form, p.about), func(t *testing.T) {
					st := students[p.name]
					if st == nil {
						t.Fatalf("there is no student %q", p.name)
					}
					score, of := st.total()
					remarks := strings.Join(st.remarks(), "; ")
					if score != p.points || of != 10 || st.ungraded != nil {
						t.Errorf("%v of %v points (%v), want %v of 10; the remarks are %q", score, of, st.ungraded,
							p.points, remarks)
					}
					if !strings.Contains(remarks, p.says) || p.says == "" && remarks != "" {
						t.Errorf("the remarks are %q, want %q", remarks, p.says)
					}
					if status := st.marks[0].result.Status; score < 10 && remarks == "" && status != todo {
						losses++
						t.Errorf("%v points are lost silently", 10-score)
					}
					if p.says != "" && p.says != "missing" && st.marks[0].result.Status != build &&
						!strings.Contains(page, escape(st.name)+"") {
						t.Errorf("the summary does not name %s", st.name)
					}
				})
			}
		}
	}
	t.Logf("%d cases, %d silent losses", n, losses)
	if n < 45 {
		t.Errorf("%d cases, want 45", n)
	}
}

// TestEmptyClass grades a class without submissions. It must be an error, not a class without
// points.
func TestEmptyClass(t *testing.T) {
	c, dir := open(t), t.TempDir()
	write(t, filepath.Join(dir, "notes.txt"), "no submission")
	for _, args := range []gradeOptions{{dir: dir, out: t.TempDir()},
		{dir: filepath.Join(dir, "notes.txt"), out: t.TempDir()}} {
		err := c.gradeClass(context.Background(), &bytes.Buffer{}, args)
		if err == nil || !strings.Contains(err.Error(), "notes.txt") {
			t.Errorf("got %v, want an error that names what is there", err)
		}
	}
	if err := c.similar(&bytes.Buffer{}, dir, "", 3); err == nil ||
		!strings.Contains(err.Error(), "contains no submissions") {
		t.Errorf("similar gives %v", err)
	}
}

// TestFileThatSystemRefuses: a file or folder that the system does not let the grader read is not the
// student's fault, so there is no mark.
func TestFileThatSystemRefuses(t *testing.T) {
	c := open(t)
	answer, _ := answerAndStub(t, c, attackedExercise)
	refused := &fs.PathError{Op: "open", Path: right, Err: fs.ErrPermission}
	file := func(name string, err error) func(c *contents) error {
		return func(c *contents) error {
			return c.add(&item{path: name, open: func() (io.ReadCloser, error) {
				return io.NopCloser(strings.NewReader(answer)), err
			}}, 0)
		}
	}
	for about, add := range map[string][]func(c *contents) error{
		"the file":           {file(right, refused)},
		"a second file":      {file("backup/"+right, nil), file(right, refused)},
		"a file beside it":   {func(c *contents) error { return nil }, file("mine.go", refused)},
		"the archive":        {file("a.zip", refused)},
		"the whole folder":   {func(c *contents) error { return refused }},
		"a folder inside it": {file("old/"+right, nil), func(c *contents) error { c.failed(refused); return nil }},
	} {
		g, err := c.newGrader(t.TempDir(), "", only(t, c, attackedExercise))
		if err != nil {
			t.Fatal(err)
		}
		s := &submission{name: "ann"}
		for _, f := range add {
			s.parts = append(s.parts, part{add: f})
		}
		st := newStudent(s)
		g.gradeOne(context.Background(), st, s, g.cases)
		if st.ungraded == nil || st.unread != nil || !strings.Contains(st.ungraded.Error(), "permission denied") {
			t.Errorf("%s: could not be graded: %v, could not be read: %v; want the first, permission denied", about,
				st.ungraded, st.unread)
		}
	}
}

// readOne reads the only submission of a class.
func readOne(t *testing.T, dir string, cases []*testCase) *submission {
	t.Helper()
	class, err := collect(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(class.close)
	if len(class.submissions) != 1 {
		t.Fatalf("there are %d submissions, want one", len(class.submissions))
	}
	s := class.submissions[0]
	s.read(cases, cases)
	return s
}

// TestClassInFolder: a class below another folder is one submission, so the instructor is told.
func TestClassInFolder(t *testing.T) {
	c := open(t)
	answer, _ := answerAndStub(t, c, attackedExercise)
	cases, err := c.cases()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	writeFolder(t, dir, map[string]string{"week5/ann/" + right: answer, "week5/bo/" + attackedFile: answer, "week5/cy/" + right: answer})
	s := readOne(t, dir, cases)
	const want = "3 folders contain dense_backward.go: ann, bo, cy; if it is a whole class, grade the folder that contains them"
	if !slices.Contains(s.notes, want) {
		t.Errorf("the notes are %q, want %q", s.notes, want)
	}
}

// TestHandedOut: a student who submits the whole folder of exercises has no files that belong to none.
func TestHandedOut(t *testing.T) {
	c := open(t)
	s := &submission{parts: []part{{add: func(in *contents) error {
		return in.addFolder(filepath.Join(c.root, "exercises"))
	}}}}
	cases, err := c.cases()
	if err != nil {
		t.Fatal(err)
	}
	if s.read(cases, cases); s.err != nil || len(s.other) > 0 || len(s.notes) > 0 {
		t.Errorf("%v, other files %q, notes %q", s.err, s.other, s.notes)
	}
	for name, f := range s.files {
		if len(f.notes) > 0 || f.err != nil {
			t.Errorf("%s: %q, %v", name, f.notes, f.err)
		}
	}
}

// TestNamesInOtherEncodings: a folder with a Latin-1 name does not hide its files.
func TestNamesInOtherEncodings(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "L\xf6sung"), 0o755); err != nil {
		t.Skip(err)
	}
	write(t, filepath.Join(dir, "L\xf6sung", right), "package dense\n")
	var c contents
	defer c.close()
	if err := c.addFolder(dir); err != nil || len(c.files) != 1 || len(c.problems) > 0 {
		t.Errorf("%d files, %v, %q", len(c.files), err, c.problems)
	}
}

// TestNamesOfPlatforms collects downloads that identify their students badly. No two students become
// one, unless the instructor is told.
func TestNamesOfPlatforms(t *testing.T) {
	const (
		file    = "package dense\n"
		smith   = "HW 1_%s_smith_attempt_2026-03-01-10-00-00"
		attempt = smith + "_dense_backward.go"
		text    = smith + ".txt"
	)
	for _, tt := range []struct {
		about        string
		files        map[string]string
		names, notes string
	}{
		{"Blackboard without text files", map[string]string{fmt.Sprintf(attempt, "alice"): file, fmt.Sprintf(attempt, "bob"): file},
			"HW 1_alice_smith, HW 1_bob_smith", "does not show where the student's name begins"},
		{"Blackboard with one text file", map[string]string{fmt.Sprintf(attempt, "alice"): file, fmt.Sprintf(attempt, "bob"): file,
			fmt.Sprintf(text, "alice"): "Nombre: Alice Smith (Alice'Smith)\nTarea: HW 1 (x)\n"}, "Alice Smith, HW 1_bob_smith",
			"does not show where the student's name begins"},
		{"Blackboard with two text files", map[string]string{fmt.Sprintf(attempt, "bo"): file, fmt.Sprintf(attempt, "cy_x"): file,
			fmt.Sprintf(text, "bo"): "Name: Bo Smith (bo_smith)\n"}, "Bo Smith, cy_x_smith", ""},
		{"Blackboard with a text file without the name", map[string]string{fmt.Sprintf(attempt, "bob"): file,
			fmt.Sprintf(text, "bob"): "HW 1\n"}, "smith", "bob_smith_attempt_2026-03-01-10-00-00.txt does not contain the student's name"},
		{"Gradescope's namesakes with e-mail addresses", map[string]string{"submission_1/x.go": file, "submission_2/x.go": file,
			"submission_metadata.yml": "submission_1:\n  :submitters:\n  - :name: Wei Wang\n    :sid: ''\n    :email: w1@x.org\n" +
				"submission_2:\n  :submitters:\n  - :name: Wei Wang\n    :email: w2@x.org\n    :sid:\n"},
			"Wei Wang w1@x.org, Wei Wang w2@x.org", ""},
		{"Gradescope's namesakes with nothing else", map[string]string{"submission_1/x.go": file, "submission_2/x.go": file,
			"submission_metadata.yml": "submission_1:\n  :submitters:\n  - :name: Wei Wang\n" +
				"submission_2:\n  :submitters:\n  - :name: Wei Wang\n"},
			"Wei Wang", "several entries with this name: submission_1 and submission_2"},
		{"Gradescope with quoted names and a strange time", map[string]string{"submission_1/x.go": file, "submission_2/x.go": file,
			"submission_metadata.yml": "submission_1:\n  :submitters:\n  - :name: 'Bo O''Brien'\n    :sid: \"7\"\n" +
				"  :created_at: last week\nsubmission_2:\n  :submitters:\n  - :name: \"Ren\\u00e9 \\\"Bo\\\"\"\n"},
			"Bo O'Brien, Ren\u00e9 \"Bo\"", `submission_1 counts as in time, because the time "last week"`},
		{"a folder and an archive that begin with a dot", map[string]string{"ann/x.go": file, ".bo/x.go": file, ".cy.zip": file, ".x": ""},
			"ann", ".bo was not read, because its name begins with a dot\n.cy.zip was not read"},
	} {
		dir := t.TempDir()
		writeFolder(t, dir, tt.files)
		c, err := collect(dir)
		if err != nil {
			t.Fatal(tt.about, err)
		}
		defer c.close()
		var names []string
		notes := c.notes()
		for _, s := range c.submissions {
			names = append(names, s.name)
			notes = append(notes, s.notes...)
		}
		if got := strings.Join(names, ", "); got != tt.names {
			t.Errorf("%s: the names are %s, want %s", tt.about, got, tt.names)
		}
		if got := strings.Join(notes, "\n"); !strings.Contains(got, tt.notes) || tt.notes == "" && got != "" {
			t.Errorf("%s: the notes are %q, want %q", tt.about, got, tt.notes)
		}
	}
	for value, want := range map[string]string{"2026-03-01 10:00:00.5 Z": "10:00:00", "2026-03-01 10:00:00 UTC": "10:00:00",
		"2026-03-01 02:00:00.000000001 -0800": "10:00:00", "2026-03-01 02:00:00 -08:00": "10:00:00", "2026-03-01 02:00:00 PST": ""} {
		arrived, err := gradescopeTime(value)
		if got := arrived.UTC().Format(time.TimeOnly); err == nil && got != want || err != nil && want != "" {
			t.Errorf("%s is %s (%v), want %s", value, got, err, want)
		}
	}
}

// TestLargeFilesOfPlatforms: a file with the students' names that is too large is not read, so the
// instructor is told which names are missing.
func TestLargeFilesOfPlatforms(t *testing.T) {
	large := strings.Repeat("Name: Ann Lee (alee)\n", maxArchive/20)
	for name, files := range map[string]map[string]string{
		"submission_501": {"submission_501/dense_backward.go": "package dense\n", "submission_metadata.yml": large},
		"alee": {"HW 1_alee_attempt_2026-03-01-10-00-00_dense_backward.go": "package dense\n",
			"HW 1_alee_attempt_2026-03-01-10-00-00.txt": large},
	} {
		dir := t.TempDir()
		folder, archive := filepath.Join(dir, "class"), filepath.Join(dir, "class.zip")
		writeFolder(t, folder, files)
		write(t, archive, zipped(files))
		for _, class := range []string{folder, archive} {
			c, err := collect(class)
			if err != nil {
				t.Fatal(err)
			}
			defer c.close()
			notes := strings.Join(c.notes(), "\n")
			if len(c.submissions) != 1 || c.submissions[0].name != name ||
				!strings.Contains(notes, "has no names from") || !strings.Contains(notes, "more than 20 MiB") {
				t.Errorf("%s: %d submissions, the notes are %q; want %s and the file that is too large",
					filepath.Base(class), len(c.submissions), notes, name)
			}
		}
	}
}

// TestOneZipFile collects a class of one student, whose zip file must not be treated as the
// download of a platform.
func TestOneZipFile(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "bob.zip"), zipped(map[string]string{attackedFile: "package dense\n",
		"../x.go": "", "notes/x_1_2.txt": ""}))
	for _, name := range []string{dir, filepath.Join(dir, "bob.zip")} {
		class, err := collect(name)
		if err != nil {
			t.Fatal(err)
		}
		defer class.close()
		if name == dir && (len(class.submissions) != 1 || class.submissions[0].name != "bob" ||
			len(class.strangers) > 0) {
			t.Errorf("%s: %+v and %q", name, class.submissions, class.strangers)
		}
	}
}

// TestFileInWrongFolder: a file of one exercise in the folder of another one is not the solution of
// both. A file with any other name is, if it has the functions of the exercise.
func TestFileInWrongFolder(t *testing.T) {
	c := open(t)
	dense, _ := answerAndStub(t, c, attackedExercise)
	softmax, stub := answerAndStub(t, c, "05-softmax")
	cases := append(mustCases(t, attackedExercise), mustCases(t, "05-softmax")...)
	for name, tt := range map[string]struct {
		code      string
		dense, of bool // whether it is the file of the two exercises
	}{
		"dense_backward.go": {dense, true, false},
		"my work.go":        {softmax, false, true},
		"my stub.go":        {stub, false, true},
		"notes.go":          {"package main\n", false, false},
		"broken.go":         {softmax + "}", false, true},
	} {
		dir := t.TempDir()
		writeFolder(t, filepath.Join(dir, "ann", "05-softmax"), map[string]string{name: tt.code})
		s := readOne(t, dir, cases)
		for _, tc := range cases {
			want := tt.of
			if tc.name == attackedExercise {
				want = tt.dense
			}
			if got := s.files[tc.name].path != ""; got != want {
				t.Errorf("%s is the file of %s: %v, want %v; %v", name, tc.name, got, want, s.files[tc.name].err)
			}
		}
	}
}
