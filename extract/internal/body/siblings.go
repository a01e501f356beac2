package body

import "slices"

// siblings sums up boxes side by side by their kinds, one parent after the other.
type siblings[Kind comparable] struct {
	kinds  []Kind
	rows   []row
	of     []int32 // of each child: which row it is in
	byKind map[Kind]int32
}

// sumUp gives the boxes in a box the rows that they stand in.
func (l *siblings[Kind]) sumUp(s *sheet, rows []row, parent int, kindOf func(b *box) Kind) {
	const few = 16 // kinds that are looked through one by one
	l.kinds, l.rows, l.of = l.kinds[:0], l.rows[:0], l.of[:0]
	l.byKind = nil
	for x := parent + 1; x < s.boxes[parent].end; x = s.boxes[x].end {
		kind := kindOf(&s.boxes[x])
		at := int32(-1)
		if l.byKind != nil {
			if k, ok := l.byKind[kind]; ok {
				at = k
			}
		} else {
			at = int32(slices.Index(l.kinds, kind))
		}
		if at < 0 {
			at = int32(len(l.rows))
			l.kinds, l.rows = append(l.kinds, kind), append(l.rows, row{})
			switch {
			case l.byKind != nil:
				l.byKind[kind] = at
			case len(l.kinds) > few:
				l.byKind = map[Kind]int32{}
				for k, kind := range l.kinds {
					l.byKind[kind] = int32(k)
				}
			}
		}
		l.rows[at].boxes++
		l.rows[at].add(s.in(x))
		l.of = append(l.of, at)
	}
	k := 0
	for x := parent + 1; x < s.boxes[parent].end; x = s.boxes[x].end {
		rows[x] = l.rows[l.of[k]]
		k++
	}
}
