package body

// boxFacts are asked of each box around a block: those that are near are not asked of the
// outermost.
var boxFacts = [countFacts]struct {
	name string
	near bool
	of   func(s *sheet, box int32, in sums) float32
}{
	{"links", false, func(_ *sheet, _ int32, in sums) float32 { return ratio(int(in.linked), int(in.size)) }},
	{"share", false, func(s *sheet, _ int32, in sums) float32 {
		return ratio(int(in.prose), int(s.sums[len(s.blocks)].prose))
	}},
	{"blocks", false, func(_ *sheet, _ int32, in sums) float32 { return log(int(in.blocks)) }},
	{"prose", false, func(_ *sheet, _ int32, in sums) float32 { return ratio(int(in.prose), int(in.size)) }},
	{"pictures", false, func(_ *sheet, _ int32, in sums) float32 { return log(int(in.media)) }},
	{"like boxes", true, func(s *sheet, box int32, _ sums) float32 { return log(int(s.rows[box].boxes)) }},
	{"size of like boxes", true, func(s *sheet, box int32, _ sums) float32 {
		return log(int(s.rows[box].size) / max(1, int(s.rows[box].boxes)))
	}},
	{"links in like boxes", true, func(s *sheet, box int32, _ sums) float32 {
		return ratio(int(s.rows[box].linked), int(s.rows[box].size))
	}},
	{"prose in like boxes", true, func(s *sheet, box int32, _ sums) float32 { return ratio(int(s.rows[box].prose), int(s.rows[box].size)) }},
	{"pictures in like boxes", true, func(s *sheet, box int32, _ sums) float32 {
		return ratio(int(s.rows[box].media), int(s.rows[box].boxes))
	}},
	{"headings in like boxes", true, func(s *sheet, box int32, _ sums) float32 {
		return ratio(int(s.rows[box].heads), int(s.rows[box].boxes))
	}},
	{"boxes of its tag", true, func(s *sheet, box int32, _ sums) float32 { return log(int(s.ranks[box].boxes)) }},
	{"links in boxes of its tag", true, func(s *sheet, box int32, _ sums) float32 {
		return ratio(int(s.ranks[box].linked), int(s.ranks[box].size))
	}},
	{"size of boxes of its tag", true, func(s *sheet, box int32, _ sums) float32 {
		return log(int(s.ranks[box].size) / max(1, int(s.ranks[box].boxes)))
	}},
}

// factsOf are the boxFacts of a box, found out once.
func (s *sheet) factsOf(box int32) *[countFacts]float32 {
	if s.factsAt[box] == 0 {
		s.findFacts(box)
	}
	return &s.facts[s.factsAt[box]-1]
}

func (s *sheet) findFacts(box int32) {
	var facts [countFacts]float32
	in := s.in(int(box))
	for k := range boxFacts {
		facts[k] = boxFacts[k].of(s, box, in)
	}
	s.facts = append(s.facts, facts)
	s.factsAt[box] = int32(len(s.facts))
}
