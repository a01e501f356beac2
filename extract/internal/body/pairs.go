package body

// Some forums set who wrote a post, and when, in a box of its own before the one with what was
// written: a row of a table, a term of a list.

// postHeads are those boxes, in order; nil if there are not several of one make side by side.
func (c *Content) postHeads() []int {
	const few, longest, fewest = 6, 120, 2 // blocks and letters of a head; heads
	type row struct {
		parent int
		make   boxMake
	}
	rows := map[row][]int{}
	var best []int
	for x := 1; x < len(c.boxes); x++ {
		b := &c.boxes[x]
		if b.last == b.first || b.last-b.first > few || b.end >= len(c.boxes) || c.boxes[b.end].parent != b.parent {
			continue
		}
		size := 0
		for i := b.first; i < b.last; i++ {
			size += c.blocks[i].size
		}
		if said, _ := c.within(b.end); size > longest || said == 0 {
			continue
		}
		if by, when := c.signs(x); !by || !when {
			continue
		}
		if by, when := c.signs(b.end); by && when {
			continue // posts themselves, short ones
		}
		of := row{b.parent, c.makeOf(x)}
		if rows[of] = append(rows[of], x); len(rows[of]) > len(best) {
			best = rows[of]
		}
	}
	if len(best) < fewest || !c.isTalk(best) {
		return nil
	}
	return best
}

// isHeadedThread says whether most of what a page says stands behind such boxes.
func (c *Content) isHeadedThread() bool {
	const least = 120 // letters of all posts
	size := 0
	for _, x := range c.postHeads() {
		said, _ := c.within(c.boxes[x].end)
		size += said
	}
	all, _ := c.within(0)
	return size >= least && size*4 >= all*3
}
