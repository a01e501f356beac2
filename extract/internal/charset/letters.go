package charset

import (
	"strings"
	"unicode"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
)

// A page that names neither its encoding nor its language is in the one in which its
// letters are those that its script uses most, or, in Latin script, one language's alphabet has them.

// letterShares are encodings of scripts of their own, with the letters that make up most
// of any text in them. Where an encoding is wrong, case turns around or seldom letters
// are the frequent ones.
var letterShares = []struct{ encoding, letters string }{
	{"windows-1251", "оеаинтсрвлкмдпуяіїєў"},
	{"koi8-u", "оеаинтсрвлкмдпуяіїє"},
	{"iso-8859-5", "оеаинтсрвлкмдпуяіїєў"},
	{"ibm866", "оеаинтсрвлкмдпуяў"},
	{"windows-1253", "αοιετνσρκπυμλςήίάόέ"},
	{"windows-1255", "יוהלאתרמבשנםד"},
	{"windows-1256", "اليمنورتبةدعفسهکی"},
	{"windows-874", "านรกอเงมยลวดทสต่้ิีั"},
	{"shift_jis", "のにはをたがでとしれさあるいてなこっ"},
	{"euc-jp", "のにはをたがでとしれさあるいてなこっ"},
	{"euc-kr", "이다는의에가을고하로은지한도서사시기리"},
	{"gbk", "的一是不了在人有我他这中大来上个国和说们为子年会从时地对出就以可要"},
	{"big5", "的一是不了在人有我他這中大來上個國和說們為子年會從時地對出就以可要"},
}

// least is how much of a text in an alphabet its frequent letters are; signs of which
// there are thousands have less of it each.
func leastShare(encoding string) float64 {
	switch encoding {
	case "gbk", "big5":
		return 0.09
	case "euc-kr":
		return 0.2
	case "shift_jis", "euc-jp":
		return 0.25
	}
	return 0.62
}

// byLetters is the encoding in which the bytes of a text that are not ASCII make a text;
// nil if there is none.
func byLetters(text []byte) encoding.Encoding {
	const few = 8 // bytes that tell nothing
	upper := 0
	for _, c := range text {
		if c >= 0x80 {
			upper++
		}
	}
	if upper < few {
		return nil
	}
	var found encoding.Encoding
	best := 1.0 // how many times the least
	for _, l := range letterShares {
		enc, _ := charset.Lookup(l.encoding)
		if share := shareOf(enc, text, l.letters) / leastShare(l.encoding); share > best {
			found, best = enc, share
		}
	}
	if found != nil && (upper > len(text)/5) {
		return found
	}
	return byAlphabet(text)
}

// shareOf is how much of a text's letters beyond ASCII are of those given; 0 where the
// text is none in that encoding.
func shareOf(enc encoding.Encoding, text []byte, letters string) float64 {
	out, err := enc.NewDecoder().Bytes(text)
	if err != nil {
		return 0
	}
	all, frequent, odd := 0, 0, 0
	for _, r := range string(out) {
		switch {
		case r < 0x80:
		case r == unicode.ReplacementChar || r < 0xa0 || r >= 0xe000 && r < 0xf900:
			odd++
		case unicode.IsLetter(r) || unicode.IsMark(r):
			all++
			if strings.ContainsRune(letters, r) {
				frequent++
			}
		}
	}
	if all == 0 || odd*50 > all {
		return 0
	}
	return float64(frequent) / float64(all)
}

// alphabets are the letters beyond ASCII of languages in Latin script, by what they are
// written in. Those of Western Europe come first: browsers take them unless they are told.
var alphabets = []struct {
	encoding string
	letters  []string
}{
	{"windows-1252", []string{"äöüßéàèê", "àâæçéèêëîïôœùûüÿñ", "áéíñóúüç", "àáâãçéêíóôõúü", "àèéìíòóùúî", "éëïóöüèêáàôâ", "åäöéàüæøèêòóô", "äöåšžõü", "áæéíðóöþúý", "àçèéíïòóúü"}},
	{"windows-1250", latin2},
	{"iso-8859-2", latin2},
	{"windows-1254", []string{"çğıöşüâîûi̇"}},
	{"windows-1257", []string{"ąčęėįšųūžé", "āčēģīķļņšūžō"}},
}

// latin2 are those of Polish, Czech and Slovak, Hungarian, Romanian, and the languages of
// the south of the Slavs.
var latin2 = []string{"ąćęłńóśźżé", "áčďéěíňóřšťúůýžöü", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţșțé", "čćđšžé"}

// byAlphabet is the encoding in which all letters are of one language's alphabet; nil
// where they are in the encoding that browsers take anyway.
func byAlphabet(text []byte) encoding.Encoding {
	const nearlyAll, margin = 0.95, 0.03
	var found encoding.Encoding
	best := nearlyAll - margin
	for _, a := range alphabets {
		enc, _ := charset.Lookup(a.encoding)
		out, err := enc.NewDecoder().Bytes(text)
		if err != nil {
			continue
		}
		runes := []rune(strings.ToLower(string(out)))
		for _, letters := range a.letters {
			if share := spelledIn(runes, letters); share > best+margin {
				found, best = enc, share
				if a.encoding == "windows-1252" {
					found = nil
				}
			}
		}
	}
	return found
}

// spelledIn is how much of what is beyond ASCII in words is of an alphabet.
func spelledIn(text []rune, letters string) float64 {
	all, known := 0, 0
	for i := 1; i+1 < len(text); i++ {
		r := text[i]
		inWord := unicode.IsLetter(text[i-1]) && unicode.IsLetter(text[i+1])
		if r < 0x80 || !unicode.IsLetter(r) && !inWord {
			continue
		}
		all++
		if strings.ContainsRune(letters, r) {
			known++
		}
	}
	return float64(known) / float64(max(all, 1))
}
