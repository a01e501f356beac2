package diff

import (
	"fmt"
	"strings"
	"testing"
)

func TestPassages(t *testing.T) {
	const (
		tide  = "The tide came in at noon and covered the lower steps of the old harbour."
		wall  = "Masons had mended the sea wall twice since the storm of last winter."
		ferry = "No ferry left for the island until the evening, the harbour office said."
	)
	for name, c := range map[string]struct {
		want, got []string
		says      string
	}{
		"same":     {[]string{tide, wall}, []string{tide, wall}, ""},
		"added":    {[]string{tide, ferry}, []string{tide, wall, ferry}, "added -1 1"},
		"removed":  {[]string{tide, wall, ferry}, []string{tide, ferry}, "removed 1 -1"},
		"edited":   {[]string{tide, wall}, []string{tide, strings.Replace(wall, "twice", "three times", 1)}, "edited 1 1 [twice] [three] [times]"},
		"moved":    {[]string{tide, wall, ferry}, []string{ferry, tide, wall}, "moved 2 0"},
		"another":  {[]string{tide, wall}, []string{tide, "Bread is dearer."}, "removed 1 -1; added -1 1"},
		"far away": {[]string{wall, tide, ferry}, []string{tide, ferry, strings.Replace(wall, "winter", "autumn", 1)}, "edited 0 2 [winter] [autumn]"},
	} {
		var said []string
		for _, p := range Passages(c.want, c.got) {
			one := fmt.Sprint(p.What, " ", p.Want, " ", p.Got)
			for _, spans := range [][]Span{p.Was, p.Is} {
				for _, s := range spans {
					if s.Changed {
						one += " [" + strings.TrimSpace(s.Text) + "]"
					}
				}
			}
			said = append(said, one)
		}
		if got := strings.Join(said, "; "); got != c.says {
			t.Errorf("%s: %s, want %s", name, got, c.says)
		}
	}
}

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
