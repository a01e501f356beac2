package main

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// tokens are the words of a text, as the benchmarks cut it.
func tokens(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// match is a place in the truth where a block may stand.
type match struct {
	block, at, end int
	same           int // tokens that are alike
}

// align tells how much of each block stands in the truth, each part of which counts once.
func align(blocks [][]string, truth []string) []float32 {
	places := map[string][]int{}
	for i, w := range truth {
		places[w] = append(places[w], i)
	}
	var all []match
	for i, words := range blocks {
		all = append(all, matches(i, words, truth, places)...)
	}
	labels := make([]float32, len(blocks))
	used := make([]bool, len(truth))
	for _, m := range chain(all, len(truth)) {
		labels[m.block] = float32(m.same) / float32(len(blocks[m.block]))
		for k := m.at; k < m.end; k++ {
			used[k] = true
		}
	}
	// What stands elsewhere in another order.
	for _, m := range all {
		if labels[m.block] > 0.5 || m.same < 8 || m.same*10 < len(blocks[m.block])*8 {
			continue
		}
		free := 0
		for k := m.at; k < m.end; k++ {
			if !used[k] {
				free++
			}
		}
		if free*10 >= (m.end-m.at)*8 {
			labels[m.block] = float32(m.same) / float32(len(blocks[m.block]))
			for k := m.at; k < m.end; k++ {
				used[k] = true
			}
		}
	}
	return labels
}

// matches are the places in the truth that a block's words fit, the best few.
func matches(block int, words, truth []string, places map[string][]int) []match {
	const most = 12
	if len(words) == 0 {
		return nil
	}
	var found []match
	tried := map[int]bool{}
	for start := 0; start < len(words) && start < 12; start++ { // the first words may be missing in the truth
		list := places[words[start]]
		if len(list) > 400 && start+1 < len(words) {
			continue
		}
		for _, at := range list {
			if start+1 < len(words) && (at+1 >= len(truth) || truth[at+1] != words[start+1]) {
				continue
			}
			from := at - start
			if tried[from] {
				continue
			}
			tried[from] = true
			same, end := walk(words[start:], truth[at:])
			if same*2 >= len(words) {
				found = append(found, match{block, at, at + end, same})
			}
		}
		if len(found) > 0 && start > 0 {
			break
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return cmp.Compare(b.same, a.same) })
	return found[:min(len(found), most)]
}

// walk counts the words that follow one another in both, where either may skip a few.
func walk(words, truth []string) (same, end int) {
	const skip = 6
	i, j := 0, 0
	for i < len(words) && j < len(truth) {
		if words[i] == truth[j] {
			same++
			i++
			j++
			end = j
			continue
		}
		found := false
		for d := 1; d <= 2*skip && !found; d++ {
			for a := max(0, d-skip); a <= min(d, skip); a++ {
				if b := d - a; i+a < len(words) && j+b < len(truth) && words[i+a] == truth[j+b] {
					i, j, found = i+a, j+b, true
					break
				}
			}
		}
		if !found {
			break
		}
	}
	return same, end
}

// chain is the choice of matches, in the order of both texts, with the most words.
func chain(all []match, size int) []match {
	// best[k] holds, as a Fenwick tree over ends, the best chain that ends at or before k.
	type entry struct {
		score float64
		at    int
	}
	best := make([]entry, size+2)
	query := func(k int) entry {
		out := entry{0, -1}
		for k++; k > 0; k -= k & -k {
			if best[k].score > out.score {
				out = best[k]
			}
		}
		return out
	}
	before := make([]int, len(all))
	type update struct {
		end int
		e   entry
	}
	var pending []update
	block := -1
	flush := func() {
		for _, u := range pending {
			for k := u.end + 1; k < len(best); k += k & -k {
				if u.e.score > best[k].score {
					best[k] = u.e
				}
			}
		}
		pending = pending[:0]
	}
	top := entry{0, -1}
	for i, m := range all {
		if m.block != block {
			flush()
			block = m.block
		}
		prev := query(m.at)
		before[i] = prev.at
		// Words close together are likelier the same ones.
		score := prev.score + float64(m.same) + 0.01
		if prev.at >= 0 {
			score -= min(0.3, float64(m.at-all[prev.at].end)*0.002)
		}
		e := entry{score, i}
		pending = append(pending, update{m.end, e})
		if score > top.score {
			top = e
		}
	}
	var out []match
	for at := top.at; at >= 0; at = before[at] {
		out = append(out, all[at])
	}
	slices.Reverse(out)
	return out
}
