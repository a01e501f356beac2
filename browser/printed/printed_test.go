package printed_test

import (
	"slices"
	"testing"

	"github.com/tearsheet/tearsheet/browser/printed"
)

func TestCompare(t *testing.T) {
	t.Parallel()
	s := printed.Sheets{Text: "The har bour, at  low ti de; םולש 42"}
	letters, shown, lost := s.Compare([]string{"The harbour at low tide", "שלום", "42", "The pier, which is gone", "…"})
	if want := []string{"The pier, which is gone"}; !slices.Equal(lost, want) {
		t.Errorf("lost are %q", lost)
	}
	if letters != 43 || shown != 25 {
		t.Errorf("%d of %d letters", shown, letters)
	}
}

// Letters of formulas, ligatures and parts that run the other way are the same text.
func TestCompareForms(t *testing.T) {
	t.Parallel()
	s := printed.Sheets{Text: "𝑥 = −𝑏 ± 𝑎𝑐 ﬁnd the oﬃce ﺎﺒﺣﺮﻣ 123 (low) םלוע םולש desrever اوملد HTML 2026 رتفد ءانيملا िहनदी"}
	texts := []string{"x", "b", "a", "find the office", "مرحبا", "שלום עולם (low) 123", "reversed", "دفتر الميناء 2026 (HTML)", "हिनदी"}
	if _, _, lost := s.Compare(texts); len(lost) > 0 {
		t.Errorf("lost are %q", lost)
	}
}

// What is no PDF, or breaks off, is no panic.
func FuzzRead(f *testing.F) {
	f.Add([]byte("%PDF-1.4\n1 0 obj\n<</Type /Catalog\n/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type /Pages\n/Kids [3 0 R]>>\nendobj\n3 0 obj\n<</Type /Page\n/MediaBox [0 0 10 20]\n/Contents 4 0 R>>\nendobj\n4 0 obj\n<</Length 12>> stream\nBT (a\\051) Tj\nendstream\nendobj\n"))
	f.Add([]byte("1 0 obj <</Length 999999>> stream\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := printed.Read(data)
		if err == nil {
			s.Compare([]string{"abcd", "x"})
		}
	})
}
