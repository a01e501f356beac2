package extract

// minTeasers is how many boxes of one make there must be to be a row of teasers.
const minTeasers = 3

// dropTeasers strikes out the boxes that announce other pages: several of one
// make, each with a linked headline and no more than a few lines below.
func (c *content) dropTeasers() {
	makes := map[string][]int{}
	for i := 1; i < len(c.boxes); i++ {
		if !c.dropped[i] && c.isTeaser(i) {
			m := c.makeOf(i)
			makes[m] = append(makes[m], i)
		}
	}
	for _, boxes := range makes {
		if len(boxes) < minTeasers {
			continue
		}
		for _, i := range boxes {
			for j := i; j < c.boxes[i].end; j++ {
				c.dropped[j] = true
			}
		}
	}
}

// isTeaser says whether a box begins with a linked headline and has little else.
func (c *content) isTeaser(box int) bool {
	const maxBlocks, maxSize = 12, 600
	b := &c.boxes[box]
	if b.last-b.first > maxBlocks {
		return false
	}
	headline, size := false, 0
	for i := b.first; i < b.last; i++ {
		k := &c.blocks[i]
		size += k.size - k.linked
		if headingTags[k.tag] && k.linked*10 >= k.size*9 && k.linked > 10 {
			headline = true
		}
	}
	return headline && size < maxSize
}
