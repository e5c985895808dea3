package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestUnwrap collects folders with downloads of a class inside. One download without other submissions
// is the class. Otherwise the instructor is told.
func TestUnwrap(t *testing.T) {
	const file = "package softmax\n"
	moodle := map[string]string{"Ann Lee_1_assignsubmission_file_/softmax.go": file,
		"Bo Li_2_assignsubmission_file_/softmax.go": file}
	other := map[string]string{"Cy Ott_3_assignsubmission_file_/softmax.go": file}
	below := func(folder string) map[string]string {
		all := map[string]string{}
		for name, text := range moodle {
			all[folder+"/"+name] = text
		}
		return all
	}
	with := func(files map[string]string, name, text string) map[string]string {
		files[name] = text
		return files
	}
	const gradescope = "submission_1:\n  :submitters:\n  - :name: Ann Lee\n"
	const told = "looks like a platform's download"
	for _, tt := range []struct {
		about    string
		files    map[string]string
		students []string
		told     int
	}{
		{"a zip file beside a roster", map[string]string{"HW 1.zip": zipped(moodle), "roster.csv": "name\n"},
			[]string{"Ann Lee", "Bo Li"}, 0},
		{"a folder in the folder", below("HW 1"), []string{"Ann Lee", "Bo Li"}, 0},
		{"a folder beside notes", with(below("HW 1"), "notes.txt", ""), []string{"Ann Lee", "Bo Li"}, 0},
		{"Gradescope's folder in a folder", map[string]string{"assignment_5_export/submission_1/softmax.go": file,
			"assignment_5_export/submission_metadata.yml": gradescope}, []string{"Ann Lee"}, 0},
		{"Gradescope's folder, two folders down", map[string]string{"x/assignment_5_export/submission_1/softmax.go": file,
			"x/assignment_5_export/submission_metadata.yml": gradescope}, []string{"Ann Lee"}, 0},
		{"Gradescope's zip file", map[string]string{"submissions.zip": zipped(map[string]string{
			"assignment_5_export/submission_1/softmax.go": file, "assignment_5_export/submission_metadata.yml": gradescope})},
			[]string{"Ann Lee"}, 0},
		{"Gradescope's zip file in a folder in a zip file", map[string]string{"all.zip": zipped(map[string]string{
			"x/assignment_5_export/submission_1/softmax.go": file, "x/assignment_5_export/submission_metadata.yml": gradescope})},
			[]string{"Ann Lee"}, 0},
		{"two zip files", map[string]string{"a.zip": zipped(moodle), "b.zip": zipped(other)}, []string{"a", "b"}, 2},
		{"a zip file beside its unpacked folder", with(below("HW 1"), "HW 1.zip", zipped(moodle)), []string{"HW 1"}, 1},
		{"a zip file beside a student", map[string]string{"a.zip": zipped(moodle), "Dan/softmax.go": file},
			[]string{"Dan", "a"}, 1},
		{"a student with such a file", map[string]string{"Dan/softmax.go": file, "Eve/eve_1_2_softmax.go": file},
			[]string{"Dan", "Eve"}, 1},
	} {
		t.Run(tt.about, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "class")
			writeFolder(t, dir, tt.files)
			c, err := collect(dir)
			if err != nil {
				t.Fatal(err)
			}
			defer c.close()
			var names []string
			n := 0
			for _, s := range c.submissions {
				names = append(names, s.name)
				if strings.Contains(strings.Join(s.notes, "\n"), told) {
					n++
				}
			}
			if !slices.Equal(names, tt.students) || n != tt.told {
				t.Errorf("the students are %q, %d with a note; want %q, %d", names, n, tt.students, tt.told)
			}
		})
	}
}
