package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
)

// writeOverlay writes the contents of an overlay into dir and returns the file for go's -overlay
// flag. The keys are the paths at which the go command will find the contents.
func writeOverlay(dir string, overlay map[string][]byte) (string, error) {
	replace := map[string]string{}
	for target, data := range overlay {
		folder := filepath.Join(dir, "overlay"+strconv.Itoa(len(replace)))
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return "", err
		}
		replace[target] = filepath.Join(folder, filepath.Base(target)) // the base name, for messages
		if err := os.WriteFile(replace[target], data, 0o644); err != nil {
			return "", err
		}
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, "overlay.json")
	return file, os.WriteFile(file, data, 0o644)
}
