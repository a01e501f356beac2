package browser

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// noteUnwritable tells of letters, counted by script, that the machine has no font for: the
// picture has boxes in their place. See js/world/glyphs.js.
func (p *Page) noteUnwritable(letters map[string]int) {
	if len(letters) == 0 {
		return
	}
	count := 0
	for _, n := range letters {
		count += n
	}
	p.Coverage.amiss = true
	p.Truncated = append(p.Truncated, fmt.Sprintf("%d letters are boxes in the picture, since this machine has no font for them (%s): install one, such as the packages fonts-noto of Debian", count, strings.Join(slices.Sorted(maps.Keys(letters)), ", ")))
}
