package charset

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
)

// ToUTF8 decodes page; what it gives is valid. What is UTF-8 by its bytes is UTF-8,
// whatever it declares: pages are often re-encoded on their way without their
// declaration being changed.
func ToUTF8(page []byte, contentType string) []byte {
	const mark = "\ufeff"
	if whole := withoutPart(page); len(whole) < len(page) && utf8.Valid(whole) {
		page = whole
	}
	if utf8.Valid(page) && !bytes.ContainsAny(page[:min(len(page), 1024)], controls) {
		return bytes.TrimPrefix(page, []byte(mark))
	}
	if !looksUTF8(page) {
		if out, err := encodingOfPage(page, contentType).NewDecoder().Bytes(page); err == nil {
			page = out
		}
	}
	return bytes.ToValidUTF8(bytes.TrimPrefix(page, []byte(mark)), []byte("\ufffd"))
}

// withoutPart cuts off the beginning of a character that the end of the page was cut in.
func withoutPart(page []byte) []byte {
	for i := len(page) - 1; i >= 0 && i > len(page)-utf8.UTFMax; i-- {
		if utf8.RuneStart(page[i]) {
			if !utf8.FullRune(page[i:]) {
				return page[:i]
			}
			break
		}
	}
	return page
}

// controls are bytes of encodings that look like ASCII: UTF-16 has NULs, ISO-2022
// escapes.
const controls = "\x00\x1b"

// looksUTF8 says whether page has multi-byte UTF-8 and next to nothing that is not
// UTF-8: a byte or two go wrong where a page was cut or pasted together.
func looksUTF8(page []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(page); {
		if page[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, n := utf8.DecodeRune(page[i:])
		if n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good > 0 && bad*20 <= good
}

// encodingOfPage is what the page or its response says it is in, unless that is UTF-8,
// which it is not, and else what it looks like. Unlike the standard's look at the first
// 1,024 bytes it finds a late <meta> too.
func encodingOfPage(page []byte, contentType string) encoding.Encoding {
	enc, name, certain := charset.DetermineEncoding(page, contentType)
	if certain && name != "utf-8" {
		return enc
	}
	head := page[:min(len(page), 64<<10)]
	if m := metaCharset.FindSubmatch(head); m != nil {
		if late, name := charset.Lookup(string(m[1])); late != nil && name != "utf-8" {
			return late
		}
	}
	if guess := guessEncoding(page); guess != nil {
		return guess
	}
	return enc
}

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)`)
