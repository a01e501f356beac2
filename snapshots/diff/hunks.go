package diff

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// context is how many lines that are the same stand round a difference.
const context = 1

// compareTexts compares two texts by lines, and lines that were changed by words.
func compareTexts(want, got []string) Text {
	var t Text
	hunkEnd := -1 // in want, with its context
	for _, e := range edits(want, got) {
		if from := e.from - context; from > hunkEnd || len(t.Hunks) == 0 {
			if len(t.Hunks) > 0 {
				t.keep(want, hunkEnd-context, hunkEnd)
			}
			start := max(0, from)
			t.Hunks = append(t.Hunks, Hunk{Want: start + 1, Got: max(0, e.gotFrom-context) + 1})
			t.keep(want, start, e.from)
		} else {
			t.keep(want, hunkEnd-context, e.from)
		}
		t.replace(want[e.from:e.to], got[e.gotFrom:e.gotTo])
		hunkEnd = e.to + context
	}
	if len(t.Hunks) > 0 {
		t.keep(want, hunkEnd-context, hunkEnd)
	}
	return t
}

// keep adds lines that are the same.
func (t *Text) keep(lines []string, from, to int) {
	for _, line := range lines[from:min(to, len(lines))] {
		t.add(Kept, []Span{{Text: shorten(line, contextMax)}})
	}
}

func (t *Text) add(op Op, spans []Span) {
	hunk := &t.Hunks[len(t.Hunks)-1]
	hunk.Lines = append(hunk.Lines, Line{op, spans})
}

// replace adds lines that were replaced by others. Each is compared with the one that it
// became, where there is such a line.
func (t *Text) replace(before, after []string) {
	was, is := make([][]Span, len(before)), make([][]Span, len(after))
	for _, p := range becomes(before, after) {
		var removed, added int
		was[p.want], is[p.got], removed, added = compareWords(before[p.want], after[p.got])
		t.Removed, t.Added = t.Removed+removed, t.Added+added
	}
	for i, spans := range was {
		if spans == nil {
			spans = []Span{{before[i], true}}
			t.Removed += words(before[i])
		}
		t.add(Removed, spans)
	}
	for i, spans := range is {
		if spans == nil {
			spans = []Span{{after[i], true}}
			t.Added += words(after[i])
		}
		t.add(Added, spans)
	}
}

// pairsMax is how many pairs of old and new are tried, about.
const pairsMax = 1000

// reach is how far ahead the successor of one of n is looked for: of many, not far.
func reach(n int) int { return max(3, pairsMax/max(1, n)) }

// becomes finds which lines became which, in order: those that share half their words.
func becomes(before, after []string) []pair {
	var list []pair
	from := 0
	for i, old := range before {
		best, most := -1, 0.5
		for j := from; j < min(len(after), from+reach(len(before))); j++ {
			if share := likeness(old, after[j]); share > most || best < 0 && share == most {
				best, most = j, share
			}
		}
		if len(before) == 1 && len(after) == 1 {
			best = 0
		}
		if best >= 0 {
			list = append(list, pair{i, best})
			from = best + 1
		}
	}
	return list
}

// likeness is the share of words that two lines have in common.
func likeness(a, b string) float64 {
	counts := map[string]int{}
	all, same := 0, 0
	for _, w := range tokens(a) {
		if isWord(w) {
			counts[w]++
			all++
		}
	}
	for _, w := range tokens(b) {
		if isWord(w) {
			if counts[w] > 0 {
				counts[w]--
				same++
			}
			all++
		}
	}
	if all == 0 {
		return 0
	}
	return 2 * float64(same) / float64(all)
}

// compareWords compares two lines by words.
func compareWords(want, got string) (was, is []Span, removed, added int) {
	before, after := tokens(want), tokens(got)
	w, g := 0, 0
	for _, e := range edits(before, after) {
		was, is = appendSpan(was, before[w:e.from], false), appendSpan(is, after[g:e.gotFrom], false)
		was, is = appendSpan(was, before[e.from:e.to], true), appendSpan(is, after[e.gotFrom:e.gotTo], true)
		removed, added = removed+countWords(before[e.from:e.to]), added+countWords(after[e.gotFrom:e.gotTo])
		w, g = e.to, e.gotTo
	}
	return appendSpan(was, before[w:], false), appendSpan(is, after[g:], false), removed, added
}

func appendSpan(spans []Span, tokens []string, changed bool) []Span {
	text := strings.Join(tokens, "")
	if text == "" {
		return spans
	}
	if !changed {
		text = shorten(text, contextMax)
	}
	return append(spans, Span{text, changed})
}

// tokens splits a line into words and what stands between them, in any script.
func tokens(line string) (list []string) {
	state := -1
	for len(line) > 0 {
		var token string
		token, line, state = uniseg.FirstWordInString(line, state)
		list = append(list, token)
	}
	return list
}

func isWord(token string) bool {
	return strings.ContainsFunc(token, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

func countWords(tokens []string) (n int) {
	for _, t := range tokens {
		if isWord(t) {
			n++
		}
	}
	return n
}

func words(line string) int { return countWords(tokens(line)) }

// contextMax is how much of a text that is the same is shown, in runes.
const contextMax = 160

// shorten leaves out the middle of a long text.
func shorten(s string, most int) string {
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most/2]) + " … " + string(runes[len(runes)-most/2:])
}
