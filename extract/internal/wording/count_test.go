package wording

import (
	"testing"
)

func TestCountWords(t *testing.T) {
	for text, want := range map[string]int{
		"":                    0,
		"Ferry at seven.":     3,
		"— … —":               0,
		"時計塔が戻る":              3,
		"ferry\n\n- at seven": 3,
	} {
		if got := CountWords(text); got != want {
			t.Errorf("%q: %d words, want %d", text, got, want)
		}
	}
}
