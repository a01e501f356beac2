package body

import (
	_ "embed"
	"math"
	"slices"
	"sync"

	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/charset"
	"github.com/tearsheet/tearsheet/extract/internal/lab"
	"github.com/tearsheet/tearsheet/extract/internal/trees"
)

// The model looks at each block of a page: what its text looks like, where it stands,
// what stands beside it, and what it and the boxes around it are called. It was grown by
// internal/train from pages whose bodies are known, with their names and tags replaced in
// part, so that it rests on none of them.

//go:embed blocks.model
var modelFile string

var builtIn = sync.OnceValue(func() *lab.Model {
	m, err := lab.Read(modelFile, lab.Names)
	if err != nil {
		panic("blocks.model does not fit the features: make train: " + err.Error())
	}
	return m
})

func init() {
	for _, f := range features {
		lab.Names = append(lab.Names, f.name)
	}
	lab.Names = append(lab.Names, secondNames()...)
	lab.Decode = func(page []byte) []byte { return charset.MendTwice(charset.ToUTF8(page, "")) }
}

// decide lets the model choose the blocks of the body, as far as it is sure. Pictures go
// with the text that they stand in.
func (c *Content) decide() {
	const least, most = 12, 10_000 // blocks of pages that one can learn about
	if len(c.blocks) < least || len(c.blocks) > most {
		return
	}
	scores := c.scores(nil)
	if c.Kind == KindOther && !c.about.dated && !c.isSure(scores) {
		return
	}
	rules, root := slices.Clone(c.keep), c.root
	raw := slices.Clone(scores)
	titles := c.titles()
	first, last := -1, -1
	for i := range scores {
		b := &c.blocks[i]
		if b.media {
			continue
		}
		if scores[i] > 0 || c.keep[i] {
			scores[i] += c.ruled(i, titles)
		}
		if c.keep[i] = scores[i] > 0; c.keep[i] && b.size > 0 {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		c.keep, c.root = rules, root
		return
	}
	c.joinRows(scores)
	c.levelAlike(rules)
	c.fillRows(rules)
	c.fillGaps(rules)
	c.joinParts()
	c.trimDoubted(raw)
	const head = 12 // blocks over the text in which its picture may be
	for i := range c.blocks {
		if b := &c.blocks[i]; b.media {
			c.keep[i] = c.keep[i] && i >= first-head && i <= last+1
		}
	}
	c.root = c.around()
}

// ruled is what the rules add to a block's score. They know lines by what they say,
// anywhere; and pages by their names, where those say anything. Of pages of a few blocks
// they know more than the model, which has seen few; whole paragraphs are told well
// without them.
func (c *Content) ruled(i int, titles map[string]bool) float32 {
	const names, few, fewest, paragraph = 3, 60, 25, 120
	b := &c.blocks[i]
	switch {
	case (!c.keep[i] || !c.mode.lines) && b.size <= maxAside && (c.leadsOff(i) || titles[c.plain(b)] || c.isByline(b) && !c.isNumbered(i) || c.isPictureRight(i)),
		c.leadsOn(b), !c.keep[i] && c.isMenuLine(b):
		return -3
	case c.Kind == KindOther && c.isFigcaption(b):
		return -3
	case len(c.blocks) < few && (c.told >= names || c.hasArticle()):
		return toward(c.keep[i], 3)
	case len(c.blocks) < fewest:
		return toward(c.keep[i], 2)
	case c.told < names:
		return 0
	case c.keep[i]:
		return 0.9
	case b.size > paragraph:
		return -0.3
	}
	return -1.5
}

// isMenuLine says whether a line is several links, and nothing between them but signs.
func (c *Content) isMenuLine(b *block) bool {
	return b.size > 0 && b.size <= maxAside && b.linked == b.size && !(b.tag == atom.Li || b.tag == atom.P) && c.linksIn(b) > 1
}

// isPictureRight says whether a short line behind a picture tells whose it is.
func (c *Content) isPictureRight(i int) bool {
	return i > 0 && c.blocks[i-1].media && endsWithPhoto(c.of(&c.blocks[i]))
}

// isFigcaption says whether a block is marked as the caption of a figure with a picture.
func (c *Content) isFigcaption(b *block) bool {
	x := b.box
	for x > 0 && c.boxes[x].tag != atom.Figcaption {
		x = c.boxes[x].parent
	}
	if x == 0 {
		return false
	}
	figure := &c.boxes[c.boxes[x].parent]
	for i := figure.first; i < figure.last; i++ {
		if c.blocks[i].media {
			return b.size < maxLine
		}
	}
	return false
}

func toward(yes bool, by float32) float32 {
	if yes {
		return by
	}
	return -by
}

// isSure tells whether a page that does not say what it is can be one with a text, as the
// model sees it: it has next to no doubts, and finds something.
func (c *Content) isSure(scores []float32) bool {
	const least, sure = 250, 0.7
	var size, found, certain float64
	for i, score := range scores {
		n := float64(c.blocks[i].size)
		size += n
		certain += n * math.Abs(math.Tanh(float64(score)/2))
		if score > 0 {
			found += n
		}
	}
	return found >= least && certain >= sure*size
}

// joinRows keeps or leaves out the cells of a row together: half a row says nothing.
func (c *Content) joinRows(scores []float32) {
	const paragraph = 200 // the size of what is no cell of a table of facts
	for x := range c.boxes {
		row := &c.boxes[x]
		if row.tag != atom.Tr || row.last-row.first < 2 {
			continue
		}
		var sum float32
		facts := true
		for i := row.first; i < row.last && facts; i++ {
			b := &c.blocks[i]
			facts = !b.media && b.size < paragraph && cellTags[b.tag] && c.boxes[b.box].parent == x && (i == row.first || b.box != c.blocks[i-1].box)
			sum += scores[i] * float32(b.size+1)
		}
		if !facts {
			continue
		}
		for i := row.first; i < row.last; i++ {
			c.keep[i] = sum > 0
		}
	}
}

// around is the smallest box around all that is kept, but for one that is a paragraph.
func (c *Content) around() int {
	x := -1
	for i := range c.blocks {
		if !c.keep[i] {
			continue
		}
		if x < 0 {
			x = c.blocks[i].box
		}
		for !c.inside(c.blocks[i].box, x) {
			x = c.boxes[x].parent
		}
	}
	for x > 0 && (paragraphTags[c.boxes[x].tag] || c.boxes[x].tag == atom.Li) {
		x = c.boxes[x].parent
	}
	return max(x, 0)
}

// valuesPool holds what the features of a page are written into.
var valuesPool = sync.Pool{New: func() any { return new([]float32) }}

// hopeless is the score of a block that is too far from any text to be looked at.
const hopeless = -5

// scores are what the model thinks of each block. With why, it is called for each with
// the features that it was told by.
func (c *Content) scores(why func(i int, m *lab.Model, row []float32)) []float32 {
	m := lab.Use
	if m == nil {
		m = builtIn()
	}
	s := c.newSheet()
	scores, chances := make([]float32, len(s.blocks)), make([]float32, len(s.blocks))
	hopelessChance := trees.Chance(hopeless)
	for i := range scores {
		scores[i], chances[i] = hopeless, hopelessChance
	}
	part := s.likely()
	n := part.last - part.first
	buffer := valuesPool.Get().(*[]float32)
	defer valuesPool.Put(buffer)
	columns := s.columns(part, m.Asks, buffer)
	rows := m.Rounds.Rows(n)
	rows.Take(0, columns[:len(features)])
	for i, score := range rows.Scores(0) {
		chances[part.first+i] = trees.Chance(score)
	}
	near := s.surroundings()
	near.hear(chances)
	near.columns(columns[len(features):], part)
	rows.Take(len(features), columns[len(features):])
	copy(scores[part.first:], rows.Scores(1))
	if why != nil {
		for i := range n {
			why(part.first+i, m, rowOf(columns, i))
		}
	}
	return scores
}

// likely is the part of the page in which its text is, by all that is known: between the
// menus that most blocks of a page are.
func (s *sheet) likely() stretch {
	const margin = 15
	part := s.runs[0]
	reach := func(first, last int) { part.first, part.last = min(part.first, first), max(part.last, last) }
	reach(s.boxes[s.best].first, s.boxes[s.best].last)
	if s.head >= 0 {
		reach(s.head, s.head+1)
	}
	for i, kept := range s.keep {
		if kept && s.blocks[i].size > 0 {
			reach(i, i+1)
		}
	}
	return stretch{max(part.first-margin, 0), min(part.last+margin, len(s.blocks))}
}

// show shows the page to who trains the model.
func (c *Content) show(watch func(*lab.Sheet)) {
	s := c.newSheet()
	columns := s.columns(stretch{0, len(c.blocks)}, func(int) bool { return true }, new([]float32))
	sheet := &lab.Sheet{Kind: c.Kind, Story: c.isStory(), Rules: append([]bool{}, c.keep...), Second: s.surroundings().second}
	for i := range c.blocks {
		sheet.First = append(sheet.First, rowOf(columns[:len(features)], i))
		sheet.Texts = append(sheet.Texts, c.of(&c.blocks[i]))
	}
	watch(sheet)
}

// isStory tells whether the model is to choose: it was grown for pages that have one text.
// What a page of goods or of a thread wants is told better by rules.
func (c *Content) isStory() bool {
	return c.Kind == KindArticle || c.Kind == KindLiveblog || c.Kind == KindOther
}
