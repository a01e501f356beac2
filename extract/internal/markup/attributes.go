package markup

import "bytes"

// capAttributes cuts page off where it grows past the attributes that are read.
func capAttributes(page []byte) []byte {
	const shortest = 2 // bytes of an attribute, and of what parts it from the next
	if len(page) <= MaxAttributes*shortest {
		return page
	}
	count := 0
	for i := 0; i < len(page); i++ {
		if page[i] != '<' || i+1 == len(page) || !isLetter(page[i+1]) {
			continue
		}
		i = endOfTag(page, i+1, func() bool { count++; return count <= MaxAttributes })
		if count > MaxAttributes {
			return page[:i]
		}
	}
	return page
}

// endOfTag is where the tag ends whose name is at i, or where attribute says no: it is
// called at each.
func endOfTag(page []byte, i int, attribute func() bool) int {
	parted := false // from the name, or the attribute before
	for i < len(page) && page[i] != '>' {
		switch c := page[i]; {
		case c == '=':
			i = endOfValue(page, i+1)
			parted = true
			continue
		case c <= ' ' || c == '/':
			parted = true
		case parted:
			if !attribute() {
				return i
			}
			parted = false
		}
		i++
	}
	return i
}

// endOfValue is where the value of an attribute ends that begins at i, or before it.
func endOfValue(page []byte, i int) int {
	for i < len(page) && page[i] <= ' ' {
		i++
	}
	if i < len(page) && (page[i] == '"' || page[i] == '\'') {
		if end := bytes.IndexByte(page[i+1:], page[i]); end >= 0 {
			return i + 1 + end + 1
		}
		return len(page)
	}
	for i < len(page) && page[i] > ' ' && page[i] != '>' {
		i++
	}
	return i
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
