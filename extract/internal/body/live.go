package body

import (
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// A page that is written while something goes on has its last entry first: boxes side by side, each
// of which begins with a time of day, before the one that the box before it has. A programme goes
// the other way, and what leads to other stories is linked.

// runsBackwards says whether most of the text stands in a row of such boxes.
func (c *Content) runsBackwards() bool {
	const fewest = 3 // entries
	type row struct {
		entries, last int
		forwards      bool
	}
	rows := map[int]*row{} // by the box around them
	for x := 1; x < len(c.boxes); x++ {
		b := &c.boxes[x]
		if b.last-b.first < 2 || c.dropped[x] || c.boxes[b.parent].first == b.first && c.boxes[b.parent].last == b.last {
			continue
		}
		first := &c.blocks[b.first]
		if first.size == 0 || first.size > maxClock {
			continue
		}
		at := minuteOf(c.of(first))
		if at < 0 || !c.holdsEntry(b) {
			continue
		}
		r := rows[b.parent]
		if r == nil {
			r = &row{last: at + 1}
			rows[b.parent] = r
		}
		r.entries++
		r.forwards = r.forwards || at >= r.last
		r.last = at
	}
	all, _ := c.within(c.root)
	for parent, r := range rows {
		before := c.prose[c.boxes[parent].first] - c.prose[c.boxes[c.root].first]
		if in, _ := c.within(parent); r.entries >= fewest && !r.forwards && c.inside(parent, c.root) && in*2 >= all && before*3 <= in {
			return true // else it stands beside a story
		}
	}
	return false
}

// keepTimes keeps the times of day in front of the kept lines of a programme: boxes side by side, of
// a time and a line each, the times one after another.
func (c *Content) keepTimes() {
	const fewest = 3 // lines of a programme
	for x := 1; x < len(c.boxes); x++ {
		var times []int // the blocks of the boxes in this one
		last := -1
		for k := x + 1; k < c.boxes[x].end; k = c.boxes[k].end {
			b := &c.boxes[k]
			if b.last-b.first != 2 || !c.keep[b.last-1] || c.blocks[b.last-1].linked > 0 || c.blocks[b.first].size > maxClock {
				times = nil
				break
			}
			at := minuteOf(c.of(&c.blocks[b.first]))
			if at < 0 || at < last {
				times = nil
				break
			}
			last = at
			times = append(times, b.first)
		}
		if len(times) >= fewest {
			for _, i := range times {
				c.keep[i] = true
			}
		}
	}
}

// holdsEntry says whether a box has running text that leads nowhere.
func (c *Content) holdsEntry(b *box) bool {
	const shortest = 40 // letters
	for i := b.first + 1; i < b.last; i++ {
		if k := &c.blocks[i]; k.size >= shortest && k.linked*2 < k.size && !dom.HeadingTags[k.tag] && endsSentence(c.of(k)) {
			return true
		}
	}
	return false
}

// maxClock is how many letters and digits a time of day has at most.
const maxClock = 12

// minuteOf is the minute of the day that a line names which is nothing but a time of day; -1 if it
// is something else.
func minuteOf(raw string) int {
	if len(raw) > 2*maxClock || !holdsDigit(raw) {
		return -1
	}
	numbers, minute, timed := 0, 0, strings.Contains(raw, ":")
	for _, t := range dates.Tokenize(raw) {
		switch {
		case t.IsNumber():
			numbers++
			minute = minute*60 + t.N
		case hourWords[t.Text]:
			timed = true
			if afternoon[t.Text] && minute < 12*60 {
				minute += 12 * 60
			}
		case t.IsWord() && !furniture.IsButtons(t.Text):
			return -1
		}
	}
	if !timed || numbers != 2 {
		return -1
	}
	return minute
}

// afternoon are the words for the second half of the day.
var afternoon = wording.Set("pm p.m 오후 午後")
