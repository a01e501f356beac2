package body

import (
	"strings"
	"unicode"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// look is what the text of a block looks like.
type look struct {
	prose   bool
	known   bool // and all below
	raw     string
	ends    bool // heads what is no article
	words   int
	lower   int // words that begin with a small letter
	short   int // words of up to three letters
	digits  int
	capital int
	stops   int // ends of sentences
	commas  int
	quotes  int
	marks   int // | » · and their like
	first   rune
	last    rune
	lines   int
	rights  bool // a sign of rights
	money   bool // one of money or of a share
}

// line is a block's text in the forms that it is compared in.
type line struct {
	*look
	plain string // its letters
}

// longest is the size of what may be a line, in bytes.
const longest = 400

// low is the text in small letters; empty if it is too long for a line.
func (l line) low() string {
	if len(l.raw) < longest {
		return strings.ToLower(l.raw)
	}
	return ""
}

// phraseKinds are what the words of a line may say that it is. Those that no question is
// about are not looked for.
var phraseKinds = [...]struct {
	name string
	says func(l line) float32
}{
	{"ending", opening(endings)},
	{"aside line", wholly(asideLines)},
	{"aside", opening(asides)},
	{"call", opening(calls)},
	{"about", opening(abouts)},
	{"stamp", opening(stamps)},
	{"sign-off", opening(signOffs)},
	{"shop line", wholly(shopLines)},
	{"discussion", opening(discussions)},
	{"counter", saying(func(l line) bool { return furniture.IsCounter(l.plain) })},
	{"pager", saying(func(l line) bool { return furniture.IsPager(l.plain) })},
	{"buttons", saying(func(l line) bool { return furniture.IsButtons(l.plain) })},
	{"ad note", saying(func(l line) bool { return furniture.IsAdNote(l.raw) })},
	{"machine", saying(func(l line) bool { return isMachineText(l.raw) })},
	{"credit", saying(func(l line) bool { return len(l.raw) < longest && people.BeginsCredit(l.raw) })},
	{"picture credit", saying(func(l line) bool { return pictureCredits.In(l.low()) })},
	{"wall", saying(func(l line) bool { return furniture.AsksToSubscribe(l.low()) })},
	{"rights", saying(func(l line) bool { return l.rights })},
	{"address", saying(func(l line) bool { return strings.Contains(l.raw, "://") || strings.Contains(l.raw, "www.") })},
	{"at", saying(func(l line) bool { return strings.Contains(l.raw, "@") })},
	{"year", saying(func(l line) bool { return len(l.raw) < longest && dates.HoldsYear(l.raw) })},
	{"money", saying(func(l line) bool { return l.money })},
}

// opening tells how much of a line its opening phrase is.
func opening(p phrases) func(line) float32 {
	return func(l line) float32 { return part(p.opens(l.plain), len(l.plain)) }
}

// wholly does the same for phrases that are lines of their own, numbers aside.
func wholly(p phrases) func(line) float32 {
	return func(l line) float32 {
		if len(l.raw) < longest {
			return part(p.opensUncounted(l.plain))
		}
		return part(p.opens(l.plain), len(l.plain))
	}
}

func saying(f func(l line) bool) func(line) float32 {
	return func(l line) float32 { return yes(f(l)) }
}

func part(opened, size int) float32 {
	if opened == 0 {
		return 0
	}
	return float32(opened) / float32(size)
}

// look looks at each block: whether it is prose, and whether it ends the text.
func (s *sheet) look() {
	s.looks = make([]look, len(s.blocks))
	for i := range s.blocks {
		b := &s.blocks[i]
		if b.media || b.size == 0 {
			continue
		}
		l := &s.looks[i]
		l.prose = s.readsLikeProse(b) && !dom.HeadingTags[b.tag]
		if b.size < maxHeading {
			text := s.plain(b)
			l.ends = part(endings.opens(text), len(text)) > 0.5 || isDiscussion(text)
		}
	}
}

// seen is all that the text of a block looks like.
func (s *sheet) seen(i int) *look {
	l := &s.looks[i]
	if b := &s.blocks[i]; !l.known && !b.media && b.size > 0 {
		l.known, l.raw = true, s.of(b)
		l.read()
	}
	return l
}

// says is how much of a block's text makes it a line of some kind.
func (s *sheet) says(kind, i int) float32 {
	b := &s.blocks[i]
	if b.media || b.size == 0 {
		return 0
	}
	return phraseKinds[kind].says(line{s.seen(i), s.plain(b)})
}

func (l *look) read() {
	inWord, letters := false, 0
	spaceless := 0 // size of what has no spaces between its words
	for at, r := range l.raw {
		if at == 0 {
			l.first = r
		}
		l.last = r
		if 'a' <= r && r <= 'z' && inWord { // as most are
			letters++
			continue
		}
		isLetter := r < 0x80 && wording.RuneWeight(r) > 0 || r >= 0x80 && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r))
		if isLetter != inWord {
			inWord = isLetter
			if isLetter {
				if isSmall(r, l.words == 0) {
					l.lower++
				}
				l.words++
				letters = 0
			} else if letters <= 3 {
				l.short++
			}
		}
		if isLetter {
			letters++
			switch {
			case '0' <= r && r <= '9':
				l.digits++
			case unicode.IsUpper(r):
				l.capital++
			case wording.IsSpaceless(r):
				spaceless += wording.RuneWeight(r)
			}
			continue
		}
		switch r {
		case '©', '®', '™':
			l.rights = true
		case '$', '€', '£', '¥', '₹', '₽', '%':
			l.money = true
		case ',', '，', '、', '،', ';', ':':
			l.commas++
		case '"', '“', '”', '„', '«', '「', '\'', '’':
			l.quotes++
		case '|', '»', '·', '•', '›', '→', '>', '/', '▶', '+':
			l.marks++
		case '\n':
			l.lines++
		default:
			if isStop(r) {
				l.stops++
			}
		}
	}
	if inWord && letters <= 3 {
		l.short++
	}
	more := spaceless / wording.SpacelessWord
	l.words, l.lower = l.words+more, l.lower+more
}

// isSmall tells whether a word that begins with r has no capital where a script has them; one
// that has none is taken for small unless it begins the text, where there would be one.
func isSmall(r rune, first bool) bool {
	return unicode.IsLower(r) || !first && unicode.Is(unicode.Lo, r)
}

// isStop tells the signs that end a sentence, in all scripts.
func isStop(r rune) bool {
	switch r {
	case '.', '!', '?', '。', '！', '？', '…', '؟', '।', '۔', '።', '။', '։':
		return true
	}
	return false
}
