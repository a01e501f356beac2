package wording

// Finder looks for any of many words at once, however many they are: by the first two
// bytes of each.
type Finder struct {
	pairs [1 << 16 / 64]uint64
	words map[[2]byte][]string
}

// NewFinder makes a Finder of words of two bytes or more.
func NewFinder(words ...string) *Finder {
	f := &Finder{words: map[[2]byte][]string{}}
	for _, w := range words {
		at := uint16(w[0])<<8 | uint16(w[1])
		f.pairs[at/64] |= 1 << (at % 64)
		key := [2]byte{w[0], w[1]}
		f.words[key] = append(f.words[key], w)
	}
	return f
}

// In tells whether any of the words is in s, be it in another word.
func (f *Finder) In(s string) bool {
	for i := 0; i+1 < len(s); i++ {
		at := uint16(s[i])<<8 | uint16(s[i+1])
		if f.pairs[at/64]&(1<<(at%64)) == 0 {
			continue
		}
		for _, w := range f.words[[2]byte{s[i], s[i+1]}] {
			if len(w) <= len(s)-i && s[i:i+len(w)] == w {
				return true
			}
		}
	}
	return false
}
