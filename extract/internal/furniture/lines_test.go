package furniture

import (
	"testing"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

func TestCounters(t *testing.T) {
	for line, want := range map[string]bool{
		"Asked 6 years ago. Viewed 1k times":  true,
		"Gefragt vor 3 Jahren · 210 Aufrufe":  true,
		"12 answers":                          true,
		"Six years ago the bees came back":    false,
		"6 years ago the bees came back":      false,
		"2018":                                false,
		"$29 a month":                         false,
		"3 to 5 days":                         false,
		"Posée il y a 4 ans, vue 2 000 fois.": true,
	} {
		if got := IsCounter(wording.Letters(line)); got != want {
			t.Errorf("%q: %v, want %v", line, got, want)
		}
	}
}

func TestPagers(t *testing.T) {
	for line, want := range map[string]bool{
		"Page 1 of 3 1 2 3 Next page » View as one page": true,
		"Seite 1 von 4 – Weiter":                         true,
		"1 2 3 siguiente":                                true,
		"On page 1 of 3 the king dies":                   false,
		"$75,000 – $100,000":                             false,
		"Next":                                           false,
	} {
		if got := IsPager(wording.Letters(line)); got != want {
			t.Errorf("%q: %v, want %v", line, got, want)
		}
	}
}

func TestButtons(t *testing.T) {
	for line, want := range map[string]bool{
		"Share Report":                        true,
		"Compartilhe isto: Facebook WhatsApp": true,
		"Teilen · Drucken":                    true,
		"Share the bread with your sister":    false,
		"To the article":                      false,
		"No reply.":                           false,
	} {
		if got := IsButtons(wording.Letters(line)); got != want {
			t.Errorf("%q: %v, want %v", line, got, want)
		}
	}
}

func TestAdNotes(t *testing.T) {
	for line, want := range map[string]bool{
		"Story continues below this ad":            true,
		"Anzeige – Artikel wird unten fortgesetzt": true,
		"विज्ञापन के बाद कहानी जारी है":            true,
		"বিজ্ঞাপনের পরে খবর চলবে":                  true,
		"The ad had run for a week":                false,
		"Nach der Wahl":                            false,
	} {
		if got := IsAdNote(line); got != want {
			t.Errorf("%q: %v, want %v", line, got, want)
		}
	}
}
