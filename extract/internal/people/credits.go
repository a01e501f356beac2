package people

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// Credits are the people that a credit line names for each kind of work.
type Credits struct {
	Reporting           []string
	AdditionalReporting []string
	Editing             []string
	Writing             []string
}

// creditWords are what a credit line says before the names, by the work it
// thanks for.
var creditWords = []struct {
	words string
	list  func(*Credits) *[]string
}{
	{`additional reporting by|with additional reporting by|additional reporting|zusätzliche berichterstattung von|unter mitarbeit von|mitarbeit von|mitarbeit|weitere berichterstattung von|colaboração de|reportage supplémentaire de|avec la contribution de|avec des contributions de|
		información adicional de|reporte adicional de|reportaje adicional de|con la colaboración de|reportagem adicional de|con il contributo di|met medewerking van|pelaporan tambahan oleh|współpraca:|dodatkowe informacje:|spolupráce:|spolupracovali:|közreműködött:|cu contribuția lui|med bidrag från|med bidrag fra|lisäraportointi:|katkıda bulunan:|katkıda bulunanlar:|追加取材:|追加取材：|补充报道:|补充报道：|추가 취재:|अतिरिक्त रिपोर्टिंग:|شارك في التغطية|تغطية إضافية|דיווח נוסף:|дополнительный репортаж|додатковий репортаж`,
		func(c *Credits) *[]string { return &c.AdditionalReporting }},
	{`reporting and writing by|reporting by|reported by|berichtet von|bericht von|bericht|berichterstattung von|reportage de|reportage par|reporte de|reportado por|reportaje de|reportagem de|reportagem por|репортаж|報道|reportage d’|reportage d'|servizio di|pelaporan oleh|dilaporkan oleh|laporan oleh|verslag door|verslaggeving door|rapportering av|zpráva:|relacja:|rapportering:|raportointi:|tudósított:|relatare:|reportaj:|ρεπορτάζ:|репортаж:|گزارش:|דיווח:|haber:|haberi yazan|रिपोर्टिंग:|रिपोर्ट:|প্রতিবেদন:|প্রতিবেদক:|报道:|报道：|報導:|報導：|phóng viên:|取材:|取材：|취재:`,
		func(c *Credits) *[]string { return &c.Reporting }},
	{`writing and editing by|writing by|written by|geschrieben von|rédigé par|écrit par|version française|escrito por|redactado por|redacción de|traducido por|traduzido por|scritto da|geschreven door|ditulis oleh|écrit par|إعداد|लेखन:|撰写:|撰写：|撰寫：|執筆：`,
		func(c *Credits) *[]string { return &c.Writing }},
	{`editing by|additional editing by|edited by|redigiert von|redaktion von|bearbeitet von|édition de|édition par|editado por|redigerat av|redigert av|под редакцией|редактор|édité par|edité par|editado por|edición de|edição de|edição por|montaggio di|bewerkt door|редактирование|édition d’|édition d'|disunting oleh|editor:|düzenleyen:|editör:|redaktion:|redakcja:|redigering:|redigering av|toimitus:|szerkesztette:|editare:|editat de|επιμέλεια:|editace:|עריכה:|ویرایش:|บรรณาธิการ:|เรียบเรียงโดย|penyunting:|editing di|تحرير|biên tập:|संपादन:|সম্পাদনা:|编辑:|编辑：|編輯:|編輯：|編集:|編集：|편집:`,
		func(c *Credits) *[]string { return &c.Editing }},
}

// IsWireCredit tells a wire's credit line from a byline that says "written by":
// it stands in brackets, or thanks for more than one kind of work, or for reporting.
func IsWireCredit(line string) bool {
	var c Credits
	AddCredits(&c, line)
	kinds := 0
	for _, list := range [][]string{c.Reporting, c.AdditionalReporting, c.Writing, c.Editing} {
		kinds += min(len(list), 1)
	}
	return kinds > 1 || kinds == 1 && ((strings.HasPrefix(line, "(") || strings.HasPrefix(line, "（")) || len(c.Reporting)+len(c.AdditionalReporting) > 0)
}

// BeginsCredit tells whether text begins as a credit line does.
func BeginsCredit(text string) bool {
	text = wording.SkipSigns(text, " ([（【［*—–-")
	if len(text) < 8 {
		return false
	}
	role, _ := creditRole(text)
	return role != nil
}

// creditRoles are the phrases of creditWords, and what list each stands for.
var creditRoles = sync.OnceValues(func() (wording.ByLetter, map[string]func(*Credits) *[]string) {
	var phrases []string
	lists := map[string]func(*Credits) *[]string{}
	for _, c := range creditWords {
		for _, p := range wording.List(c.words) {
			phrases = append(phrases, p)
			lists[p] = c.list
		}
	}
	return wording.Index(phrases), lists
})

// creditRole is the list that the words text begins with stand for, and what is
// behind them; nil if it begins with none.
func creditRole(text string) (list func(*Credits) *[]string, rest string) {
	phrases, lists := creditRoles()
	longest := ""
	for _, p := range phrases.Of(text) {
		if len(p) > len(longest) && len(text) > len(p) && wording.FoldPrefix(text, p) && endsRole(p, text[len(p):]) {
			longest = p
		}
	}
	if longest == "" {
		return nil, ""
	}
	return lists[longest], strings.TrimLeft(text[len(longest):], " :")
}

// endsRole tells whether a phrase ends where the names begin: behind it is a space or a
// colon, unless it ends in a sign itself.
func endsRole(phrase, rest string) bool {
	last, _ := utf8.DecodeLastRuneInString(phrase)
	return rest[0] == ' ' || rest[0] == ':' || strings.ContainsRune("’':：", last)
}

// AddCredits reads "(Reporting by A in B; editing by C and D)".
func AddCredits(c *Credits, line string) {
	line = strings.Trim(line, " ()[]（）【】［］.。*")
	for line != "" {
		var part string
		part, line = cutCredit(line)
		list, names := creditRole(part)
		if list == nil {
			continue
		}
		into := list(c)
		*into = append(*into, In(names)...)
	}
}

// cutCredit cuts line before its next credit: behind a semicolon, or behind any
// other sign that a credit follows.
func cutCredit(line string) (part, rest string) {
	for i, r := range line {
		if !strings.ContainsRune(";；,.،؛、，-–—", r) {
			continue
		}
		rest = strings.TrimPrefix(strings.TrimLeft(line[i:], ";；,.،؛、，-–— "), "and ")
		if list, _ := creditRole(rest); list != nil || r == ';' || r == '；' {
			return strings.TrimSpace(line[:i]), rest
		}
	}
	return line, ""
}

// Any tells whether anybody is named.
func (c Credits) Any() bool {
	return len(c.Reporting)+len(c.AdditionalReporting)+len(c.Editing)+len(c.Writing) > 0
}
