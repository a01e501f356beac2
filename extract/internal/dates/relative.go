package dates

import (
	"regexp"
	"strings"
)

// IsRelative tells whether a short text says how long ago something was: 3 hours ago, för 3
// timmar sedan, hace dos días, 3時間前. It is no date, but stands where one does.
func IsRelative(text string) bool {
	const longest, blanks = 60, 4 // bytes
	if len(text) >= longest || strings.Count(text, " ") > blanks {
		return false
	}
	return ago.MatchString(text)
}

// HoldsDay tells whether tokens have a day of a month, be it of any year: 15 juni, Mar 3, 3月5日.
func HoldsDay(ts []Token) bool {
	const near = 2 // tokens between, a dot or a word
	for i, t := range ts {
		if !t.isDay() {
			continue
		}
		if i+1 < len(ts) && ts[i+1].begins("月", "월") {
			return true
		}
		for _, o := range ts[max(i-near, 0):min(i+near+1, len(ts))] {
			if months()[o.Text] > 0 {
				return true
			}
		}
	}
	return false
}

var ago = regexp.MustCompile(`(?i)^(?:vor|il y a|hace|há|πριν(?: από)?|منذ|قبل|לפני|för|for|fyrir|para|acum|przed|před|pre|prije|пре|преди|cách đây) (?:\d{1,2}|einem|einer|zwei|drei|une?|deux|trois|una|dos|tres|uma?|dois|duas|en|ett|et) \pL+(?: (?:sedan|siden|síðan))?$|` +
	`^(?:about |over )?(?:\d{1,2}|an?|one) ?\pL{1,12}\.? (?:ago|fa|geleden|siden|sedan|sitten|tagasi|temu|назад|тому|önce|(?:yang )?lalu|trước|पहले|আগে|पूर्व|पहिले|atrás)$|` +
	`^(?:约|約)?\d{1,2} ?(?:秒|分钟|分鐘|分|小时|小時|時間|天|日|周|週間|週|個月|个月|ヶ月|か月)前$|^\d{1,2} ?(?:초|분|시간|일|주|개월) ?전$|^\d{1,2} ?\p{Thai}+ที่แล้ว$`)
