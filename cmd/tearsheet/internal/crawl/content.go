package crawl

import (
	"crypto/sha256"
	"encoding/binary"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
)

// Content is what a page says, to be known again by.
type Content struct {
	Text  string   // that it shows
	Shows []string // addresses of what it shows besides: pictures, frames, a file that it is itself
}

// digest is the same for pages that say the same.
func (c Content) digest() []byte {
	h := sha256.New()
	for _, word := range words(c.Text) {
		h.Write([]byte(word + " "))
	}
	for _, address := range c.Shows {
		place, _, _ := strings.Cut(address, "?") // what comes behind it is often a session's
		h.Write([]byte("\n" + place))
	}
	return h.Sum(nil)
}

func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// vocabulary are the words of a text, as numbers, each once and none of digits alone: a page
// further on has those others.
func vocabulary(text string) []uint64 {
	var list []uint64
	for _, word := range words(text) {
		if strings.IndexFunc(word, unicode.IsLetter) >= 0 {
			list = append(list, hashOf(word))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func hashOf(text string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(text))
	n := h.Sum64() // whose high bits hardly depend on the last letters
	n ^= n >> 33
	n *= 0xff51afd7ed558ccd
	return n ^ n>>33
}

// sketchSize is how many of the smallest numbers of a vocabulary are kept of it.
const sketchSize = 128

// sketch is enough of a vocabulary to tell how much of it two pages have in common.
func sketch(text string) []byte {
	data := []byte{}
	list := vocabulary(text)
	for _, n := range list[:min(len(list), sketchSize)] {
		data = binary.BigEndian.AppendUint64(data, n)
	}
	return data
}

// alikeFrom is the share of their words from which two pages say the same in other order.
const alikeFrom = 0.9

// alike tells whether two pages use the same words, by their sketches.
func alike(a, b []byte) bool {
	if len(a) == 0 || len(b) == 0 {
		return len(a) == len(b)
	}
	p, q := numbers(a), numbers(b)
	// The smallest of both together are a fair sample of all the words.
	both := slices.Concat(p, q)
	slices.Sort(both)
	both = slices.Compact(both)
	both = both[:min(len(both), sketchSize)]
	common := 0
	for _, n := range both {
		_, inP := slices.BinarySearch(p, n)
		_, inQ := slices.BinarySearch(q, n)
		if inP && inQ {
			common++
		}
	}
	return float64(common) >= alikeFrom*float64(len(both))
}

func numbers(data []byte) (list []uint64) {
	for ; len(data) >= 8; data = data[8:] {
		list = append(list, binary.BigEndian.Uint64(data))
	}
	return list
}
