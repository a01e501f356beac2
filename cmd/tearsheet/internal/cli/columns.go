package cli

import (
	"strconv"
	"strings"
	"time"

	"github.com/rivo/uniseg"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/snapshots/index"
)

// columns puts what is known of a snapshot side by side for people.
type columns struct {
	width int // of the terminal; 0: there is none, and nothing is cut
}

const (
	whenLayout = "2006-01-02 15:04"
	gap        = "  "
	// titleWidth is the least that a title is given where there is room.
	titleWidth = 40
	leastWidth = 60 // a terminal that is narrower breaks the lines
)

// line is that of one snapshot: when, title, address.
func (c columns) line(e index.Entry) string {
	title := plain.Line(e.Title)
	if e.Status != 200 && e.Status != 0 {
		title = strings.TrimSpace(strconv.Itoa(e.Status) + " " + title)
	}
	address := plain.Line(strings.TrimPrefix(e.URL, "https://"))
	when := e.ID.Time().In(time.Local).Format(whenLayout)
	if c.width == 0 {
		return when + gap + pad(title, titleWidth) + gap + address
	}
	left := max(c.width, leastWidth) - len(when) - 2*len(gap)
	// What the address does not need the title may have.
	room := max(left*11/20, left-uniseg.StringWidth(address))
	return when + gap + pad(cut(title, room), room) + gap + cut(address, left-room)
}

// pad fills a text up to a width.
func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-uniseg.StringWidth(s)))
}

// cut shortens a text to a width, and says so.
func cut(s string, width int) string {
	if uniseg.StringWidth(s) <= width {
		return s
	}
	var b strings.Builder
	used := 1 // for the dots
	for clusters := uniseg.NewGraphemes(s); clusters.Next() && used+clusters.Width() <= width; {
		b.WriteString(clusters.Str())
		used += clusters.Width()
	}
	return strings.TrimRight(b.String(), " ") + "…"
}
