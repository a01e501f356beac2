package extract

import (
	"strings"
	"unicode"
)

// look is what the text of a block looks like.
type look struct {
	prose   bool
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
	phrases [len(phraseKinds)]float32
}

// phraseKinds are what the words of a line may say that it is.
var phraseKinds = [...]struct {
	name string
	says func(raw, plain string) float32
}{
	{"ending", opening(endings)},
	{"aside line", func(_, plain string) float32 {
		return part(asideLines.opens(withoutNumbers(plain)), withoutNumbers(plain))
	}},
	{"aside", opening(asides)},
	{"call", opening(calls)},
	{"about", opening(abouts)},
	{"stamp", opening(stamps)},
	{"sign-off", opening(signOffs)},
	{"shop line", func(_, plain string) float32 {
		return part(shopLines.opens(withoutNumbers(plain)), withoutNumbers(plain))
	}},
	{"discussion", opening(discussions)},
	{"counter", saying(func(_, plain string) bool { return isCounter(plain) })},
	{"pager", saying(func(_, plain string) bool { return isPager(plain) })},
	{"buttons", saying(func(_, plain string) bool { return isButtons(plain) })},
	{"ad note", saying(func(raw, _ string) bool { return isAdNote(raw) })},
	{"machine", saying(func(raw, _ string) bool { return isMachineText(raw) })},
	{"credit", saying(func(raw, _ string) bool { return len(raw) < 400 && beginsCredit(raw) })},
	{"picture credit", saying(func(raw, _ string) bool { return len(raw) < 400 && containsAny(strings.ToLower(raw), pictureCredits) })},
	{"wall", saying(func(raw, _ string) bool { return len(raw) < 400 && asksToSubscribe(strings.ToLower(raw)) })},
	{"rights", saying(func(raw, _ string) bool { return strings.ContainsAny(raw, "©®™") })},
	{"address", saying(func(raw, _ string) bool { return strings.Contains(raw, "://") || strings.Contains(raw, "www.") })},
	{"at", saying(func(raw, _ string) bool { return strings.Contains(raw, "@") })},
	{"year", saying(func(raw, _ string) bool { return len(raw) < 400 && holdsYear(raw) })},
	{"money", saying(func(raw, _ string) bool { return strings.ContainsAny(raw, "$€£¥₹₽%") })},
}

// opening tells how much of a line its opening phrase is.
func opening(p phrases) func(raw, plain string) float32 {
	return func(_, plain string) float32 { return part(p.opens(plain), plain) }
}

func saying(f func(raw, plain string) bool) func(raw, plain string) float32 {
	return func(raw, plain string) float32 {
		if f(raw, plain) {
			return 1
		}
		return 0
	}
}

func part(opened int, plain string) float32 {
	if opened == 0 {
		return 0
	}
	return float32(opened) / float32(len(plain))
}

// look reads the text of each block once.
func (s *sheet) look() {
	s.looks = make([]look, len(s.blocks))
	for i := range s.blocks {
		b := &s.blocks[i]
		if b.media || b.size == 0 {
			continue
		}
		l := &s.looks[i]
		l.prose = s.readsLikeProse(b) && !headingTags[b.tag]
		raw := s.of(b)
		l.read(raw)
		text := s.plain(b)
		for k := range phraseKinds {
			l.phrases[k] = phraseKinds[k].says(raw, text)
		}
		l.ends = b.size < maxHeading && (l.phrases[0] == 1 || l.phrases[0] > 0.5 || discussions.opens(withoutNumbers(text)) > 0)
	}
}

func (l *look) read(raw string) {
	inWord, letters := false, 0
	for at, r := range raw {
		if at == 0 {
			l.first = r
		}
		l.last = r
		isLetter := r < 0x80 && runeWeight(r) > 0 || r >= 0x80 && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r))
		if isLetter != inWord {
			inWord = isLetter
			if isLetter {
				l.words++
				letters = 0
				if unicode.IsLower(r) {
					l.lower++
				}
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
			}
			continue
		}
		switch r {
		case '.', '!', '?', '。', '！', '？', '…', '؟', '।':
			l.stops++
		case ',', '，', '、', '،', ';', ':':
			l.commas++
		case '"', '“', '”', '„', '«', '「', '\'', '’':
			l.quotes++
		case '|', '»', '·', '•', '›', '→', '>', '/', '▶', '+':
			l.marks++
		case '\n':
			l.lines++
		}
	}
	if inWord && letters <= 3 {
		l.short++
	}
}
