package printed

import (
	"encoding/hex"
	"regexp"
	"strings"
	"unicode/utf16"
)

// font tells which text the glyphs of a font are.
type font struct {
	wide  bool // a glyph is two bytes, else one
	texts map[uint16]string
}

var (
	toUnicode = regexp.MustCompile(`/ToUnicode (\d+) 0 R`)
	chars     = regexp.MustCompile(`(?s)beginbfchar(.*?)endbfchar`)
	ranges    = regexp.MustCompile(`(?s)beginbfrange(.*?)endbfrange`)
	codes     = regexp.MustCompile(`<([0-9A-Fa-f]+)>`)
)

// font gives the font with that number.
func (f *file) font(number string) *font {
	if known, ok := f.fonts[number]; ok {
		return known
	}
	o := f.objects[number]
	made := &font{wide: strings.Contains(string(o.dict), "/Type0"), texts: map[uint16]string{}}
	f.fonts[number] = made
	m := toUnicode.FindSubmatch(o.dict)
	if m == nil {
		return made
	}
	table := f.objects[string(m[1])].inflated()
	for _, part := range chars.FindAllSubmatch(table, -1) {
		list := codes.FindAllSubmatch(part[1], -1)
		for i := 0; i+1 < len(list); i += 2 {
			made.texts[code(list[i][1])] = text(list[i+1][1])
		}
	}
	for _, part := range ranges.FindAllSubmatch(table, -1) {
		list := codes.FindAllSubmatch(part[1], -1)
		for i := 0; i+2 < len(list); i += 3 {
			units := unitsOf(list[i+2][1])
			if len(units) == 0 {
				continue
			}
			for c := int(code(list[i][1])); c <= int(code(list[i+1][1])); c++ {
				made.texts[uint16(c)] = string(utf16.Decode(units))
				units[len(units)-1]++
			}
		}
	}
	return made
}

// show gives the text of glyphs.
func (f *font) show(glyphs []byte) string {
	var b strings.Builder
	step := 1
	if f.wide {
		step = 2
	}
	for i := 0; i+step <= len(glyphs); i += step {
		c := uint16(glyphs[i])
		if f.wide {
			c = c<<8 | uint16(glyphs[i+1])
		}
		b.WriteString(f.texts[c])
	}
	return b.String()
}

// code reads the code of a glyph.
func code(digits []byte) (c uint16) {
	for _, b := range bytesOf(digits) {
		c = c<<8 | uint16(b)
	}
	return c
}

func text(digits []byte) string { return string(utf16.Decode(unitsOf(digits))) }

func unitsOf(digits []byte) (units []uint16) {
	list := bytesOf(digits)
	for i := 0; i+1 < len(list); i += 2 {
		units = append(units, uint16(list[i])<<8|uint16(list[i+1]))
	}
	return units
}

func bytesOf(digits []byte) []byte {
	list := make([]byte, hex.DecodedLen(len(digits)+len(digits)%2))
	if len(digits)%2 == 1 {
		digits = append(digits[:len(digits):len(digits)], '0')
	}
	n, _ := hex.Decode(list, digits)
	return list[:n]
}
