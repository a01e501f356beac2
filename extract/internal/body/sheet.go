package body

import (
	"math/bits"
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// sheet is the layout with all that is asked about it more than once summed up, so that
// each feature of a block is a look-up.
type sheet struct {
	*Content
	sums    []sums                // of all blocks before each
	looks   []look                // of each block
	rows    []row                 // of each box: those beside it of its make
	ranks   []row                 // of each box: those beside it of its tag
	distant []distances           // of each box: how many levels above it a cue or tag is
	ups     [][levelsUp]int32     // of each block: the boxes around it, the innermost first
	facts   [][countFacts]float32 // of the boxes that were asked about
	factsAt []int32               // of each box: one more than where its facts are; 0 if nobody asked yet
	depth   []int                 // of each box
	times   map[string]int
	phrases *runTable              // runs of five words
	placed  [][]uint32             // of each block: the places of its runs in phrases
	alts    []*wording.Table[bool] // of each picture: the words that stand for it
	head    int                    // the block of the headline; -1 if there is none
	runs    [2]stretch
	best    int   // the box that would be the root if there were no names
	home    int   // the box that holds the most prose itself
	ended   []int // of each block: the last line before it that heads what is no article; -1
	under   []int // of each block: the last heading before it; -1
}

// countFacts is how many boxFacts there are.
const countFacts = 14

// sums are running sums over blocks.
type sums struct{ size, linked, prose, blocks, media, heads int32 }

func (a sums) less(b sums) sums {
	return sums{a.size - b.size, a.linked - b.linked, a.prose - b.prose, a.blocks - b.blocks, a.media - b.media, a.heads - b.heads}
}

func (a *sums) add(b sums) {
	a.size, a.linked, a.prose, a.blocks, a.media, a.heads = a.size+b.size, a.linked+b.linked, a.prose+b.prose, a.blocks+b.blocks, a.media+b.media, a.heads+b.heads
}

// row is boxes of one make side by side.
type row struct {
	boxes int32
	sums
}

// stretch is blocks first to last-1.
type stretch struct{ first, last int }

// far is further than anything that is looked for above a box.
const far = 12

// distances are how many levels above a box the nearest is that has each cue, and is
// each of placeTags.
type distances struct {
	cues [16]uint8
	tags [len(placeTags)]uint8
}

// placeTags say what the text in them is for.
var placeTags = [...][]atom.Atom{
	{atom.Article}, {atom.Main}, {atom.Section}, {atom.Aside}, {atom.Nav}, {atom.Header}, {atom.Footer}, {atom.Figure}, {atom.Form},
	{atom.Table}, {atom.Ul, atom.Ol, atom.Dl, atom.Menu}, {atom.Blockquote}, {atom.Details},
}

// placeOf is one more than where in placeTags a tag is.
var placeOf = func() dom.Table[int] {
	places := map[atom.Atom]int{}
	for k, tags := range placeTags {
		for _, t := range tags {
			places[t] = k + 1
		}
	}
	return dom.NewTable(places)
}()

func (c *Content) newSheet() *sheet {
	s := &sheet{Content: c}
	s.look()
	s.sumUp()
	s.placeBoxes()
	s.findHeadline()
	s.runs = [2]stretch{s.longestRun(1), s.longestRun(4)}
	s.findBest()
	s.findMarks()
	s.findPhrases()
	return s
}

func (s *sheet) sumUp() {
	s.sums = make([]sums, len(s.blocks)+1)
	s.times = make(map[string]int, len(s.blocks))
	for i := range s.blocks {
		b := &s.blocks[i]
		one := sums{size: int32(b.size), linked: int32(b.linked), blocks: 1}
		if b.media {
			one.media = 1
		} else if b.size > 0 {
			s.times[s.plain(b)]++
		}
		if s.looks[i].prose {
			one.prose = one.size
		}
		if dom.HeadingTags[b.tag] {
			one.heads = 1
		}
		s.sums[i+1] = s.sums[i]
		s.sums[i+1].add(one)
	}
}

// in sums up the blocks of a box.
func (s *sheet) in(box int) sums {
	b := &s.boxes[box]
	return s.sums[b.last].less(s.sums[b.first])
}

// placeBoxes finds what is above and beside each box.
func (s *sheet) placeBoxes() {
	n := len(s.boxes)
	s.depth = make([]int, n)
	s.rows, s.ranks = make([]row, n), make([]row, n)
	s.distant = make([]distances, n)
	for i := range s.boxes {
		b := &s.boxes[i]
		d := &s.distant[i]
		if i > 0 {
			s.depth[i] = s.depth[b.parent] + 1
			up := &s.distant[b.parent]
			for k := range d.cues {
				d.cues[k] = min(up.cues[k]+1, far)
			}
			for k := range d.tags {
				d.tags[k] = min(up.tags[k]+1, far)
			}
		} else {
			for k := range d.cues {
				d.cues[k] = far
			}
			for k := range d.tags {
				d.tags[k] = far
			}
		}
		for cues := b.cue; cues != 0; cues &= cues - 1 {
			d.cues[bits.TrailingZeros16(uint16(cues))] = 0
		}
		if k := placeOf.Of(b.tag); k > 0 {
			d.tags[k-1] = 0
		}
	}
	s.rows[0], s.ranks[0] = row{1, s.in(0)}, row{1, s.in(0)}
	type made struct {
		tag   atom.Atom
		names string
	}
	var byMake siblings[made]
	var byTag siblings[atom.Atom]
	for i := range s.boxes {
		byMake.sumUp(s, s.rows, i, func(b *box) made { return made{b.tag, dom.Attr(b.node, "class")} })
		byTag.sumUp(s, s.ranks, i, func(b *box) atom.Atom { return b.tag })
	}
	s.factsAt = make([]int32, n)
	s.ups = make([][levelsUp]int32, len(s.blocks))
	for i := range s.blocks {
		box := s.blocks[i].box
		for up := range s.ups[i] {
			s.ups[i][up] = int32(box)
			box = s.boxes[box].parent
		}
	}
}

// findHeadline finds the block that says what the page's title says.
func (s *sheet) findHeadline() {
	s.head = -1
	titles := map[string]bool{}
	whole := ""
	for _, t := range s.about.titles {
		l := wording.Letters(t)
		titles[l] = true
		if len(l) > len(whole) {
			whole = l
		}
	}
	delete(titles, "")
	best := 0
	for i := range s.blocks {
		b := &s.blocks[i]
		if b.size == 0 || b.size > 400 {
			continue
		}
		score := 0
		switch text := s.plain(b); {
		case titles[text]:
			score = 4
		case b.size > 12 && strings.HasPrefix(whole, text):
			score = 2
		}
		if b.tag == atom.H1 {
			score += 2
		} else if dom.HeadingTags[b.tag] && score > 0 {
			score++
		}
		if b.linked*2 > b.size {
			score--
		}
		if score > best {
			best, s.head = score, i
		}
	}
}

// longestRun is the run of blocks with the most prose and the least of all else, which
// counts so many times.
func (s *sheet) longestRun(strict int) stretch {
	var best stretch
	sum, most, from := 0, 0, 0
	for i := range s.blocks {
		b := &s.blocks[i]
		switch {
		case s.looks[i].prose:
			sum += b.size
		case !b.media:
			sum -= strict * (10 + b.size)
		}
		if sum <= 0 {
			sum, from = 0, i+1
		} else if sum > most {
			most, best = sum, stretch{from, i + 1}
		}
	}
	return best
}

// findBest finds the box that would be the root if all prose were wanted, and the one
// that holds the most prose itself or in its paragraphs.
func (s *sheet) findBest() {
	bestScore, most := 0.0, 0
	all := float64(s.in(0).prose)
	own := make([]int, len(s.boxes))
	for i := range s.blocks {
		if s.looks[i].prose {
			x := s.blocks[i].box
			if paragraphTags[s.boxes[x].tag] || s.boxes[x].tag == atom.Li {
				x = s.boxes[x].parent
			}
			own[x] += s.blocks[i].size
		}
	}
	for i := range s.boxes {
		in := s.in(i)
		if score := 2 * float64(in.prose) / (float64(in.size) + all); score >= bestScore && score > 0 {
			s.best, bestScore = i, score
		}
		if own[i] > most {
			s.home, most = i, own[i]
		}
	}
}

// findMarks notes the headings above each block, and the lines that end articles.
func (s *sheet) findMarks() {
	s.ended, s.under = make([]int, len(s.blocks)), make([]int, len(s.blocks))
	ended, under := -1, -1
	for i := range s.blocks {
		b := &s.blocks[i]
		s.ended[i], s.under[i] = ended, under
		if b.media || b.size == 0 {
			continue
		}
		if s.looks[i].ends {
			ended = i
		}
		if dom.HeadingTags[b.tag] {
			under = i
		}
	}
}

// shared is how many of a block's words are among some.
func (s *sheet) shared(b *block, words wording.Table[bool]) float32 {
	if words.Len() == 0 || b.size == 0 || b.size > 1000 {
		return -1
	}
	all, same := 0, 0
	for w := range strings.SplitSeq(s.plain(b), " ") {
		all++
		if words.Of(w) {
			same++
		}
	}
	return ratio(same, all)
}

// pictured is how much of a block stands for a picture beside it.
func (s *sheet) pictured(i int) float32 {
	const near = 3
	b := &s.blocks[i]
	if b.media {
		return -1
	}
	best := float32(-1)
	for k := max(i-near, 0); k <= min(i+near, len(s.blocks)-1); k++ {
		if m := &s.blocks[k]; m.media {
			if s.alts == nil {
				s.alts = make([]*wording.Table[bool], len(s.blocks))
			}
			if s.alts[k] == nil {
				alt := wording.NewTable(wording.Set(wording.Letters(dom.Attr(pictureOf(s.nodes[m.first]), "alt"))))
				s.alts[k] = &alt
			}
			best = max(best, s.shared(b, *s.alts[k]))
		}
	}
	return best
}
