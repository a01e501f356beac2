package people

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// trims take off what stands around a name and is no part of it, in this order.
var trims = []func(string) string{
	func(s string) string { return StripByline(wording.Squeeze(s)) },
	func(s string) string { // A long story by Anna Bee
		if i := strings.LastIndex(strings.ToLower(s), " by "); i >= 0 && i+4 <= len(s) {
			return s[i+4:]
		}
		return s
	},
	func(s string) string {
		if !strings.ContainsAny(s, "0123456789") {
			return s
		}
		return dayBehind.ReplaceAllString(s, "")
	},
	func(s string) string {
		if i := strings.IndexAny(s, "(<[{（【〔"); i > 0 {
			return s[:i]
		}
		return s
	},
	func(s string) string {
		low := strings.ToLower(s)
		if len(low) != len(s) {
			return s
		}
		for _, end := range nameEnds {
			if i := strings.Index(low, end); i > 0 {
				s, low = s[:i], low[:i]
			}
		}
		return s
	},
	func(s string) string {
		return strings.Trim(s, " \t,:;.|/-–—*@\"“”'’_（）()【】〔〕「」＝=・")
	},
	func(s string) string { // what follows is in another element
		for _, word := range []string{" in", " on", " at", " for"} {
			s = strings.TrimSuffix(s, word)
		}
		return s
	},
	func(s string) string {
		if filesReport(s) {
			return s
		}
		for _, title := range titlesBehind {
			s = strings.TrimSuffix(s, title)
		}
		return s
	},
	withoutCredentials,
}

// dayBehind is the day, or the time, that a system writes behind the name, as a sentence would:
// Anna Bee le mar 24/11/2026; Anna Bee um 21:14
var dayBehind = regexp.MustCompile(` (?:on|at|le|el|em|am|um|il|à|alle|às|las|op|om|den|dnia|o|på|kl\.?|klo|pada|vào|в|о|στις)(?: \pL{2,12}[.,]{0,2})? \d.*$`)

// withoutCredentials takes degrees off the end of a name.
func withoutCredentials(s string) string {
	words := strings.Fields(s)
	for len(words) > 2 && credentials[wording.Plain(words[len(words)-1])] {
		words = words[:len(words)-1]
	}
	return strings.TrimRight(strings.Join(words, " "), ",")
}

// Sizes of names of persons.
const (
	mostWords                = 6
	fewestRunes, mostRunes   = 2, 50
	mostCapitals             = 6 // bytes: a word in capitals shorter than that is an abbreviation
	wordsOfSentence, mostLow = 3, 2
)

// refusals are what tells that a trimmed text is no person's name, each by what it is.
var refusals = []struct {
	name string
	is   func(s, low string, words []string) bool
}{
	{"where it was filed from", func(s, _ string, _ []string) bool { return filesReport(s) }},
	{"too long or short for a name", func(s, _ string, words []string) bool {
		n := utf8.RuneCountInString(s)
		return len(words) == 0 || len(words) > mostWords || n > mostRunes || n < fewestRunes
	}},
	{"an address", func(s, _ string, _ []string) bool {
		return strings.ContainsAny(s, "@/\\{}=#?!<>…%:：") || strings.Contains(s, "www.")
	}},
	{"a number", func(s, _ string, _ []string) bool { return strings.ContainsFunc(s, unicode.IsDigit) && !isHandle(s) }},
	{"an abbreviation", func(s, low string, words []string) bool {
		return len(words) == 1 && (credentials[wording.Plain(s)] || strings.ContainsAny(s, "._") || len(s) < mostCapitals && s == strings.ToUpper(s) && s != low)
	}},
	{"what stands where there is no author", func(_, low string, _ []string) bool { return NotNames[low] }},
	{"whose something is", func(s, _ string, _ []string) bool { return strings.HasSuffix(s, "’s") || strings.HasSuffix(s, "'s") }},
	{"a button", func(s, _ string, _ []string) bool { return strings.HasSuffix(s, "보기") && strings.Contains(s, " ") }},
	{"a place", func(_, low string, _ []string) bool { return Places[low] }},
	{"cut off", func(_, _ string, words []string) bool { return notLast[strings.ToLower(words[len(words)-1])] }},
	{"an office somewhere", func(s, _ string, words []string) bool {
		return len(words) == 2 && len(words[0]) > 2 && words[0] == strings.ToUpper(words[0]) && Places[strings.ToLower(words[1])] && s != strings.ToUpper(s)
	}},
	{"an agency", func(s, _ string, _ []string) bool { return AgencyNamed(s) != "" }},
	{"what somebody does", func(s, _ string, _ []string) bool { return HasRole(s) }},
	{"a sentence", func(_, _ string, words []string) bool {
		small := 0
		for _, w := range words {
			if r, _ := utf8.DecodeRuneInString(w); isSmall(r) && !IsParticle(w) {
				small++
			}
		}
		return len(words) > 1 && (small > 0 && len(words) > wordsOfSentence || small > mostLow || small == 1 && IsCapital(words[0]))
	}},
}

// CleanName is the name of a person, or empty if s is something else.
func CleanName(s string) string {
	name, _ := Judge(s)
	return name
}

// Judge gives the name of a person, or what tells that s is none.
func Judge(s string) (name, refusal string) {
	for _, trim := range trims {
		s = trim(s)
	}
	words, low := strings.Fields(s), strings.ToLower(s)
	for _, r := range refusals {
		if r.is(s, low, words) {
			return "", r.name
		}
	}
	return s, ""
}
