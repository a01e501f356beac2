package dates

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// Years are counted from other beginnings too: in Japan by the reign, in Taiwan from the
// republic, in Thailand from the Buddha, in Iran and Afghanistan by the sun from the Hijra.

// eraStarts are the years before the first of each era.
var eraStarts = map[string]int{
	"令和": 2018, "㋿": 2018, "平成": 1988, "㍻": 1988, "昭和": 1925, "㍼": 1925, "大正": 1911, "明治": 1867,
	"r": 2018, "h": 1988, "s": 1925, "民國": 1911, "民国": 1911, "中華民國": 1911,
}

var (
	eraYear      = regexp.MustCompile(`(令和|㋿|平成|㍻|昭和|㍼|大正|明治|中華民國|民國|民国)\s*(元|[\d０-９]{1,3}|[一二三四五六七八九十]{1,3})\s*年`)
	yearTwice    = regexp.MustCompile(`(\d{4}年)\s*[（(]\d{4}年?[)）]`)
	eraNumbers   = regexp.MustCompile(`(?i)(?:^|[^\pL\d])(令和|平成|昭和|民國|民国|[rhs])\s?\.?(\d{1,3})[./-](\d{1,2})[./-](\d{1,2})(?:$|[^\d])`)
	republicYear = regexp.MustCompile(`(?:^|[^\pL\d/.-])(1\d\d)([./-])\d{1,2}[./-]\d{1,2}(?:$|[^\d./-])`) // 115/02/03, as offices in Taiwan write
	hanNumber    = regexp.MustCompile(`([〇零一二三四五六七八九十]+)\s*([年月日號号])`)
)

// InOurEra writes the years of Japan and Taiwan, and numbers in Chinese characters, as
// the other dates on the web are written: 令和8年11月9日 is 2026年11月9日.
func InOurEra(s string, loc Locale) string {
	if strings.Contains(s, "年") {
		s = eraYear.ReplaceAllStringFunc(s, func(m string) string {
			parts := eraYear.FindStringSubmatch(m)
			return strconv.Itoa(eraStarts[parts[1]]+hanValue(parts[2])) + "年"
		})
		s = yearTwice.ReplaceAllString(s, "$1")
		s = hanNumber.ReplaceAllStringFunc(s, func(m string) string {
			parts := hanNumber.FindStringSubmatch(m)
			return strconv.Itoa(hanValue(parts[1])) + parts[2]
		})
		return s
	}
	if loc.Language != "ja" && loc.Language != "zh" {
		return s
	}
	if m := republicYear.FindStringSubmatchIndex(s); m != nil && loc.Language == "zh" {
		return s[:m[2]] + strconv.Itoa(eraStarts["民國"]+wording.Number(s[m[2]:m[3]])) + s[m[3]:]
	}
	if m := eraNumbers.FindStringSubmatchIndex(s); m != nil {
		year := eraStarts[strings.ToLower(s[m[2]:m[3]])] + wording.Number(s[m[4]:m[5]])
		s = s[:m[2]] + strconv.Itoa(year) + "-" + s[m[6]:m[7]] + "-" + s[m[8]:]
	}
	return s
}

// hanValue is a number in Chinese characters, one for each digit or with tens between, or
// in digits; the first year of an era is no number.
func hanValue(s string) int {
	if s == "元" {
		return 1
	}
	n, digit, tens := 0, 0, false
	for _, r := range s {
		switch i := strings.IndexRune("〇一二三四五六七八九", r); {
		case r == '零':
			digit = digit * 10
		case r == '十':
			n, digit, tens = 10*max(digit, 1), 0, true
		case r >= '０' && r <= '９':
			digit = digit*10 + int(r-'０')
		case r >= '0' && r <= '9':
			digit = digit*10 + int(r-'0')
		case i >= 0:
			digit = digit*10 + i/len("一")
		}
	}
	if tens {
		return n + digit
	}
	return digit
}

// gregorian turns a date of the Iranian or the Thai calendar into ours.
func (s Stamp) gregorian(loc Locale) Stamp {
	switch {
	case s.Month > persian:
		s.Year, s.Month, s.Day = fromPersian(s.Year, s.Month-persian, s.Day)
	case s.Year > 2400:
		s.Year -= 543
	case s.Year >= 1300 && s.Year < 1500 && (persianCounts[loc.Language] || persianCounts[loc.Country]):
		s.Year, s.Month, s.Day = fromPersian(s.Year, s.Month, s.Day)
		s.Vague = false
	}
	return s
}

// persianCounts are the languages whose pages count by the Iranian calendar.
var persianCounts = wording.Set("fa ps ckb ku tg")

// fromPersian converts a day of the Iranian calendar, whose leap years come in
// cycles of 33 years in our times.
func fromPersian(year, month, day int) (int, int, int) {
	days := (month-1)*31 + day
	if month > 7 {
		days -= month - 7
	}
	// 1 Farvardin 1375 was 20 March 1996; each cycle of 33 years has 8 leap days.
	for y := 1375; y < year; y++ {
		days += 365 + persianLeap(y)
	}
	for y := year; y < 1375; y++ {
		days -= 365 + persianLeap(y)
	}
	t := time.Date(1996, time.March, 19+days, 0, 0, 0, 0, time.UTC)
	return t.Year(), int(t.Month()), t.Day()
}

func persianLeap(year int) int {
	switch year % 33 {
	case 1, 5, 9, 13, 17, 22, 26, 30:
		return 1
	}
	return 0
}
