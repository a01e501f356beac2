package dates

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// Stamp is a moment as a page states it: a day, perhaps a time, perhaps its zone.
//
// Dates are read here and not by a library: those that know other languages take
// a fifth of a second to start, resolve "yesterday" by today's clock, so that the
// same page would give another article tomorrow, and read IST as Israel's time.
type Stamp struct {
	Year, Month, Day  int
	hour, minute, sec int
	Timed, Zoned      bool
	Offset            int  // minutes east of Greenwich
	Vague             bool // the month may be the day, and the day the month
}

// String is the moment in RFC 3339 as the page states it. RFC 3339 has no way to
// write a time whose zone nobody states, so such a stamp is its day alone.
func (s Stamp) String() string {
	switch {
	case s.Year == 0:
		return ""
	case !s.Timed || !s.Zoned:
		return fmt.Sprintf("%04d-%02d-%02d", s.Year, s.Month, s.Day)
	}
	zone := time.FixedZone("", s.Offset*60)
	return time.Date(s.Year, time.Month(s.Month), s.Day, s.hour, s.minute, s.sec, 0, zone).Format(time.RFC3339)
}

// valid tells whether the stamp is a day of the calendar, within the web's reach.
func (s Stamp) valid() bool {
	if s.Year < 1500 || s.Year > 2100 || s.Month < 1 || s.Month > 12 || s.Day < 1 {
		return false
	}
	return s.Day <= time.Date(s.Year, time.Month(s.Month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// SameDay tells whether two stamps are of one day, each by its own calendar.
func (s Stamp) SameDay(o Stamp) bool {
	return s.Year == o.Year && s.Month == o.Month && s.Day == o.Day
}

// Locale settles what a date alone leaves open.
type Locale struct {
	Language string // primary subtag, lower case
	Country  string // lower case; of the address or the language tag
}

// monthFirst are the countries that write 7/12/2018 for the twelfth of July.
var monthFirst = map[string]bool{"us": true, "ph": true, "com": true, "": true, "org": true, "net": true, "gov": true, "edu": true, "io": true, "co": true}

// Parse reads the first whole date in s: day, month and year, with the time
// and zone beside it. Relative dates, and dates without a year, state no day.
func Parse(s string, loc Locale) (Stamp, bool) {
	if !mayHoldNumber(s) {
		return Stamp{}, false
	}
	return In(Tokenize(InOurEra(s, loc)), loc)
}

// mayHoldNumber tells whether s has a digit, or anything that is not of ASCII: no date is
// without a number.
func mayHoldNumber(s string) bool {
	for i := range len(s) {
		if isDigit(s[i]) || s[i] >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// ParseValue reads a value that a machine wrote, where digits alone may be a date.
func ParseValue(s string, loc Locale) (Stamp, bool) {
	if n := len(s); (n == 10 || n == 13) && strings.Trim(s, "0123456789") == "" {
		t := time.Unix(int64(wording.Number(s[:10])), 0).UTC()
		st := Stamp{Year: t.Year(), Month: int(t.Month()), Day: t.Day(), hour: t.Hour(), minute: t.Minute(), sec: t.Second(), Timed: true, Zoned: true}
		return st, st.valid() && st.Year > 1990
	}
	return Parse(spread(s), loc)
}

// spread sets the parts of a compact date apart: 20180712T000730Z.
func spread(s string) string {
	digits := func(from, to int) bool { return len(s) >= to && strings.Trim(s[from:to], "0123456789") == "" }
	if !digits(0, 8) || len(s) > 8 && s[8] != 'T' && !digits(8, 14) {
		return s
	}
	day, rest := s[:4]+"-"+s[4:6]+"-"+s[6:8], strings.TrimPrefix(s[8:], "T")
	if len(rest) >= 6 && strings.Trim(rest[:6], "0123456789") == "" {
		rest = rest[:2] + ":" + rest[2:4] + ":" + rest[4:6] + rest[6:]
	}
	return day + "T" + rest
}

// In reads the first whole date among tokens, as Parse does.
func In(ts []Token, loc Locale) (Stamp, bool) {
	if !slices.ContainsFunc(ts, Token.IsNumber) {
		return Stamp{}, false
	}
	for i := range ts {
		for _, read := range dateShapes {
			st, from, to := read(ts, i, loc)
			if to == 0 || !st.valid() {
				continue
			}
			readTime(&st, ts, from, to, loc)
			return st, true
		}
	}
	return Stamp{}, false
}

// dateShapes are the ways to write a date. Each reads one whose middle or first
// token is i, and gives the tokens it took; to is 0 where there is none.
var dateShapes = []func(ts []Token, i int, loc Locale) (st Stamp, from, to int){eastAsian, triple, named}

// eastAsian reads 2018年7月12日 and 2018년 7월 12일.
func eastAsian(ts []Token, i int, _ Locale) (Stamp, int, int) {
	if i+5 >= len(ts) || !ts[i].isYear() || !ts[i+1].begins("年", "년") || !ts[i+2].IsNumber() ||
		!ts[i+3].begins("月", "월") || !ts[i+4].IsNumber() || !ts[i+5].begins("日", "일", "号") {
		return Stamp{}, 0, 0
	}
	return Stamp{Year: ts[i].N, Month: ts[i+2].N, Day: ts[i+4].N}, i, i + 5
}

// triple reads three numbers set apart by the same sign: 2018-07-12, 12.7.2018,
// 7/12/18.
func triple(ts []Token, i int, loc Locale) (Stamp, int, int) {
	if i+4 >= len(ts) || !ts[i].IsNumber() || !ts[i+2].IsNumber() || !ts[i+4].IsNumber() || ts[i+1].Text != ts[i+3].Text {
		return Stamp{}, 0, 0
	}
	sep := ts[i+1].Text
	if sep != "-" && sep != "/" && sep != "." || ts[i+1].spaced || ts[i+3].spaced {
		return Stamp{}, 0, 0
	}
	if i > 0 && ts[i-1].Text == sep && !ts[i].spaced {
		return Stamp{}, 0, 0 // a part of something longer: a version, an address
	}
	if i+6 < len(ts) && ts[i+5].Text == sep && !ts[i+5].spaced && ts[i+6].IsNumber() && !ts[i+6].spaced {
		return Stamp{}, 0, 0
	}
	a, b, c := ts[i], ts[i+2], ts[i+4]
	switch {
	case a.isYear() && b.digits <= 2 && c.digits <= 2:
		return Stamp{Year: a.N, Month: b.N, Day: c.N}.gregorian(loc), i, i + 4
	case a.digits > 2 || b.digits > 2 || !c.isYear() && c.digits != 2 || a.N > 31 || b.N > 31:
		return Stamp{}, 0, 0
	}
	year := c.N
	if c.digits == 2 {
		if a.digits != 2 && b.digits != 2 || sep == "." && ts[i].spaced && a.digits == 1 {
			return Stamp{}, 0, 0
		}
		year = century(c.N)
		if loc.Language == "th" && c.N > 40 {
			year = 2500 - 543 + c.N
		}
	}
	day, month := a.N, b.N
	if month > 12 || day <= 12 && sep == "/" && loc.writesMonthFirst() {
		day, month = month, day
	}
	return Stamp{Year: year, Month: month, Day: day, Vague: day <= 12}.gregorian(loc), i, i + 4
}

func (l Locale) writesMonthFirst() bool {
	return (l.Language == "en" || l.Language == "") && monthFirst[l.Country]
}

func century(n int) int {
	if n >= 70 {
		return 1900 + n
	}
	return 2000 + n
}

// named reads a date whose month is a word: 12 July 2018, July 12, 2018,
// 2018. július 12., 12 tháng 7 năm 2018.
func named(ts []Token, i int, loc Locale) (Stamp, int, int) {
	month, end := monthAt(ts, i, loc)
	if month == 0 {
		return Stamp{}, 0, 0
	}
	before := numberFrom(ts, i, -1)
	after := numberFrom(ts, end, 1)
	then := -1
	if after >= 0 {
		then = numberFrom(ts, after, 1)
	}
	at := func(k int) Token {
		if k < 0 {
			return Token{}
		}
		return ts[k]
	}
	var st Stamp
	var from, to int
	switch {
	case at(before).isDay() && at(after).isYear():
		st, from, to = Stamp{Year: ts[after].N, Month: month, Day: ts[before].N}, before, after
	case at(after).isDay() && at(then).isYear():
		st, from, to = Stamp{Year: ts[then].N, Month: month, Day: ts[after].N}, i, then
	case at(before).isYear() && at(after).isDay():
		st, from, to = Stamp{Year: ts[before].N, Month: month, Day: ts[after].N}, before, after
	case at(before).isDay() && at(after).digits == 2 && at(after).N > 40 && loc.Language == "th":
		st, from, to = Stamp{Year: 2500 + ts[after].N, Month: month, Day: ts[before].N}, before, after
	case at(before).isDay() && at(after).isShortYear(ts, after):
		st, from, to = Stamp{Year: century(ts[after].N), Month: month, Day: ts[before].N}, before, after
	case at(after).isDay() && at(then).isShortYear(ts, then):
		st, from, to = Stamp{Year: century(ts[then].N), Month: month, Day: ts[after].N}, i, then
	case at(after).isDay():
		year := yearBehindTime(ts, after)
		if year < 0 {
			return Stamp{}, 0, 0
		}
		st, from, to = Stamp{Year: ts[year].N, Month: month, Day: ts[after].N}, i, after
	default:
		return Stamp{}, 0, 0
	}
	return st.gregorian(loc), from, to
}

// monthAt reads a month's name at i, and gives its last token.
func monthAt(ts []Token, i int, loc Locale) (month, end int) {
	t := ts[i]
	if t.IsNumber() || !t.IsWord() {
		return 0, 0
	}
	if t.Text == "tháng" && i+1 < len(ts) && ts[i+1].IsNumber() {
		return ts[i+1].N, i + 1
	}
	if m := monthsByLanguage[loc.Language][t.Text]; m > 0 {
		return m, i
	}
	if m := months()[t.Text]; m > 0 {
		return m, i
	}
	if i+1 < len(ts) && ts[i+1].IsWord() {
		return months()[t.Text+"_"+ts[i+1].Text], i + 1
	}
	return 0, 0
}

// monthsByLanguage are names that mean another month elsewhere.
var monthsByLanguage = map[string]map[string]int{
	"hr": {"listopad": 10, "listopada": 10, "lis": 10, "srp": 7},
	"mk": {"мај": 5},
}

// fillers are the words that stand between the parts of a date.
var fillers = wording.Set(`de del di of th st nd rd er ère º ª м г року года рік т thg năm ngày d lapkričio gada m ng den der le el the am um
	gada a i an tahun bulan เมื่อ พ.ศ ค.ศ พศ คศ no mh tháng ο του ye yil yıl в al ឆ្នាំ ປີ ခုနှစ် ရက် yilda`)

// numberFrom is the number next to token i in the direction of step, with
// nothing but fillers and at most two signs between; -1 if there is none.
func numberFrom(ts []Token, i, step int) int {
	for k, n := i+step, 0; k >= 0 && k < len(ts) && n < 4; k, n = k+step, n+1 {
		switch {
		case ts[k].IsNumber():
			return k
		case ts[k].Text == ":" || ts[k].Text == "(" || ts[k].Text == ")":
			return -1
		case ts[k].IsWord() && !fillers[ts[k].Text]:
			return -1
		}
	}
	return -1
}

// isShortYear tells whether t, at i, is a year as in '18 or 12-Jul-18.
func (t Token) isShortYear(ts []Token, i int) bool {
	if t.digits != 2 || i < 1 || t.spaced {
		return false
	}
	s := ts[i-1].Text
	return s == "'" || s == "’" || s == "-" && !ts[i-1].spaced
}

// yearBehindTime finds the year of "Jul 12 00:07:30 IST 2018".
func yearBehindTime(ts []Token, day int) int {
	if day+3 >= len(ts) || !ts[day+1].IsNumber() || ts[day+2].Text != ":" {
		return -1
	}
	for k := day + 3; k < min(day+9, len(ts)); k++ {
		if ts[k].isYear() {
			return k
		}
	}
	return -1
}
