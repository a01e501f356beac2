package wording

import (
	"strings"
	"unicode/utf8"
)

// Table is words with what they stand for. Of most words that it has not, their sizes and
// first and last letters tell so at a glance.
type Table[V any] struct {
	values map[string]V
	marks  *[glances / 64]uint64
}

// glances is how many words differ at a glance.
const glances = 1 << 12

// NewTable makes a table.
func NewTable[V any](values map[string]V) Table[V] {
	t := Table[V]{values, new([glances / 64]uint64)}
	for word := range values {
		if word != "" {
			at := glance(word[0], word[len(word)-1], len(word))
			t.marks[at/64] |= 1 << (at % 64)
		}
	}
	return t
}

// Len is how many words the table has.
func (t Table[V]) Len() int { return len(t.values) }

// glance is what a word looks like at a glance.
func glance(first, last byte, size int) uint {
	return (uint(first)*31 + uint(last)*173 + uint(size)*1201) % glances
}

// Of is what a word stands for.
func (t Table[V]) Of(word string) (value V) {
	if word == "" {
		return value
	}
	if at := glance(word[0], word[len(word)-1], len(word)); t.marks[at/64]&(1<<(at%64)) == 0 {
		return value
	}
	return t.values[word]
}

// OfBytes is Of for bytes that are no string yet.
func (t Table[V]) OfBytes(word []byte) (value V) {
	if len(word) == 0 {
		return value
	}
	if at := glance(word[0], word[len(word)-1], len(word)); t.marks[at/64]&(1<<(at%64)) == 0 {
		return value
	}
	return t.values[string(word)]
}

// OfAnyCase is Of for a word whose case does not matter, the table being of small letters.
func (t Table[V]) OfAnyCase(word string) V {
	var small [64]byte
	if len(word) > len(small) {
		return t.Of(strings.ToLower(word))
	}
	for i := range len(word) {
		c := word[i]
		if c >= utf8.RuneSelf {
			return t.Of(strings.ToLower(word))
		}
		small[i] = lowerASCII[c]
	}
	return t.OfBytes(small[:len(word)])
}
