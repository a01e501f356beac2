package filter

import "strings"

// pattern is the part of a rule that addresses are compared with.
type pattern struct {
	text   string // * is anything, ^ a separator or the end; none of | is left in it
	anchor anchor
	toEnd  bool   // the address ends where the pattern does
	whole  bool   // it says no more than the host
	host   string // it can match only on this host and those below; empty: anywhere
}

// anchor is where in an address a pattern begins.
type anchor uint8

const (
	anywhere anchor = iota
	atStart         // |
	atLabel         // ||: at the host or after one of its dots
)

// parsePattern reads a pattern. Lower case is for the caller.
func parsePattern(s string) pattern {
	var p pattern
	switch {
	case strings.HasPrefix(s, "||"):
		p.anchor, s = atLabel, s[2:]
	case strings.HasPrefix(s, "|"):
		p.anchor, s = atStart, s[1:]
	}
	if strings.HasSuffix(s, "|") {
		p.toEnd, s = true, s[:len(s)-1]
	}
	if strings.HasPrefix(s, "*") {
		p.anchor = anywhere
	}
	if strings.HasSuffix(s, "*") {
		p.toEnd = false
	}
	p.text = strings.Trim(s, "*")
	for strings.Contains(p.text, "**") {
		p.text = strings.ReplaceAll(p.text, "**", "*")
	}
	if p.anchor == atLabel {
		p.host, p.whole = hostOfPattern(p.text)
		p.whole = p.whole && !p.toEnd
	}
	return p
}

// hostOfPattern gives the host that a pattern starts with, if it is all there, and
// whether nothing follows it.
func hostOfPattern(text string) (host string, whole bool) {
	end := strings.IndexAny(text, "^/:?")
	if end < 1 {
		return "", false
	}
	host, ok := cleanHost(text[:end])
	if !ok {
		return "", false
	}
	return host, text[end:] == "^"
}

// matches compares an address with the pattern. hostStart and hostEnd are where its host lies.
func (p *pattern) matches(url string, hostStart, hostEnd int) bool {
	switch p.anchor {
	case atStart:
		return glob(p.text, url, p.toEnd)
	case atLabel:
		for at := hostStart; at < hostEnd; {
			if glob(p.text, url[at:], p.toEnd) {
				return true
			}
			dot := strings.IndexByte(url[at:hostEnd], '.')
			if dot < 0 {
				return false
			}
			at += dot + 1
		}
		return false
	default:
		return search(p.text, url, p.toEnd)
	}
}

// search finds a pattern anywhere in the address.
func search(p, url string, toEnd bool) bool {
	if !toEnd && !strings.ContainsAny(p, "*^") {
		return strings.Contains(url, p)
	}
	return glob("*"+p, url, toEnd)
}

// glob compares the beginning of s with a pattern, or all of s if toEnd. Only the last
// star is ever tried again, so the work is bounded by the product of the lengths.
func glob(p, s string, toEnd bool) bool {
	i, j := 0, 0
	star, mark := -1, 0
	for {
		switch {
		case i == len(p) && (!toEnd || j == len(s)):
			return true
		case i < len(p) && p[i] == '*':
			star, mark = i, j
			i++
			continue
		case i < len(p) && j < len(s) && (p[i] == s[j] || p[i] == '^' && separates[s[j]]):
			i, j = i+1, j+1
			continue
		case i < len(p) && j == len(s) && p[i] == '^':
			i++
			continue
		}
		if star < 0 || mark >= len(s) {
			return false
		}
		mark++
		if star+1 < len(p) && p[star+1] != '^' {
			next := strings.IndexByte(s[mark:], p[star+1])
			if next < 0 {
				return false
			}
			mark += next
		}
		i, j = star+1, mark
	}
}

// separates are the bytes that ^ stands for.
var separates = func() (table [256]bool) {
	for c := range table {
		b := byte(c)
		table[c] = !isWordByte(b) && b != '_' && b != '-' && b != '.' && b < 0x80
	}
	return table
}()

// isWordByte tells whether a byte is part of a token.
func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '%'
}
