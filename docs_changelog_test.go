package nn

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestChangelogNamesWhatExists: in the latest section of CHANGELOG.md every file and name in the
// column of new names exists, and no file in the column of old names does.
func TestChangelogNamesWhatExists(t *testing.T) {
	inRepository(t)
	changelog, err := os.ReadFile("CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	_, latest, _ := strings.Cut(string(changelog), "\n## ")
	latest, _, _ = strings.Cut(latest, "\n## ")
	names := map[string]map[string]bool{
		"": namesIn(t, "."), "given": namesIn(t, "exercises/given"), "check": namesIn(t, "exercises/check"),
	}
	exists := func(path string) bool {
		_, err := os.Stat(filepath.FromSlash(path))
		return err == nil
	}
	quoted := regexp.MustCompile("`(?:go run \\./)?([^` (]+)[^`]*`")
	isFile := regexp.MustCompile(`/|\.(go|md)$`)
	found := 0
	for _, line := range strings.Split(latest, "\n") {
		cells := strings.Split(line, " | ")
		if len(cells) != 3 || !strings.HasPrefix(line, "| ") {
			continue
		}
		for _, m := range quoted.FindAllStringSubmatch(cells[0], -1) {
			if isFile.MatchString(m[1]) && exists(m[1]) {
				t.Errorf("CHANGELOG.md calls %s an old name, but it exists", m[1])
			}
		}
		for _, m := range quoted.FindAllStringSubmatch(cells[1], -1) {
			found++
			if isFile.MatchString(m[1]) {
				if !exists(m[1]) {
					t.Errorf("CHANGELOG.md calls %s a new name, but it does not exist", m[1])
				}
				continue
			}
			folder, name, ok := strings.Cut(strings.TrimPrefix(m[1], "*"), ".")
			if !ok {
				folder, name = "", folder
			}
			if !names[folder][name] {
				t.Errorf("CHANGELOG.md calls %s a new name, but it does not exist", m[1])
			}
		}
	}
	if found < 50 {
		t.Errorf("CHANGELOG.md has %d new names, want 50 or more", found)
	}
}
