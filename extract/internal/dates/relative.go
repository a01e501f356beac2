package dates

import (
	"regexp"
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// IsRelative tells whether a short text says how long ago something was: 3 hours ago, för 3
// timmar sedan, hace dos días, 3時間前. It is no date, but stands where one does.
func IsRelative(text string) bool {
	const longest, blanks = 60, 4 // bytes
	if len(text) >= longest || !mayBeRelative(text) || strings.Count(text, " ") > blanks {
		return false
	}
	return ago.MatchString(text)
}

// mayBeRelative tells for next to nothing that most texts do not say it: by how they begin
// and end.
func mayBeRelative(text string) bool {
	return strings.HasSuffix(text, "前") || strings.HasSuffix(text, "전") || strings.HasSuffix(text, "ที่แล้ว") ||
		agoBehind.OfAnyCase(text[strings.LastIndexByte(text, ' ')+1:]) || agoBefore.Begin(text)
}

// What stands before and behind the number.
const (
	wordsBefore = `vor|il y a|hace|há|πριν|πριν από|منذ|قبل|לפני|för|for|fyrir|para|acum|przed|před|pre|prije|пре|преди|cách đây`
	wordsBehind = `ago|fa|geleden|siden|sedan|sitten|tagasi|temu|назад|тому|önce|lalu|yang lalu|trước|पहले|আগে|पूर्व|पहिले|atrás`
)

var (
	agoBefore = func() wording.ByLetter {
		words := strings.Split(wordsBefore, "|")
		for i := range words {
			words[i] += " "
		}
		return wording.Index(words)
	}()
	agoBehind = wording.NewTable(wording.PhraseSet(wordsBehind))
)

var ago = regexp.MustCompile(`(?i)^(?:` + wordsBefore + `) (?:\d{1,2}|einem|einer|zwei|drei|une?|deux|trois|una|dos|tres|uma?|dois|duas|en|ett|et) \pL+(?: (?:sedan|siden|síðan))?$|` +
	`^(?:about |over )?(?:\d{1,2}|an?|one) ?\pL{1,12}\.? (?:` + wordsBehind + `)$|` +
	`^(?:约|約)?\d{1,2} ?(?:秒|分钟|分鐘|分|小时|小時|時間|天|日|周|週間|週|個月|个月|ヶ月|か月)前$|^\d{1,2} ?(?:초|분|시간|일|주|개월) ?전$|^\d{1,2} ?\p{Thai}+ที่แล้ว$`)
