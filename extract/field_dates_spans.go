package extract

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// Events have dates too: when they begin and end.

// isSpan tells whether a line gives two days: when an event begins and ends. The first
// may leave its year, or its month, to the second, or the second its year to the first.
func isSpan(line string, loc dates.Locale) bool {
	const atOnce = 6 // words and signs that a date is within
	for _, sep := range []string{" - ", " – ", "–", " — ", "—", " to ", " bis ", " au ", " al ", "～", "〜", "-"} {
		from, to, ok := strings.Cut(line, sep)
		if !ok || goesOn(from) || saysModified(to) || saysPublished(to) || sep == "-" && !isDay(from) {
			continue
		}
		if isDayOfMonth(strings.Fields(to)) {
			if _, begins := dates.Parse(from+", "+to[strings.LastIndexByte(to, ' ')+1:], loc); begins {
				return true // July 3–5, 2026
			}
		}
		first, begins := dates.Parse(from, loc)
		if begins && strings.Contains(to, "月") {
			if _, ends := dates.Parse(strconv.Itoa(first.Year)+"年"+to, loc); ends {
				return true
			}
		}
		ts := dates.Tokenize(to)
		last, ends := dates.In(ts[:min(len(ts), atOnce)], loc)
		if !ends {
			continue
		}
		_, shares := dates.Parse(from+" "+strconv.Itoa(last.Year), loc)
		if begins || shares || isDay(from) {
			return true
		}
	}
	return false
}

// goesOn tells whether something else is said behind the last number of a line, behind a comma:
// Published 24.09.2026, posted
func goesOn(line string) bool {
	behind := line[strings.LastIndexAny(line, "0123456789")+1:]
	_, more, ok := strings.Cut(behind, ",")
	return ok && len(behind) < len(line) && strings.ContainsFunc(more, unicode.IsLetter)
}

// isDay tells whether all that a text says is the number of a day, with a word that
// begins a span at most: 12., du 12
func isDay(text string) bool {
	words := strings.Fields(text)
	if len(words) == 2 && spanStarts[strings.ToLower(words[0])] {
		words = words[1:]
	}
	if len(words) != 1 {
		return false
	}
	day := strings.TrimSuffix(words[0], ".")
	return len(day) > 0 && len(day) <= 2 && strings.Trim(day, "0123456789") == ""
}

var spanStarts = wording.Set("from between du vom von zwischen entre del dal van mellan fra från od с от")

// isDayOfMonth tells whether words are a day without its month, and a year: 5, 2026.
func isDayOfMonth(words []string) bool {
	return len(words) == 2 && isDay(strings.TrimRight(words[0], ",")) && len(words[1]) == 4 && strings.Trim(words[1], "0123456789") == ""
}

// statesEvent tells whether an element states for machines when something else than a
// page begins or ends.
func statesEvent(n *html.Node) bool {
	for name := range strings.FieldsSeq(dom.Attr(n, "itemprop")) {
		if eventDates[name] {
			return true
		}
	}
	return false
}

var eventDates = wording.Set("startDate endDate doorTime validFrom validThrough validUntil priceValidUntil availabilityStarts availabilityEnds birthDate deathDate foundingDate expires datePosted")
