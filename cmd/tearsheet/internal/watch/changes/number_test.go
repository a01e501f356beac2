package changes

import "testing"

func TestNumber(t *testing.T) {
	for text, want := range map[string]float64{
		"120": 120, "€ 95,50": 95.5, "1.299,00 €": 1299, "$1,299": 1299, "1 299,99 kr": 1299.99, "12.5": 12.5, "0.125": 0.125, "1.234.567": 1234567,
		"-3,5 °C": -3.5, "CHF 1'299.90": 1299.9, "only 3 left": 3, "7.": 7, "2,500": 2500, "2,50": 2.5, "1\u202f000 €": 1000,
	} {
		if got, ok := Number(text); !ok || got != want {
			t.Errorf("%q: %g %t, want %g", text, got, ok, want)
		}
	}
	if _, ok := Number("sold out"); ok {
		t.Error("words are no number")
	}
}

func TestSteady(t *testing.T) {
	for _, pair := range [][2]string{
		{"It is 14:05:11", "It is 9:07:33"}, {"Updated 5 minutes ago", "Updated 1 hour ago"}, {"vor 3 Minuten", "vor 12 Minuten"},
		{"1,204 views", "1,377 views"}, {"Comments (12)", "Comments (15)"}, {"hace 2 horas", "hace 3 horas"}, {"There are 41 people reading", "There are 9 people reading"},
	} {
		if a, b := Steady(pair[0]), Steady(pair[1]); a != b {
			t.Errorf("%q and %q", a, b)
		}
	}
	for _, pair := range [][2]string{{"12 dead in storm", "14 dead in storm"}, {"€ 120", "€ 95"}, {"3 rooms left", "2 rooms left"}, {"The vote is on 3 May", "The vote is on 4 May"}} {
		if a, b := Steady(pair[0]), Steady(pair[1]); a == b {
			t.Errorf("%q is %q", pair[0], b)
		}
	}
}
