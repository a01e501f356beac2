package dates

import "testing"

func TestIsRelative(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"3 hours ago":            true,
		"an hour ago":            true,
		"för 3 timmar sedan":     true,
		"vor 2 Stunden":          true,
		"hace dos días":          true,
		"2 uur geleden":          true,
		"3 часа назад":           true,
		"3時間前":                   true,
		"5분 전":                   true,
		"9 November 2026":        false,
		"vor dem Tor":            false,
		"a long time ago it was": false,
		"":                       false,
	} {
		if got := IsRelative(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
