package extract

import "strings"

// creditWords are what a credit line says before the names, by the work it
// thanks for; the longest match counts.
var creditWords = []struct {
	words string
	list  func(*Credits) *[]string
}{
	{"additional reporting by|additional reporting|with additional reporting by|zusätzliche berichterstattung von|reportage supplémentaire de|avec la contribution de|información adicional de|reporte adicional de|reportagem adicional de|mitarbeit:|unter mitarbeit von|contributions de|con la colaboración de",
		func(c *Credits) *[]string { return &c.AdditionalReporting }},
	{"reporting and writing by|reporting by|reported by|report by|berichtet von|bericht von|reporter:|reportage de|reportage par|reporte de|reportaje de|información de|reportagem de|por|servizio di|door|репортаж|автор|報道|رپورٹ|bearbeitet",
		func(c *Credits) *[]string { return &c.Reporting }},
	{"writing and editing by|writing by|written by|geschrieben von|rédigé par|écrit par|rédaction|escrito por|redacción de|texto de|scritto da|redigiert von|geschreven door|tradução|version française|traducido por",
		func(c *Credits) *[]string { return &c.Writing }},
	{"editing by|edited by|additional editing by|redaktion:|édité par|edité par|editado por|edición de|edição de|edição|a cura di|redigering|red.|montage|bewerkt door",
		func(c *Credits) *[]string { return &c.Editing }},
}

func readCredits(s *source, a *Article) string {
	a.Credits = Credits{[]string{}, []string{}, []string{}, []string{}}
	from := ""
	for _, m := range s.creditMarks() {
		if m.at < s.lineAt || s.region(m)&elsewhere != 0 {
			continue
		}
		if addCredits(&a.Credits, textOf(m.node, maxText)) {
			from = "credit line"
		}
	}
	return from
}

// creditMarks are the elements around the texts that begin as a credit line does.
func (s *source) creditMarks() []mark {
	out := make([]mark, len(s.credits))
	for i, m := range s.credits {
		if p := m.node.Parent; p != nil && len(textOf(p, maxText)) <= maxText {
			m.node = p
		}
		out[i] = m
	}
	return out
}

// beginsCredit tells whether text begins as a credit line does.
func beginsCredit(text string) bool {
	text = strings.TrimLeft(text, " \t\r\n([*—–-")
	if len(text) < 8 {
		return false
	}
	role, _ := creditRole(text[:min(len(text), 60)])
	return role >= 0 && role != 4
}

// creditRole is the place in creditWords of the words that text begins with, and
// what is behind them; -1 if it begins with none.
func creditRole(text string) (role int, rest string) {
	role, longest := -1, 0
	for i, c := range creditWords {
		for w := range strings.SplitSeq(c.words, "|") {
			if len(w) > longest && len(text) > len(w) && strings.EqualFold(text[:len(w)], w) && strings.ContainsAny(text[len(w):len(w)+1], " :") {
				role, longest = i, len(w)
			}
		}
	}
	if role < 0 {
		return -1, ""
	}
	return role, strings.TrimLeft(text[longest:], " :")
}

// addCredits reads "(Reporting by A in B; editing by C and D)".
func addCredits(c *Credits, line string) bool {
	found := false
	line = strings.Trim(line, " ()[].*")
	for part := range strings.FieldsFuncSeq(line, func(r rune) bool { return r == ';' || r == '；' || r == '.' }) {
		part = strings.TrimSpace(part)
		part = strings.TrimPrefix(part, "and ")
		role, names := creditRole(part)
		if role < 0 {
			continue
		}
		into := creditWords[role].list(c)
		for _, n := range people(names) {
			*into = appendNew(*into, n)
			found = true
		}
	}
	return found
}
