package dates

import (
	"time"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// readTime fills in the time and the zone that stand beside the date in
// ts[from:to+1]: behind it if there is one, else before it.
func readTime(st *Stamp, ts []Token, from, to int, loc Locale) {
	for i := to + 1; i < min(to+8, len(ts)); i++ {
		if end := clockAt(st, ts, i); end > 0 {
			readZone(st, ts, end, loc)
			return
		}
	}
	for i := max(0, from-8); i < from; i++ {
		if end := clockAt(st, ts, i); end > 0 && end <= from {
			readZone(st, ts, end, loc)
			return
		}
	}
}

var (
	clockWords = wording.Set("h uhr u 时 時 点 點 시 ч")                                                      // 14h30, 14 Uhr 30, 10时30分
	dottedTime = wording.Set("uhr uur klo kl klokken hrs hours at um ore alle ob godz pukul jam น เวลา") // beside 14.30
	amWords    = wording.Set("am a.m a πμ ص 上午 午前 오전 凌晨 早上 öö पूर्वाह्न")                                // before noon
	pmWords    = wording.Set("pm p.m p μμ م 下午 午後 오후 晚上 中午 ös अपराह्न nachm")                            // after noon
)

// clockAt reads a time of day at i and gives the token behind it; 0 if there is none.
func clockAt(st *Stamp, ts []Token, i int) int {
	h := ts[i]
	if !h.IsNumber() || h.digits > 2 || h.N > 24 || i > 0 && ts[i-1].Text == ":" {
		return 0
	}
	next := func(k int) Token {
		if i+k < len(ts) {
			return ts[i+k]
		}
		return Token{}
	}
	end, minute, sec := 0, 0, 0
	sep := next(1)
	switch {
	case sep.Text == ":" && next(2).IsNumber() && next(2).digits == 2,
		clockWords[sep.Text] && next(2).IsNumber() && next(2).digits == 2 && next(2).N < 60,
		sep.Text == "." && next(2).digits == 2 && !next(2).spaced && (dottedTime[next(3).Text] || isHalf(next(3).Text) || isZone(next(3)) || i > 0 && dottedTime[ts[i-1].Text]):
		minute, end = next(2).N, i+3
		if s := next(3); (s.Text == ":" || s.Text == ".") && next(4).IsNumber() && next(4).digits == 2 && !next(4).spaced {
			sec, end = next(4).N, i+5
			if next(5).Text == "." && next(6).IsNumber() && !next(6).spaced {
				end = i + 7
			}
		}
	case isHalf(sep.Text), dottedTime[sep.Text], clockWords[sep.Text] && sep.Text != "h":
		end = i + 1
	default:
		return 0
	}
	hour := h.N
	if end < len(ts) && (ts[end].Text == "分" || ts[end].Text == "분" || dottedTime[ts[end].Text]) {
		end++
	}
	half := ""
	if end < len(ts) && isHalf(ts[end].Text) {
		half = ts[end].Text
		end++
	} else if i > 0 && isHalf(lastRunes(ts[i-1].Text)) {
		half = lastRunes(ts[i-1].Text)
	}
	switch {
	case pmWords[half] && hour < 12:
		hour += 12
	case amWords[half] && hour == 12:
		hour = 0
	}
	if hour > 23 || minute > 59 || sec > 59 {
		return 0
	}
	st.hour, st.minute, st.sec, st.Timed = hour, minute, sec, true
	return end
}

// isZone tells whether a token is the short name of a zone, in capitals: 17.12 GMT.
func isZone(t Token) bool {
	_, known := zoneMinutes[t.Text]
	return known && t.upper && len(t.Text) > 2
}

func isHalf(s string) bool { return amWords[s] || pmWords[s] }

// lastRunes is the word that Chinese glues to the end of a date: 日上午 is 上午.
func lastRunes(s string) string {
	r := []rune(s)
	if len(r) == 3 && (r[0] == '日' || r[0] == '号' || r[0] == '일') {
		return string(r[1:])
	}
	return s
}

// readZone reads the zone in the tokens from i on: Z, IST, (CET), +0530, GMT+2.
func readZone(st *Stamp, ts []Token, i int, loc Locale) {
	for k := i; k < min(i+3, len(ts)); k++ {
		t := ts[k]
		switch {
		case (t.Text == "+" || t.Text == "-" || t.Text == "−") && k+1 < len(ts) && ts[k+1].IsNumber() && !ts[k+1].spaced:
			if minutes, ok := offsetAt(ts, k+1); ok {
				if t.Text != "+" {
					minutes = -minutes
				}
				st.Offset, st.Zoned = minutes, true
			}
			return
		case zoneFillers[t.Text]:
		case t.IsWord() && (t.upper || localZones[t.Text]):
			minutes, ok := zoneNamed(t.Text, *st, loc)
			if !ok {
				return
			}
			st.Offset, st.Zoned = minutes, true
			if t.Text != "gmt" && t.Text != "utc" {
				return
			}
		case t.IsWord() || t.IsNumber():
			return
		}
	}
}

var (
	// localZones are short names of zones that are not written in capitals only, and
	// zoneFillers stand between a time and them.
	localZones  = wording.Set("мск غرينتش جرينتش غرينيتش")
	zoneFillers = wording.Set("по بتوقيت")
)

// offsetAt reads 0530, 05:30 and 5 as minutes.
func offsetAt(ts []Token, i int) (int, bool) {
	t := ts[i]
	switch {
	case t.digits == 4:
		return t.N/100*60 + t.N%100, t.N <= 1400
	case t.digits > 2 || t.N > 14:
		return 0, false
	case i+2 < len(ts) && ts[i+1].Text == ":" && ts[i+2].digits == 2:
		return t.N*60 + ts[i+2].N, true
	}
	return t.N * 60, true
}

func zoneNamed(name string, st Stamp, loc Locale) (minutes int, ok bool) {
	if minutes, ok = zonesByCountry[loc.Country][name]; ok {
		return minutes, true
	}
	if summerZones[name] {
		letter := "s"
		if americanSummer(st) {
			letter = "d"
		}
		name = name[:1] + letter + name[1:]
	}
	minutes, ok = zoneMinutes[name]
	return minutes, ok
}

// americanSummer tells whether daylight saving time holds in the United States:
// from the second Sunday of March to the first of November.
func americanSummer(st Stamp) bool {
	sunday := func(month time.Month, n int) int {
		first := time.Date(st.Year, month, 1, 0, 0, 0, 0, time.UTC).Weekday()
		return 1 + (7-int(first))%7 + 7*(n-1)
	}
	switch {
	case st.Month == 3:
		return st.Day > sunday(time.March, 2) || st.Day == sunday(time.March, 2) && st.hour >= 2
	case st.Month == 11:
		return st.Day < sunday(time.November, 1) || st.Day == sunday(time.November, 1) && st.hour < 2
	}
	return st.Month > 3 && st.Month < 11
}
