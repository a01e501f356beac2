package dom

import (
	"golang.org/x/net/html/atom"
)

// Table is tags with what they stand for. It is asked for each node of a page, some of them
// many times, so that no two of its tags share a place: what is not there, is not in it.
type Table[V any] struct {
	places []place[V]
	factor uint32
	shift  uint8
}

type place[V any] struct {
	tag   atom.Atom
	value V
}

// NewTable makes a table.
func NewTable[V any](values map[atom.Atom]V) Table[V] {
	const tries = 1000
	for bits := 2; ; bits++ {
		t := Table[V]{make([]place[V], 1<<bits), 1, uint8(32 - bits)}
		for range tries {
			if t.factor = t.factor*1664525 + 1013904223; t.hold(values) {
				return t
			}
		}
	}
}

// hold puts all values into their places; false if two share one.
func (t *Table[V]) hold(values map[atom.Atom]V) bool {
	clear(t.places)
	for tag, value := range values {
		if tag == 0 {
			continue
		}
		at := &t.places[t.at(tag)]
		if at.tag != 0 {
			return false
		}
		*at = place[V]{tag, value}
	}
	return true
}

func (t *Table[V]) at(tag atom.Atom) uint32 { return uint32(tag) * t.factor >> t.shift }

// Of is what a tag stands for.
func (t *Table[V]) Of(tag atom.Atom) (value V) {
	if at := &t.places[t.at(tag)]; at.tag == tag {
		return at.value
	}
	return value
}

// All gives the tags of the table with what they stand for.
func (t *Table[V]) All() map[atom.Atom]V {
	all := map[atom.Atom]V{}
	for _, p := range t.places {
		if p.tag != 0 {
			all[p.tag] = p.value
		}
	}
	return all
}
