package body

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// The posts of a thread stand side by side, whatever they are called: each has who wrote
// it, or when, beside what was written. What was written is in the same place of each.

// posts are the boxes of a thread's posts, in order; nil if there are not several. Of the
// rows of boxes that have prose and are signed, they are the one that has most of it when
// its largest box is left out: what is around a thread is no row of such.
func (c *Content) posts() []int { return c.postsIn(0) }

// postsIn is posts of what a box holds.
func (c *Content) postsIn(around int) []int {
	type row struct {
		parent int
		tag    atom.Atom
	}
	type sum struct{ boxes, prose, largest int }
	rows := map[row]*sum{}
	var best row
	most := 0
	for x := around + 1; x < c.boxes[around].end; x++ {
		prose, _ := c.within(x)
		if prose == 0 || c.dropped[x] || paragraphTags[c.boxes[x].tag] || !c.isSigned(x) {
			continue
		}
		of := row{c.boxes[x].parent, c.boxes[x].tag}
		r := rows[of]
		if r == nil {
			r = &sum{}
			rows[of] = r
		}
		r.boxes++
		r.prose += prose
		r.largest = max(r.largest, prose)
		if rest := r.prose - r.largest; rest > most {
			best, most = of, rest
		}
	}
	if most == 0 {
		return nil
	}
	var boxes []int
	for x := best.parent + 1; x < c.boxes[best.parent].end; x = c.boxes[x].end {
		if c.boxes[x].tag != best.tag || c.dropped[x] {
			continue
		}
		prose, _ := c.within(x)
		if by, when := c.signs(x); by && when || prose > 0 && (by || when) {
			boxes = append(boxes, x)
		}
	}
	return c.unfolded(boxes)
}

// unfolded are, instead of the last two boxes of a row, the first of them and those of its make in the
// other, where that has several: the answers to a question that stands before them.
func (c *Content) unfolded(row []int) []int {
	const fewest = 3 // posts
	if len(row) < 2 {
		return row
	}
	asked, answers := row[len(row)-2], row[len(row)-1]
	if c.makeOf(asked) == c.makeOf(answers) || dom.Attr(c.boxes[asked].node, "class") == "" {
		return row
	}
	posts := []int{asked}
	for x := answers + 1; x < c.boxes[answers].end; {
		if c.makeOf(x) != c.makeOf(asked) {
			x++
			continue
		}
		posts = append(posts, x)
		x = c.boxes[x].end
	}
	if len(posts) < fewest {
		return row
	}
	return posts
}

// isThread says whether a page that does not say what it is has hardly more than posts,
// each with its author and its day.
func (c *Content) isThread() bool {
	boxes := c.posts()
	size, signed, largest := 0, 0, 0
	for _, x := range boxes {
		prose, _ := c.within(x)
		size += prose
		largest = max(largest, prose)
		by, when := c.signs(x)
		if by && when && !c.hasOwnHeading(x) {
			signed++
		}
	}
	const least, question = 120, 500 // letters of all posts; of what is asked before them
	all, _ := c.within(0)
	if size*4 < all*3 && isNumberedRow(c.nodesOf(boxes)) {
		all = size // no other boxes are told by numbers that link to them
	}
	return len(boxes) >= 2 && largest*10 <= size*9 && c.isTalk(boxes) && signed*5 >= len(boxes)*4 && size*4 >= all*3 && size >= least && c.prose[c.boxes[boxes[0]].first] < question && !c.isTextWithReplies(boxes, size)
}

// nodesOf are the elements of boxes.
func (c *Content) nodesOf(boxes []int) []*html.Node {
	out := make([]*html.Node, len(boxes))
	for i, x := range boxes {
		out[i] = c.boxes[x].node
	}
	return out
}

// isNumberedRow tells whether each of three elements or more has a link that is no more than its
// number, one after another: #1, #2, #3.
func isNumberedRow(row []*html.Node) bool {
	const fewest = 3
	last := 0
	for i, n := range row {
		number := 0
		for d := range dom.Under(n) {
			if d.DataAtom == atom.A {
				if digits, ok := strings.CutPrefix(dom.TextOf(d, 12), "#"); ok && digits != "" && strings.Trim(digits, "0123456789") == "" {
					number = wording.Number(digits)
					break
				}
			}
		}
		if number == 0 || i > 0 && number != last+1 {
			return false
		}
		last = number
	}
	return len(row) >= fewest
}

// hasOwnHeading says whether a box has a heading that is not the title of the thread again.
func (c *Content) hasOwnHeading(x int) bool {
	for i := c.boxes[x].first; i < c.boxes[x].last; i++ {
		if b := &c.blocks[i]; dom.HeadingTags[b.tag] && strings.TrimPrefix(c.plain(b), "re ") != c.about.subject && b.size > 0 && !c.isNameOf(b, x) {
			return true
		}
	}
	return false
}

// isNameOf says whether a heading is the first short line of a post: who wrote it.
func (c *Content) isNameOf(b *block, post int) bool {
	const longest = 30
	return b.size <= longest && b.linked == b.size && withoutNumbers(c.plain(b)) == c.nameIn(post)
}

// isForumSystem says whether a line at the foot of the page names the system that runs a forum.
func (c *Content) isForumSystem() bool {
	const foot = 60 // blocks
	for i := max(0, len(c.blocks)-foot); i < len(c.blocks); i++ {
		if b := &c.blocks[i]; b.size > 0 && b.size < 3*maxCall && forumSystems.In(c.plain(b)) {
			return true
		}
	}
	return false
}

// forumSystems are what such lines say.
var forumSystems = wording.NewFinder("powered by phpbb", "powered by vbulletin", "powered by smf", "smf 2", "simple machines", "powered by mybb", "by xenforo", "powered by invision", "powered by ip board", "powered by discuz", "burning board", "powered by punbb", "powered by fluxbb", "powered by discourse", "powered by flarum", "powered by nodebb", "powered by yabb", "powered by ubb")

// trimPosts keeps of each post what was written: what stands in the same place in nearly
// all of them, and has most of their prose. Where the posts are most of what was written,
// what stands behind the last is dropped too, and labels between them.
// It returns the sentences, items and cells that were written.
func (c *Content) trimPosts() (written map[int]bool) {
	boxes := c.posts()
	if len(boxes) < 2 {
		return nil
	}
	t := c.readThread(boxes)
	c.trimRepeated(t)
	text, ok := c.placeOfText(t)
	if !ok {
		if c.mostIsIn(boxes) {
			clear(c.keep[c.boxes[boxes[len(boxes)-1]].last:])
		}
		return nil
	}
	written = map[int]bool{}
	for _, x := range boxes {
		if !c.hasPath(x, t.paths, text) {
			continue // it is made otherwise
		}
		begun := false
		for i := c.boxes[x].first; i < c.boxes[x].last; i++ {
			b := &c.blocks[i]
			in := strings.HasPrefix(t.paths[i], text) && (begun || !c.tellsWhen(i)) // over the text stands its day
			begun = begun || in && b.size > 0
			c.keep[i] = c.keep[i] && (b.media || in)
			written[i] = in && t.times[c.lineOf(t, i)] == 1 && (endsSentence(c.of(b)) || b.tag == atom.Li || cellTags[b.tag] && t.paths[i] != text)
		}
	}
	if boxes = c.withUnsigned(boxes, text); c.mostIsIn(boxes) {
		c.trimBesidePosts(boxes)
	}
	return written
}

// mostIsIn says whether posts are most of what was written.
func (c *Content) mostIsIn(posts []int) bool {
	prose := 0
	for _, x := range posts {
		in, _ := c.within(x)
		prose += in
	}
	all, _ := c.within(c.root)
	return prose*5 >= all*3
}

// withUnsigned adds the boxes beside posts that nobody signed, but that have a text in the
// same place, where that has a name.
func (c *Content) withUnsigned(boxes []int, text string) []int {
	if strings.HasSuffix(text, " >") {
		return boxes
	}
	row := &c.boxes[boxes[0]]
	var all []int
	for x := row.parent + 1; x < c.boxes[row.parent].end; x = c.boxes[x].end {
		_, is := slices.BinarySearch(boxes, x)
		for i := c.boxes[x].first; i < c.boxes[x].last && !is && c.boxes[x].tag == row.tag && !c.dropped[x]; i++ {
			is = c.keep[i] && c.blocks[i].size > 0 && strings.HasPrefix(c.pathIn(c.blocks[i].box, x), text)
		}
		if is {
			all = append(all, x)
		}
	}
	return all
}

// thread is what the posts of a page say, and where.
type thread struct {
	boxes []int
	paths map[int]string // of the blocks of all posts: the places that they are in
	times map[placed]int // in how many posts a line stands
}

// placed is what a block says, numbers aside, in its place.
type placed struct{ path, text string }

func (c *Content) lineOf(t *thread, i int) placed {
	return placed{t.paths[i], withoutNumbers(c.plain(&c.blocks[i]))}
}

func (c *Content) readThread(boxes []int) *thread {
	t := &thread{boxes: boxes, paths: map[int]string{}, times: map[placed]int{}}
	for _, x := range boxes {
		in := map[placed]bool{}
		for i := c.boxes[x].first; i < c.boxes[x].last; i++ {
			b := &c.blocks[i]
			if !c.keep[i] || b.media || b.size == 0 {
				continue
			}
			t.paths[i] = c.pathIn(b.box, x)
			if l := c.lineOf(t, i); !in[l] {
				in[l] = true
				t.times[l]++
			}
		}
	}
	return t
}

// placeOfText is the place in which most posts have what was written in them.
func (c *Content) placeOfText(t *thread) (path string, found bool) {
	type place struct{ prose, posts, last int }
	places := map[string]*place{}
	prose := 0
	for _, x := range t.boxes {
		for i := c.boxes[x].first; i < c.boxes[x].last; i++ {
			b := &c.blocks[i]
			at, ok := t.paths[i]
			if !ok || t.times[c.lineOf(t, i)] > 1 { // a label
				continue
			}
			p := places[at]
			if p == nil {
				p = &place{last: -1}
				places[at] = p
			}
			if p.last != x {
				p.last = x
				p.posts++
			}
			if c.readsLikeProse(b) {
				p.prose += b.size
				prose += b.size
			}
		}
	}
	of := &place{}
	for at, p := range places {
		if p.prose > of.prose || p.prose == of.prose && at < path {
			path, of = at, p
		}
	}
	return path, of.posts*5 >= len(t.boxes)*4 && of.prose*3 >= prose*2
}

// trimRepeated drops the lines with which several posts of one author end, which are
// signatures, and of those that a post quotes all but the first.
func (c *Content) trimRepeated(t *thread) {
	signs := map[placed]bool{} // whether nothing but such lines follows, wherever it stands
	by := map[placed]string{}
	for _, x := range t.boxes {
		author, own := c.nameIn(x), c.firstOwn(t, x)
		last := author != "" && own >= 0
		for i := c.boxes[x].last - 1; i >= c.boxes[x].first; i-- {
			if _, ok := t.paths[i]; !ok {
				continue
			}
			l := c.lineOf(t, i)
			if t.times[l] < 2 {
				last = last && !c.readsLikeProse(&c.blocks[i])
				continue
			}
			before, seen := signs[l]
			signs[l] = last && i > own && (!seen || before && by[l] == author)
			by[l] = author
		}
	}
	said := map[string]bool{}
	for _, x := range t.boxes {
		for i := c.boxes[x].first; i < c.boxes[x].last; i++ {
			l := c.lineOf(t, i)
			if _, ok := t.paths[i]; !ok || c.blocks[i].size < minQuoted || c.blocks[i].tag == atom.Pre {
				continue
			}
			if said[l.text] || t.times[l] > 1 && signs[l] {
				c.keep[i] = false
			}
			said[l.text] = said[l.text] || c.readsLikeProse(&c.blocks[i])
		}
	}
}

// firstOwn is the first line of a post that stands in no other; -1 if there is none.
func (c *Content) firstOwn(t *thread, post int) int {
	for i := c.boxes[post].first; i < c.boxes[post].last; i++ {
		if _, ok := t.paths[i]; ok && t.times[c.lineOf(t, i)] == 1 && c.blocks[i].size >= minQuoted {
			return i
		}
	}
	return -1
}

// nameIn is the first short line of a post that is no number: who wrote it.
func (c *Content) nameIn(post int) string {
	const longest = 30
	for i := c.boxes[post].first; i < c.boxes[post].last; i++ {
		b := &c.blocks[i]
		if b.size > 0 && c.tellsWhen(i) && c.beginsBold(b) {
			return wording.Letters(c.nodes[b.first].Data)
		}
		if b.size > 0 && b.size <= longest && !c.tellsWhen(i) {
			if name := withoutNumbers(c.plain(b)); name != "" {
				return name
			}
		}
	}
	return ""
}

// hasPath says whether text of a post is in the place where that of most of them is.
func (c *Content) hasPath(post int, paths map[int]string, text string) bool {
	for i := c.boxes[post].first; i < c.boxes[post].last; i++ {
		if path, ok := paths[i]; ok && strings.HasPrefix(path, text) {
			return true
		}
	}
	return false
}

// trimBesidePosts drops what stands behind the last post, and labels before the first and
// between two of them.
func (c *Content) trimBesidePosts(boxes []int) {
	at, end := 0, c.boxes[boxes[len(boxes)-1]].last
	c.kept(func(i int, b *block) bool {
		for at < len(boxes) && i >= c.boxes[boxes[at]].last {
			at++
		}
		beside := at == len(boxes) || i < c.boxes[boxes[at]].first
		if i >= end || beside && !c.readsLikeProse(b) {
			c.keep[i] = false
		}
		return true
	})
}

// pathIn names the boxes around a block, from the one in a post down to the innermost that
// has a name and holds no single paragraph.
func (c *Content) pathIn(box, post int) string {
	var names []string
	for x := box; x != post && x > 0; x = c.boxes[x].parent {
		named := dom.Attr(c.boxes[x].node, "class") != ""
		if len(names) == 0 && c.boxes[x].parent != post && (!named || !boxTags[c.boxes[x].tag]) {
			continue
		}
		name := withoutIDs(c.boxes[x].node.Data + " " + dom.Attr(c.boxes[x].node, "class"))
		if cellTags[c.boxes[x].tag] {
			name += " " + strconv.Itoa(c.columnOf(x))
		}
		names = append(names, name)
	}
	for i, j := 0, len(names)-1; i < j; i, j = i+1, j-1 {
		names[i], names[j] = names[j], names[i]
	}
	return strings.Join(names, ">") + ">"
}

// columnOf is how many boxes stand before a cell in its row.
func (c *Content) columnOf(cell int) int {
	n, most := 0, 10
	for x := c.boxes[cell].parent + 1; x < cell && n < most; x = c.boxes[x].end {
		n++
	}
	return n
}

// boxTags are elements that hold whole texts.
var boxTags = dom.Atoms("div section article td main")

// withoutIDs leaves out the words of a class that are numbered.
func withoutIDs(class string) string {
	const digits = 3
	words := strings.Fields(class)
	return strings.Join(slices.DeleteFunc(words, func(w string) bool {
		n := 0
		for _, r := range w {
			if '0' <= r && r <= '9' {
				n++
			}
		}
		return n >= digits
	}), " ")
}

// isTextWithReplies says whether the first of some boxes has most of what they say, and
// another is no post but a row of them: it has several days.
func (c *Content) isTextWithReplies(boxes []int, size int) bool {
	const several = 3
	if first, _ := c.within(boxes[0]); first*2 < size {
		return false
	}
	for _, x := range boxes[1:] {
		days := 0
		for i := c.boxes[x].first; i < c.boxes[x].last; i++ {
			if c.tellsWhen(i) {
				days++
			}
		}
		if days >= several {
			return true
		}
	}
	return false
}

// isTalk says whether boxes that each have a name and a day are what people say to each
// other: one of them speaks twice, their names lead to people, or they may be answered.
func (c *Content) isTalk(boxes []int) bool {
	names := map[string]bool{}
	twice, people := false, 0
	for _, x := range boxes {
		name := c.nameIn(x)
		twice = twice || name != "" && names[name]
		names[name] = true
		if leadsToPerson(c.boxes[x].node) || mayAnswer(c.boxes[x].node) {
			people++
		}
	}
	return twice || people*2 > len(boxes)
}

// leadsToPerson says whether the address of a link in a box has a folder of people.
func leadsToPerson(box *html.Node) bool {
	for n := range dom.Under(box) {
		if n.DataAtom != atom.A {
			continue
		}
		for w := range strings.FieldsFuncSeq(strings.ToLower(dom.Attr(n, "href")), func(r rune) bool { return r == '/' || r == '?' || r == '=' || r == '.' }) {
			if personFolders[w] || w[0] == '@' {
				return true
			}
		}
	}
	return false
}

var personFolders = wording.Set("u user users member members profile profiles people mitglied mitglieder benutzer membre membres utilisateur usuario usuarios perfil miembro miembros membro membros utente utenti lid leden gebruiker gebruikers medlem bruker użytkownik polzovatel memberlist author")

// mayAnswer says whether a box has a button or link that answers or quotes it.
func mayAnswer(box *html.Node) bool {
	for n := range dom.Under(box) {
		if n.Type == html.TextNode && len(n.Data) < maxCall && n.Parent != nil && (n.Parent.DataAtom == atom.A || n.Parent.DataAtom == atom.Button) && answerWords[wording.Letters(n.Data)] {
			return true
		}
	}
	return false
}

// answerWords are the names of such buttons.
var answerWords = wording.Set("reply quote antworten zitieren répondre citer responder citar rispondi cita antwoorden beantwoorden citeren odpowiedz cytuj ответить цитировать відповісти odpovědět odpovedať svara citera svar siter citer vastaa lainaa válasz yanıtla alıntıla răspunde απάντηση balas 返信 回复 回覆 답글 رد השב")
