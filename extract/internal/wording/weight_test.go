package wording

import "testing"

// What says the same is about as long in all scripts.
func TestRuneWeight(t *testing.T) {
	for text, want := range map[string]int{
		"The boat is in the river": 19,
		"नाव नदी में है":           11,
		"เรืออยู่ในแม่น้ำ":         16,
		"القارب في النهر":          13,
		"اَلْقَارِب":               6,
		"船在河里":                     12,
		"배는 강에 있다":                 12,
		"Cafe\u0301":               4,
	} {
		size := 0
		for _, r := range text {
			size += RuneWeight(r)
		}
		if size != want {
			t.Errorf("%q: %d, want %d", text, size, want)
		}
	}
}
