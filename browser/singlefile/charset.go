package singlefile

import (
	"bytes"
	"mime"
	"regexp"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

var charsetRule = regexp.MustCompile(`^@charset "([^"]{1,40})";`)

// decodeCSS gives a sheet as UTF-8: by its byte order mark, its server, itself, or what
// links to it (CSS Syntax 3, 3.2).
func decodeCSS(data []byte, mediaType, fallback string) []byte {
	name := fallback
	if found := charsetRule.FindSubmatch(data); found != nil {
		name = string(found[1])
	}
	if _, params, err := mime.ParseMediaType(mediaType); err == nil && params["charset"] != "" {
		name = params["charset"]
	}
	from := unicode.UTF8
	if known, err := htmlindex.Get(name); err == nil {
		from = known
	}
	text, _, err := transform.Bytes(unicode.BOMOverride(from.NewDecoder()), data)
	if err != nil {
		text = data
	}
	return bytes.TrimPrefix(bytes.ToValidUTF8(text, []byte("\ufffd")), []byte("\ufeff"))
}
