package body

import (
	"fmt"
	"math"
	"slices"

	"golang.org/x/net/html/atom"
)

// feature is one thing about a block that the model may ask for, looked up block by block.
type feature struct {
	name string
	of   func(s *sheet, i int, b *block) float32
}

// column is a feature of many blocks: fill puts down that of those from first on.
type column struct {
	name string
	fill func(s *sheet, first int, into []float32)
}

// features are what the first round asks for.
var features = slices.Concat(ofEach(textFeatures), ofEach(placeFeatures()), neighbourFeatures(), boxFeatures(), ofPage(pageFeatures()), ofEach(ruleFeatures))

// ofEach makes columns of features that are asked of each block.
func ofEach(list []feature) (columns []column) {
	for _, f := range list {
		columns = append(columns, column{f.name, func(s *sheet, first int, into []float32) {
			for i := range into {
				into[i] = f.of(s, first+i, &s.blocks[first+i])
			}
		}})
	}
	return columns
}

// ofPage makes columns of features that are the same for all blocks.
func ofPage(list []feature) (columns []column) {
	for _, f := range list {
		columns = append(columns, column{f.name, func(s *sheet, first int, into []float32) {
			if len(into) == 0 {
				return
			}
			all := f.of(s, first, &s.blocks[first])
			for i := range into {
				into[i] = all
			}
		}})
	}
	return columns
}

var textFeatures = func() []feature {
	list := []feature{
		{"size", func(_ *sheet, _ int, b *block) float32 { return log(b.size) }},
		{"links", func(_ *sheet, _ int, b *block) float32 { return ratio(b.linked, b.size) }},
		{"bold", func(_ *sheet, _ int, b *block) float32 { return ratio(b.bold, b.size) }},
		{"words", func(s *sheet, i int, _ *block) float32 { return log(s.seen(i).words) }},
		{"word length", func(s *sheet, i int, b *block) float32 { return ratio(b.size, s.seen(i).words) }},
		{"small words", func(s *sheet, i int, _ *block) float32 { return ratio(s.seen(i).lower, s.seen(i).words) }},
		{"short words", func(s *sheet, i int, _ *block) float32 { return ratio(s.seen(i).short, s.seen(i).words) }},
		{"digits", func(s *sheet, i int, b *block) float32 { return ratio(s.seen(i).digits, b.size) }},
		{"capitals", func(s *sheet, i int, b *block) float32 { return ratio(s.seen(i).capital, b.size) }},
		{"sentences", func(s *sheet, i int, _ *block) float32 { return log(s.seen(i).stops) }},
		{"commas", func(s *sheet, i int, _ *block) float32 { return ratio(s.seen(i).commas, s.seen(i).words) }},
		{"quotes", func(s *sheet, i int, _ *block) float32 { return log(s.seen(i).quotes) }},
		{"marks", func(s *sheet, i int, _ *block) float32 { return log(s.seen(i).marks) }},
		{"lines", func(s *sheet, i int, _ *block) float32 { return log(s.seen(i).lines) }},
		{"ends sentence", func(s *sheet, i int, _ *block) float32 { return endsText(s.seen(i).last) }},
		{"ends with colon", func(s *sheet, i int, _ *block) float32 { return in(s.seen(i).last, ":：") }},
		{"begins with digit", func(s *sheet, i int, _ *block) float32 { return in(s.seen(i).first, "0123456789") }},
		{"begins with sign", func(s *sheet, i int, _ *block) float32 { return in(s.seen(i).first, "-–—•*·|>»→+#@/[(©") }},
		{"begins with quote", func(s *sheet, i int, _ *block) float32 { return in(s.seen(i).first, "\"“„«'‘「") }},
		{"prose", func(s *sheet, i int, _ *block) float32 { return yes(s.looks[i].prose) }},
		{"picture", func(_ *sheet, _ int, b *block) float32 { return yes(b.media) }},
		{"small print", func(_ *sheet, _ int, b *block) float32 { return yes(b.fine) }},
		{"copies", func(s *sheet, _ int, b *block) float32 { return float32(min(s.copies(b), 9)) }},
		{"repeated", func(s *sheet, i int, _ *block) float32 { return s.repeated(i) }},
		{"in description", func(s *sheet, _ int, b *block) float32 { return s.shared(b, s.about.summary) }},
		{"is standfirst", func(s *sheet, _ int, b *block) float32 {
			return yes(b.size > 0 && s.about.deck != "" && s.plain(b) == s.about.deck)
		}},
		{"like picture", func(s *sheet, i int, _ *block) float32 { return s.pictured(i) }},
		{"tag line", func(s *sheet, _ int, b *block) float32 { return yes(b.linked > 0 && s.isTagLine(b)) }},
		{"byline", func(s *sheet, _ int, b *block) float32 { return yes(s.isByline(b)) }},
		{"headline", func(s *sheet, i int, b *block) float32 {
			return yes(i == s.head || s.head >= 0 && b.size > 0 && s.plain(b) == s.plain(&s.blocks[s.head]))
		}},
		{"heading", func(_ *sheet, _ int, b *block) float32 { return float32(rankOf(b.tag)) }},
		{"is p", isTag(atom.P)},
		{"is li", isTag(atom.Li)},
		{"is cell", isTag(atom.Td, atom.Th)},
		{"is term", isTag(atom.Dt, atom.Dd)},
		{"is pre", isTag(atom.Pre)},
		{"is div", isTag(atom.Div, atom.Section)},
		{"is link", isTag(atom.A, atom.Span)},
	}
	for k := range phraseKinds {
		list = append(list, feature{"says " + phraseKinds[k].name, func(s *sheet, i int, _ *block) float32 { return s.says(k, i) }})
	}
	return list
}()

func placeFeatures() []feature {
	return []feature{
		{"place", func(s *sheet, i int, _ *block) float32 { return ratio(i, len(s.blocks)) }},
		{"text before", func(s *sheet, i int, _ *block) float32 {
			return ratio(int(s.sums[i].size), int(s.sums[len(s.blocks)].size))
		}},
		{"prose before", func(s *sheet, i int, _ *block) float32 {
			return ratio(int(s.sums[i].prose), int(s.sums[len(s.blocks)].prose))
		}},
		{"size of prose before", func(s *sheet, i int, _ *block) float32 { return log(int(s.sums[i].prose)) }},
		{"size of prose after", func(s *sheet, i int, _ *block) float32 {
			return log(int(s.sums[len(s.blocks)].prose - s.sums[i].prose))
		}},
		{"from headline", func(s *sheet, i int, _ *block) float32 {
			if s.head < 0 {
				return -99
			}
			return signed(i - s.head)
		}},
		{"prose since headline", func(s *sheet, i int, _ *block) float32 {
			if s.head < 0 || i <= s.head {
				return -1
			}
			return log(int(s.sums[i].prose - s.sums[s.head].prose))
		}},
		{"from start of run", func(s *sheet, i int, _ *block) float32 { return signed(i - s.runs[0].first) }},
		{"from end of run", func(s *sheet, i int, _ *block) float32 { return signed(i - s.runs[0].last + 1) }},
		{"from start of strict run", func(s *sheet, i int, _ *block) float32 { return signed(i - s.runs[1].first) }},
		{"from end of strict run", func(s *sheet, i int, _ *block) float32 { return signed(i - s.runs[1].last + 1) }},
		{"share of run", func(s *sheet, i int, b *block) float32 {
			return ratio(b.size, int(s.sums[s.runs[0].last].size-s.sums[s.runs[0].first].size))
		}},
		{"since ending", func(s *sheet, i int, _ *block) float32 { return since(i, s.ended[i]) }},
		{"prose since ending", func(s *sheet, i int, _ *block) float32 {
			if s.ended[i] < 0 {
				return -1
			}
			return log(int(s.sums[i].prose - s.sums[s.ended[i]].prose))
		}},
		{"prose before ending", func(s *sheet, i int, _ *block) float32 {
			if s.ended[i] < 0 {
				return -1
			}
			return ratio(int(s.sums[s.ended[i]].prose), int(s.sums[len(s.blocks)].prose))
		}},
		{"levels to ending", func(s *sheet, i int, b *block) float32 {
			if s.ended[i] < 0 {
				return -1
			}
			return float32(s.levelsTo(b.box, s.blocks[s.ended[i]].box))
		}},
		{"since heading", func(s *sheet, i int, _ *block) float32 { return since(i, s.under[i]) }},
		{"rank of heading", func(s *sheet, i int, _ *block) float32 {
			if s.under[i] < 0 {
				return -1
			}
			return float32(rankOf(s.blocks[s.under[i]].tag))
		}},
		{"levels to heading", func(s *sheet, i int, b *block) float32 {
			if s.under[i] < 0 {
				return -1
			}
			return float32(s.levelsTo(b.box, s.blocks[s.under[i]].box))
		}},
		{"levels to headline", func(s *sheet, _ int, b *block) float32 {
			if s.head < 0 {
				return -1
			}
			return float32(s.levelsTo(b.box, s.blocks[s.head].box))
		}},
		{"levels to best", func(s *sheet, _ int, b *block) float32 { return float32(s.levelsTo(b.box, s.best)) }},
		{"levels to home", func(s *sheet, _ int, b *block) float32 { return float32(s.levelsTo(b.box, s.home)) }},
		{"levels below home", func(s *sheet, _ int, b *block) float32 {
			if !s.inside(b.box, s.home) {
				return -1
			}
			return float32(min(s.depth[b.box]-s.depth[s.home], far))
		}},
		{"depth", func(s *sheet, _ int, b *block) float32 { return float32(s.depth[b.box]) }},
		{"depth from home", func(s *sheet, _ int, b *block) float32 { return float32(s.depth[b.box] - s.depth[s.home]) }},
	}
}

func neighbourFeatures() []column {
	var list []column
	for _, off := range []int{-3, -2, -1, 1, 2, 3} {
		at := func(name string, f func(s *sheet, k int, b *block) float32) {
			list = append(list, column{fmt.Sprintf("%s at %+d", name, off), func(s *sheet, first int, into []float32) {
				for i := range into {
					into[i] = -1
					if k := first + i + off; k >= 0 && k < len(s.blocks) {
						into[i] = f(s, k, &s.blocks[k])
					}
				}
			}})
		}
		at("size", func(_ *sheet, _ int, b *block) float32 { return log(b.size) })
		at("links", func(_ *sheet, _ int, b *block) float32 { return ratio(b.linked, b.size) })
		if off == -1 || off == 1 {
			at("prose", func(s *sheet, k int, _ *block) float32 { return yes(s.looks[k].prose) })
			at("heading", func(_ *sheet, _ int, b *block) float32 { return float32(rankOf(b.tag)) })
			at("picture", func(_ *sheet, _ int, b *block) float32 { return yes(b.media) })
			at("small words", func(s *sheet, k int, _ *block) float32 { return ratio(s.seen(k).lower, s.seen(k).words) })
			at("ends sentence", func(s *sheet, k int, _ *block) float32 { return endsText(s.seen(k).last) })
		}
	}
	for _, reach := range []int{-20, -6, 6, 20} {
		over := func(name string, f func(sum sums) float32) {
			list = append(list, column{fmt.Sprintf("%s within %+d", name, reach), func(s *sheet, first int, into []float32) {
				for k := range into {
					i := first + k
					from, to := i+1, min(i+1+reach, len(s.blocks))
					if reach < 0 {
						from, to = max(i+reach, 0), i
					}
					into[k] = f(s.sums[to].less(s.sums[min(from, to)]))
				}
			}})
		}
		over("prose", func(sum sums) float32 { return ratio(int(sum.prose), int(sum.size)) })
		over("links", func(sum sums) float32 { return ratio(int(sum.linked), int(sum.size)) })
		over("size", func(sum sums) float32 { return log(int(sum.size)) })
		over("pictures", func(sum sums) float32 { return float32(sum.media) })
	}
	return list
}

// boxFeatures are about the boxes around a block, their names and what stands beside them.
func boxFeatures() []column {
	var list []column
	for up := range levelsUp {
		for k := range boxFacts {
			if up == levelsUp-1 && boxFacts[k].near {
				continue
			}
			list = append(list, column{fmt.Sprintf("%s of box %d up", boxFacts[k].name, up), func(s *sheet, first int, into []float32) {
				for i := range into {
					into[i] = s.factsOf(s.ups[first+i][up])[k]
				}
			}})
		}
	}
	for k, name := range cueNames {
		list = append(list, column{"levels to " + name + " name", func(s *sheet, first int, into []float32) {
			for i := range into {
				into[i] = float32(s.distant[s.blocks[first+i].box].cues[k])
			}
		}})
	}
	for k, tags := range placeTags {
		list = append(list, column{"levels to " + tags[0].String(), func(s *sheet, first int, into []float32) {
			for i := range into {
				into[i] = float32(s.distant[s.blocks[first+i].box].tags[k])
			}
		}})
	}
	return list
}

// cueNames are the cues in the order of their bits.
var cueNames = [16]string{"furniture", "weak", "comment", "body", "article", "caption", "meta", "card", "deck", "embed", "stage", "shop", "thread", "unseen", "media", "filter"}

// pageFeatures are the same for all blocks of a page.
func pageFeatures() []feature {
	list := []feature{
		{"names told", func(s *sheet, _ int, _ *block) float32 { return log(s.told) }},
		{"prose of run", func(s *sheet, _ int, _ *block) float32 {
			return ratio(int(s.sums[s.runs[1].last].prose-s.sums[s.runs[1].first].prose), int(s.sums[len(s.blocks)].prose))
		}},
		{"size of run", func(s *sheet, _ int, _ *block) float32 {
			return log(int(s.sums[s.runs[1].last].size - s.sums[s.runs[1].first].size))
		}},
		{"prose of home", func(s *sheet, _ int, _ *block) float32 {
			return ratio(int(s.in(s.home).prose), int(s.sums[len(s.blocks)].prose))
		}},
	}
	for _, kind := range []string{KindArticle, KindForum, KindList, KindProduct, KindOther} {
		list = append(list, feature{"kind " + kind, func(s *sheet, _ int, _ *block) float32 { return yes(s.Kind == kind) }})
	}
	return list
}

// ruleFeatures are what the rules say.
var ruleFeatures = []feature{
	{"rules keep", func(s *sheet, i int, _ *block) float32 { return yes(s.keep[i]) }},
	{"rules drop", func(s *sheet, _ int, b *block) float32 { return yes(s.dropped[b.box]) }},
	{"rules call caption", func(s *sheet, _ int, b *block) float32 { return yes(s.caption[b.box]) }},
	{"in rules' root", func(s *sheet, _ int, b *block) float32 { return yes(s.inside(b.box, s.root)) }},
}

// columns are the features of blocks first to last-1, those that are asked for, and behind
// them room for what the second round adds. They are in buffer, which grows if need be.
func (s *sheet) columns(blocks stretch, asked func(feature int) bool, buffer *[]float32) [][]float32 {
	columns := make([][]float32, len(features)+countAdded)
	n := blocks.last - blocks.first
	*buffer = slices.Grow((*buffer)[:0], n*len(columns))
	all := (*buffer)[:n*len(columns)]
	for k := range columns {
		columns[k], all = all[:n:n], all[n:]
		if k < len(features) && asked(k) {
			features[k].fill(s, blocks.first, columns[k])
		}
	}
	return columns
}

// rowOf are the features of one block.
func rowOf(columns [][]float32, i int) []float32 {
	row := make([]float32, len(columns))
	for k := range columns {
		row[k] = columns[k][i]
	}
	return row
}

func (s *sheet) copies(b *block) int {
	if b.size == 0 {
		return 0
	}
	return s.times[s.plain(b)]
}

// levelsTo is how many levels one goes up from box a until one is around box b.
func (s *sheet) levelsTo(a, b int) int {
	n := 0
	for n < far && !s.inside(b, a) {
		a = s.boxes[a].parent
		n++
	}
	return n
}

func isTag(tags ...atom.Atom) func(*sheet, int, *block) float32 {
	return func(_ *sheet, _ int, b *block) float32 {
		for _, t := range tags {
			if b.tag == t {
				return 1
			}
		}
		return 0
	}
}

func rankOf(tag atom.Atom) int {
	switch tag {
	case atom.H1:
		return 1
	case atom.H2:
		return 2
	case atom.H3:
		return 3
	case atom.H4:
		return 4
	case atom.H5, atom.H6:
		return 5
	}
	return 0
}

func since(i, at int) float32 {
	if at < 0 {
		return -1
	}
	return log(i - at)
}

func log(n int) float32 {
	if uint(n) < uint(len(logs)) {
		return logs[n]
	}
	return float32(math.Log1p(float64(max(n, 0))))
}

// logs are those of the numbers that are asked for most.
var logs = func() (table [4096]float32) {
	for n := range table {
		table[n] = float32(math.Log1p(float64(n)))
	}
	return table
}()

// signed is a logarithm on both sides of 0.
func signed(n int) float32 {
	if n < 0 {
		return -log(-n)
	}
	return log(n)
}

func ratio(a, b int) float32 {
	if b <= 0 {
		return 0
	}
	return float32(a) / float32(b)
}

func yes(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

func in(r rune, list string) float32 {
	for _, c := range list {
		if c == r {
			return 1
		}
	}
	return 0
}

// endsText tells a sign that ends a sentence, or the quote around one.
func endsText(r rune) float32 {
	if isStop(r) {
		return 1
	}
	return in(r, "\"”»)")
}
