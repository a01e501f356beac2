package diff

import (
	"fmt"
	"testing"
)

func TestLinesOf(t *testing.T) {
	lines, err := LinesOf([]byte(`<body><main><h1>Tide</h1><p>It came <b>in</b>.</p></main><aside id=side><ul class="ads big"><li>Buy<li>Sell</ul>loose</aside>`))
	if err != nil {
		t.Fatal(err)
	}
	want := []PlacedLine{
		{"Tide", "body > main > h1"}, {"It came in.", "body > main > p"},
		{"Buy", "aside#side > ul.ads > li"}, {"Sell", "aside#side > ul.ads > li"}, {"loose", "aside#side"},
	}
	if fmt.Sprint(lines) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", lines, want)
	}
}
