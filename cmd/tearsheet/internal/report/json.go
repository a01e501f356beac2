package report

import (
	"encoding/json"
	"fmt"
	"io"
)

// JSON writes the report for programs: its pictures as paths.
func JSON(w io.Writer, r Report) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false) // addresses stay readable
	encoder.SetIndent("", "  ")
	return encoder.Encode(r)
}

// ReadJSON reads what JSON wrote.
func ReadJSON(in io.Reader) (Report, error) {
	var r Report
	if err := json.NewDecoder(in).Decode(&r); err != nil {
		return r, fmt.Errorf("this is no report of tearsheet in JSON: %w", err)
	}
	return r, nil
}
