package extract

import "time"

// readTime fills in the time and the zone that stand beside the date in
// ts[from:to+1]: behind it if there is one, else before it.
func readTime(st *stamp, ts []token, from, to int, loc locale) {
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
	clockWords = set("h uhr u 时 時 点 點 시 ч")                           // 14h30, 14 Uhr 30, 10时30分
	dottedTime = set("uhr uur klo kl hrs hours at um ore alle ob")    // beside 14.30
	amWords    = set("am a.m a πμ ص 上午 午前 오전 凌晨 早上 öö पूर्वाह्न")     // before noon
	pmWords    = set("pm p.m p μμ م 下午 午後 오후 晚上 中午 ös अपराह्न nachm") // after noon
)

// clockAt reads a time of day at i and gives the token behind it; 0 if there is none.
func clockAt(st *stamp, ts []token, i int) int {
	h := ts[i]
	if !h.isNumber() || h.digits > 2 || h.n > 24 || i > 0 && ts[i-1].text == ":" {
		return 0
	}
	next := func(k int) token {
		if i+k < len(ts) {
			return ts[i+k]
		}
		return token{}
	}
	end, minute, sec := 0, 0, 0
	sep := next(1)
	switch {
	case sep.text == ":" && next(2).isNumber() && next(2).digits == 2,
		clockWords[sep.text] && next(2).isNumber() && next(2).digits == 2 && next(2).n < 60,
		sep.text == "." && next(2).digits == 2 && !next(2).spaced && (dottedTime[next(3).text] || isHalf(next(3).text) || i > 0 && dottedTime[ts[i-1].text]):
		minute, end = next(2).n, i+3
		if s := next(3); (s.text == ":" || s.text == ".") && next(4).isNumber() && next(4).digits == 2 && !next(4).spaced {
			sec, end = next(4).n, i+5
			if next(5).text == "." && next(6).isNumber() && !next(6).spaced {
				end = i + 7
			}
		}
	case isHalf(sep.text), dottedTime[sep.text], clockWords[sep.text] && sep.text != "h":
		end = i + 1
	default:
		return 0
	}
	hour := h.n
	if end < len(ts) && (ts[end].text == "分" || ts[end].text == "분" || dottedTime[ts[end].text]) {
		end++
	}
	half := ""
	if end < len(ts) && isHalf(ts[end].text) {
		half = ts[end].text
		end++
	} else if i > 0 && isHalf(lastRunes(ts[i-1].text)) {
		half = lastRunes(ts[i-1].text)
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
	st.hour, st.minute, st.sec, st.timed = hour, minute, sec, true
	return end
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
func readZone(st *stamp, ts []token, i int, loc locale) {
	for k := i; k < min(i+3, len(ts)); k++ {
		t := ts[k]
		switch {
		case (t.text == "+" || t.text == "-" || t.text == "−") && k+1 < len(ts) && ts[k+1].isNumber() && !ts[k+1].spaced:
			if minutes, ok := offsetAt(ts, k+1); ok {
				if t.text != "+" {
					minutes = -minutes
				}
				st.offset, st.zoned = minutes, true
			}
			return
		case t.isWord() && t.upper:
			minutes, ok := zoneNamed(t.text, *st, loc)
			if !ok {
				return
			}
			st.offset, st.zoned = minutes, true
			if t.text != "gmt" && t.text != "utc" {
				return
			}
		case t.isWord() || t.isNumber():
			return
		}
	}
}

// offsetAt reads 0530, 05:30 and 5 as minutes.
func offsetAt(ts []token, i int) (int, bool) {
	t := ts[i]
	switch {
	case t.digits == 4:
		return t.n/100*60 + t.n%100, t.n <= 1400
	case t.digits > 2 || t.n > 14:
		return 0, false
	case i+2 < len(ts) && ts[i+1].text == ":" && ts[i+2].digits == 2:
		return t.n*60 + ts[i+2].n, true
	}
	return t.n * 60, true
}

func zoneNamed(name string, st stamp, loc locale) (minutes int, ok bool) {
	if minutes, ok = zonesByCountry[loc.country][name]; ok {
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
func americanSummer(st stamp) bool {
	sunday := func(month time.Month, n int) int {
		first := time.Date(st.year, month, 1, 0, 0, 0, 0, time.UTC).Weekday()
		return 1 + (7-int(first))%7 + 7*(n-1)
	}
	switch {
	case st.month == 3:
		return st.day > sunday(time.March, 2) || st.day == sunday(time.March, 2) && st.hour >= 2
	case st.month == 11:
		return st.day < sunday(time.November, 1) || st.day == sunday(time.November, 1) && st.hour < 2
	}
	return st.month > 3 && st.month < 11
}
