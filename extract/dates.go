package extract

import (
	"fmt"
	"strings"
	"time"
)

// stamp is a moment as a page states it: a day, perhaps a time, perhaps its zone.
//
// Dates are read here and not by a library: those that know other languages take
// a fifth of a second to start, resolve "yesterday" by today's clock, so that the
// same page would give another article tomorrow, and read IST as Israel's time.
type stamp struct {
	year, month, day  int
	hour, minute, sec int
	timed, zoned      bool
	offset            int  // minutes east of Greenwich
	vague             bool // the month may be the day, and the day the month
}

// String is the moment in RFC 3339 as the page states it. RFC 3339 has no way to
// write a time whose zone nobody states, so such a stamp is its day alone.
func (s stamp) String() string {
	switch {
	case s.year == 0:
		return ""
	case !s.timed || !s.zoned:
		return fmt.Sprintf("%04d-%02d-%02d", s.year, s.month, s.day)
	}
	zone := time.FixedZone("", s.offset*60)
	return time.Date(s.year, time.Month(s.month), s.day, s.hour, s.minute, s.sec, 0, zone).Format(time.RFC3339)
}

// valid tells whether the stamp is a day of the calendar, within the web's reach.
func (s stamp) valid() bool {
	if s.year < 1500 || s.year > 2100 || s.month < 1 || s.month > 12 || s.day < 1 {
		return false
	}
	return s.day <= time.Date(s.year, time.Month(s.month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func (s stamp) sameDay(o stamp) bool {
	return s.year == o.year && s.month == o.month && s.day == o.day
}

// locale settles what a date alone leaves open.
type locale struct {
	language string // primary subtag, lower case
	country  string // lower case; of the address or the language tag
}

// monthFirst are the countries that write 7/12/2018 for the twelfth of July.
var monthFirst = map[string]bool{"us": true, "ph": true, "com": true, "": true, "org": true, "net": true, "gov": true, "edu": true, "io": true, "co": true}

// parseDate reads the first whole date in s: day, month and year, with the time
// and zone beside it. Relative dates, and dates without a year, state no day.
func parseDate(s string, loc locale) (stamp, bool) {
	return dateIn(tokenize(inOurEra(s, loc)), loc)
}

// parseStamp reads a value that a machine wrote, where digits alone may be a date.
func parseStamp(s string, loc locale) (stamp, bool) {
	if n := len(s); (n == 10 || n == 13) && strings.Trim(s, "0123456789") == "" {
		t := time.Unix(int64(atoi(s[:10])), 0).UTC()
		st := stamp{year: t.Year(), month: int(t.Month()), day: t.Day(), hour: t.Hour(), minute: t.Minute(), sec: t.Second(), timed: true, zoned: true}
		return st, st.valid() && st.year > 1990
	}
	return parseDate(spread(s), loc)
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

func dateIn(ts []token, loc locale) (stamp, bool) {
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
	return stamp{}, false
}

// dateShapes are the ways to write a date. Each reads one whose middle or first
// token is i, and gives the tokens it took; to is 0 where there is none.
var dateShapes = []func(ts []token, i int, loc locale) (st stamp, from, to int){eastAsian, triple, named}

// eastAsian reads 2018年7月12日 and 2018년 7월 12일.
func eastAsian(ts []token, i int, _ locale) (stamp, int, int) {
	if i+5 >= len(ts) || !ts[i].isYear() || !ts[i+1].begins("年", "년") || !ts[i+2].isNumber() ||
		!ts[i+3].begins("月", "월") || !ts[i+4].isNumber() || !ts[i+5].begins("日", "일", "号") {
		return stamp{}, 0, 0
	}
	return stamp{year: ts[i].n, month: ts[i+2].n, day: ts[i+4].n}, i, i + 5
}

// triple reads three numbers set apart by the same sign: 2018-07-12, 12.7.2018,
// 7/12/18.
func triple(ts []token, i int, loc locale) (stamp, int, int) {
	if i+4 >= len(ts) || !ts[i].isNumber() || !ts[i+2].isNumber() || !ts[i+4].isNumber() || ts[i+1].text != ts[i+3].text {
		return stamp{}, 0, 0
	}
	sep := ts[i+1].text
	if sep != "-" && sep != "/" && sep != "." || ts[i+1].spaced || ts[i+3].spaced {
		return stamp{}, 0, 0
	}
	if i > 0 && ts[i-1].text == sep && !ts[i].spaced {
		return stamp{}, 0, 0 // a part of something longer: a version, an address
	}
	if i+6 < len(ts) && ts[i+5].text == sep && !ts[i+5].spaced && ts[i+6].isNumber() && !ts[i+6].spaced {
		return stamp{}, 0, 0
	}
	a, b, c := ts[i], ts[i+2], ts[i+4]
	switch {
	case a.isYear() && b.digits <= 2 && c.digits <= 2:
		return stamp{year: a.n, month: b.n, day: c.n}.gregorian(loc), i, i + 4
	case a.digits > 2 || b.digits > 2 || !c.isYear() && c.digits != 2 || a.n > 31 || b.n > 31:
		return stamp{}, 0, 0
	}
	year := c.n
	if c.digits == 2 {
		if a.digits != 2 && b.digits != 2 || sep == "." && ts[i].spaced && a.digits == 1 {
			return stamp{}, 0, 0
		}
		year = century(c.n)
		if loc.language == "th" && c.n > 40 {
			year = 2500 - 543 + c.n
		}
	}
	day, month := a.n, b.n
	if month > 12 || day <= 12 && sep == "/" && loc.writesMonthFirst() {
		day, month = month, day
	}
	return stamp{year: year, month: month, day: day, vague: day <= 12}.gregorian(loc), i, i + 4
}

func (l locale) writesMonthFirst() bool {
	return (l.language == "en" || l.language == "") && monthFirst[l.country]
}

func century(n int) int {
	if n >= 70 {
		return 1900 + n
	}
	return 2000 + n
}

// named reads a date whose month is a word: 12 July 2018, July 12, 2018,
// 2018. július 12., 12 tháng 7 năm 2018.
func named(ts []token, i int, loc locale) (stamp, int, int) {
	month, end := monthAt(ts, i, loc)
	if month == 0 {
		return stamp{}, 0, 0
	}
	before := numberFrom(ts, i, -1)
	after := numberFrom(ts, end, 1)
	then := -1
	if after >= 0 {
		then = numberFrom(ts, after, 1)
	}
	at := func(k int) token {
		if k < 0 {
			return token{}
		}
		return ts[k]
	}
	var st stamp
	var from, to int
	switch {
	case at(before).isDay() && at(after).isYear():
		st, from, to = stamp{year: ts[after].n, month: month, day: ts[before].n}, before, after
	case at(after).isDay() && at(then).isYear():
		st, from, to = stamp{year: ts[then].n, month: month, day: ts[after].n}, i, then
	case at(before).isYear() && at(after).isDay():
		st, from, to = stamp{year: ts[before].n, month: month, day: ts[after].n}, before, after
	case at(before).isDay() && at(after).digits == 2 && at(after).n > 40 && loc.language == "th":
		st, from, to = stamp{year: 2500 + ts[after].n, month: month, day: ts[before].n}, before, after
	case at(before).isDay() && at(after).isShortYear(ts, after):
		st, from, to = stamp{year: century(ts[after].n), month: month, day: ts[before].n}, before, after
	case at(after).isDay() && at(then).isShortYear(ts, then):
		st, from, to = stamp{year: century(ts[then].n), month: month, day: ts[after].n}, i, then
	case at(after).isDay():
		year := yearBehindTime(ts, after)
		if year < 0 {
			return stamp{}, 0, 0
		}
		st, from, to = stamp{year: ts[year].n, month: month, day: ts[after].n}, i, after
	default:
		return stamp{}, 0, 0
	}
	return st.gregorian(loc), from, to
}

// monthAt reads a month's name at i, and gives its last token.
func monthAt(ts []token, i int, loc locale) (month, end int) {
	t := ts[i]
	if t.isNumber() || !t.isWord() {
		return 0, 0
	}
	if t.text == "tháng" && i+1 < len(ts) && ts[i+1].isNumber() {
		return ts[i+1].n, i + 1
	}
	if m := monthsByLanguage[loc.language][t.text]; m > 0 {
		return m, i
	}
	if m := months()[t.text]; m > 0 {
		return m, i
	}
	if i+1 < len(ts) && ts[i+1].isWord() {
		return months()[t.text+"_"+ts[i+1].text], i + 1
	}
	return 0, 0
}

// monthsByLanguage are names that mean another month elsewhere.
var monthsByLanguage = map[string]map[string]int{
	"hr": {"listopad": 10, "listopada": 10, "lis": 10, "srp": 7},
	"mk": {"мај": 5},
}

// fillers are the words that stand between the parts of a date.
var fillers = set(`de del di of th st nd rd er ère º ª м г року года рік т thg năm ngày d lapkričio gada m ng den der le el the am um
	gada a i an tahun bulan เมื่อ พ.ศ ค.ศ พศ คศ no mh tháng ο του ye yil yıl в al`)

// numberFrom is the number next to token i in the direction of step, with
// nothing but fillers and at most two signs between; -1 if there is none.
func numberFrom(ts []token, i, step int) int {
	for k, n := i+step, 0; k >= 0 && k < len(ts) && n < 4; k, n = k+step, n+1 {
		switch {
		case ts[k].isNumber():
			return k
		case ts[k].text == ":" || ts[k].text == "(" || ts[k].text == ")":
			return -1
		case ts[k].isWord() && !fillers[ts[k].text]:
			return -1
		}
	}
	return -1
}

// isShortYear tells whether t, at i, is a year as in '18 or 12-Jul-18.
func (t token) isShortYear(ts []token, i int) bool {
	if t.digits != 2 || i < 1 || t.spaced {
		return false
	}
	s := ts[i-1].text
	return s == "'" || s == "’" || s == "-" && !ts[i-1].spaced
}

// yearBehindTime finds the year of "Jul 12 00:07:30 IST 2018".
func yearBehindTime(ts []token, day int) int {
	if day+3 >= len(ts) || !ts[day+1].isNumber() || ts[day+2].text != ":" {
		return -1
	}
	for k := day + 3; k < min(day+9, len(ts)); k++ {
		if ts[k].isYear() {
			return k
		}
	}
	return -1
}
