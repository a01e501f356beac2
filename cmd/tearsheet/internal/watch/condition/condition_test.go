package condition

import (
	"testing"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
)

func TestHolds(t *testing.T) {
	e := Event{
		Before: changes.State{Values: map[string]string{"price": "120.00", "seats": "12 left"}},
		After: changes.State{
			Title: "Harbour lamp", Values: map[string]string{"price": "€ 95,50", "seats": "3 left", "size": "large"},
			Lines: []changes.Paragraph{{Text: "A recall of words added later."}},
		},
		Changes: []changes.Change{{What: changes.OfParagraph, How: changes.Edited, Added: 21, Removed: 2, After: "storm warning"}, {What: changes.OfField, How: changes.Edited, Name: "title"}},
		Stealth: true,
	}
	values := []string{"seats", "size"}
	for text, want := range map[string]bool{
		"": true, "price < 100": true, "price < 95": false, "price < before.price": true,
		"words added > 20": true, "words  removed > 2": false, "paragraphs edited == 1": true,
		`text matches "(?i)RECALL"`: true, `text contains "words added"`: true, `title startsWith "Harbour"`: true,
		"seats < 5 and stealth": true, `size == "large"`: true, `"title" in fields`: true, `changed contains "storm"`: true,
		"before.seats > seats": true, `values.seats == "3 left"`: true,
	} {
		c, err := Parse(text, values)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got, err := c.Holds(e, values); got != want || err != nil {
			t.Errorf("%s: %t %v, want %t", text, got, err, want)
		}
	}
	// A page without a price is not a cheap one.
	c, err := Parse("price < 100 or price > 0", nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := c.Holds(Event{}, nil); got || err != nil {
		t.Errorf("without a price: %t %v", got, err)
	}
	for _, bad := range []string{"price <", "pirce < 100", `price matches "["`, "words added", `text matches "["`} {
		if _, err := Parse(bad, values); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
}
