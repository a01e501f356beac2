package charset

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/wlynxg/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// guessEncoding tells what a page is in that does not say so, or says what it is not:
// by its bytes where they tell surely, else by the language that it names, as browsers
// do, else by its letters. It is nil where nothing tells.
func guessEncoding(page []byte) encoding.Encoding {
	const sure = 0.75
	text := textBytes(page)
	found := chardet.Detect(text)
	language := ""
	if m := langAttr.FindSubmatch(page[:min(len(page), 4096)]); m != nil {
		language = strings.ToLower(string(m[1]))
	}
	name := encodingOf(language)
	if name == "windows-1250" && !hasUpperControls(text) {
		name = sister
	}
	name, found.Charset = greek(name, text), greek(found.Charset, text)
	own, _ := charset.Lookup(name)
	if found.Confidence >= sure && tellable[strings.ToLower(found.Charset)] {
		if strings.EqualFold(found.Charset, "koi8-r") {
			found.Charset = "koi8-u" // the same, with the letters of Ukrainian
		}
		if enc, _ := charset.Lookup(found.Charset); enc != nil {
			return enc
		}
	}
	if own != nil && decodes(own, text) {
		return own
	}
	return byLetters(text)
}

// greek is the name of an encoding; of the two of Greek, that in which a letter is before
// letters where they have but one letter, Ά, in two places.
func greek(name string, text []byte) string {
	if !strings.EqualFold(name, "iso-8859-7") && !strings.EqualFold(name, "windows-1253") {
		return name
	}
	windows, iso := 0, 0
	for i := range len(text) - 1 {
		if isLetter := text[i+1] >= 0xdc && text[i+1] < 0xff; isLetter && text[i] == 0xa2 {
			windows++
		} else if isLetter && text[i] == 0xb6 {
			iso++
		}
	}
	switch {
	case windows > iso:
		return "windows-1253"
	case iso > windows:
		return "iso-8859-7"
	}
	return name
}

// tellable are the encodings that bytes tell apart: those of several bytes a character,
// and those whose letters are of a script of their own.
var tellable = wording.Set(`gb2312 gbk gb18030 big5 shift_jis euc-jp iso-2022-jp euc-kr cp949 windows-949 windows-1251 koi8-r windows-1253 iso-8859-7 windows-1255 tis-620 windows-874`)

// langAttr is the language that a page says it is in.
var langAttr = regexp.MustCompile(`(?i)<(?:html|body|meta)\b[^>]{0,300}?\b(?:lang|content-language"?\s+content)\s*=\s*["']?([a-z]{2,3}(?:[-_][a-z0-9]+)*)`)

// encodings are what pages of a language that declare nothing are in, by the table that
// the HTML standard gives browsers.
var encodings = map[string]string{
	"ar": "windows-1256", "az": "windows-1254", "ba": "windows-1251", "be": "windows-1251", "bg": "windows-1251", "cs": "windows-1250", "el": "iso-8859-7",
	"et": "windows-1257", "fa": "windows-1256", "he": "windows-1255", "hr": "windows-1250", "hu": "windows-1250", "ja": "shift_jis", "kk": "windows-1251",
	"ko": "euc-kr", "ku": "windows-1254", "ky": "windows-1251", "lt": "windows-1257", "lv": "windows-1257", "mk": "windows-1251", "pl": "windows-1250", "ro": "windows-1250", "ru": "windows-1251",
	"sk": "windows-1250", "sl": "windows-1250", "sr": "windows-1251", "tg": "windows-1251", "th": "windows-874", "tr": "windows-1254", "tt": "windows-1251",
	"uk": "windows-1251", "ur": "windows-1256", "vi": "windows-1258", "zh": "gbk",
	"zh-tw": "big5", "zh-hk": "big5", "zh-hant": "big5", "zh-hant-tw": "big5", "zh-hant-hk": "big5", "zh-mo": "big5",
}

// sister is the standard's encoding of the languages for which windows-1250 was made: a
// text that has none of the signs where only the latter has any is in the former.
const sister = "iso-8859-2"

func encodingOf(language string) string {
	language = strings.ReplaceAll(language, "_", "-")
	if name := encodings[language]; name != "" {
		return name
	}
	base, _, _ := strings.Cut(language, "-")
	return encodings[base]
}

// decodes tells whether text can be in enc: next to nothing of it is no character.
func decodes(enc encoding.Encoding, text []byte) bool {
	out, err := enc.NewDecoder().Bytes(text)
	if err != nil {
		return false
	}
	return 100*bytes.Count(out, []byte("\ufffd")) <= len(text)
}

// hasUpperControls tells whether text has a byte that no encoding of ISO 8859 has.
func hasUpperControls(text []byte) bool {
	for _, c := range text {
		if c >= 0x80 && c < 0xa0 {
			return true
		}
	}
	return false
}

// textBytes are what a page's bytes say outside of tags, as much as tells an encoding.
func textBytes(page []byte) []byte {
	const seen, enough = 512 << 10, 32 << 10
	text := markupBytes.ReplaceAll(page[:min(len(page), seen)], []byte(" "))
	return text[:min(len(text), enough)]
}

var markupBytes = regexp.MustCompile(`(?is)<script.*?</script>|<style.*?</style>|<[a-z/!][^>]*>|[ \r\n]+`)
