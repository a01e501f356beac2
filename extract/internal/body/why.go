package body

// why are the rules that took something out, by block and by box.
type why struct {
	blocks, boxes map[int]string
}

// because notes the rule that a block is an aside by.
func (c *Content) because(i int, rule string) {
	if c.why != nil {
		c.why.blocks[i] = rule
	}
}

// struckBecause notes the rule that a box was struck out, or taken for a caption, by.
func (c *Content) struckBecause(box int, rule string) {
	if c.why != nil {
		c.why.boxes[box] = rule
	}
}

// ruleOf is the rule that took a block, or a box around it, out; empty where none did.
func (c *Content) ruleOf(i int) string {
	for x := c.blocks[i].box; x > 0; x = c.boxes[x].parent {
		if rule := c.why.boxes[x]; rule != "" && (c.dropped[x] || c.caption[x]) {
			return rule
		}
	}
	return c.why.blocks[i]
}
