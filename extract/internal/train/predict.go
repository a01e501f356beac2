package main

import (
	"encoding/json"
	"os"

	"github.com/tearsheet/tearsheet/extract"
	"github.com/tearsheet/tearsheet/extract/internal/lab"
)

// predict reads each page with the model that was grown without its host, and writes
// what it found as the command would.
func predict(data string, pages []*page, kept, out string) error {
	var models [folds]*lab.Model
	for f := range models {
		text, err := os.ReadFile(foldFile(kept, f))
		if err != nil {
			return err
		}
		if models[f], err = lab.Read(string(text), lab.Names); err != nil {
			return err
		}
	}
	file, err := os.Create(out)
	if err != nil {
		return err
	}
	lines := json.NewEncoder(file)
	for _, p := range pages {
		html, err := readPage(data, p)
		if err != nil {
			return err
		}
		lab.Use = models[p.fold()]
		art, err := extract.Extract(html, extract.Options{})
		if err != nil {
			continue // it counts as empty
		}
		if err := lines.Encode(map[string]any{"file": p.File, "article": art}); err != nil {
			return err
		}
	}
	return file.Close()
}
