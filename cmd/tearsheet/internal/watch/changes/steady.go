package changes

import (
	"regexp"
	"strings"
)

// unsteady are what pages write that is another one at each visit, in the languages of the
// web's larger half: times of day, ages, and how many people did something.
var unsteady = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\b\d{1,2}[:h]\d{2}(:\d{2})?(\.\d+)?\s*([ap]\.?m\.?)?(\s*(utc|gmt|[ecmp][sd]t|ces?t|ist|bst|uhr))?`),
	regexp.MustCompile(`(?i)\b(just now|a moment ago|(a|an|one|\d+)\s*(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|years?)\s+ago)\b`),
	regexp.MustCompile(`(?i)\bvor\s+(einer|einem|wenigen|\d+)\s+(sekunden?|minuten?|stunden?|tag(en)?|wochen?|monat(en)?|jahr(en)?)\b`),
	regexp.MustCompile(`(?i)\bil y a\s+(une?|\d+)\s+(secondes?|minutes?|heures?|jours?|semaines?|mois|ans?)\b`),
	regexp.MustCompile(`(?i)\b(hace|há)\s+(una?|uma?|\d+)\s+(segundos?|minutos?|horas?|d[ií]as?|semanas?|m[eê]s(es)?|años?|anos?)\b`),
	regexp.MustCompile(`(?i)\b(un|una|\d+)\s+(secondi|minut[oi]|or[ae]|giorn[oi]|settiman[ae])\s+fa\b`),
	regexp.MustCompile(`(?i)\b\d[\d.,\x{a0}\x{202f}]*\s*([km]\s)?\s*(views?|reads?|readers?|visitors?|visits?|clicks?|downloads?|comments?|replies|shares?|likes?|reactions?|votes?|followers?|subscribers?|members online|people (are )?(reading|watching|viewing)|watching|online|aufrufe|leser|kommentare?|vues|lectures|commentaires?|partages|visitas|vistas|lecturas|comentarios|visualizações|comentários|visualizzazioni|commenti)\b`),
	regexp.MustCompile(`(?i)\b(views?|reads?|visitors?|visits?|comments?|shares?|likes?|votes?|hits|aufrufe|kommentare|vues|commentaires|visitas|comentarios|commenti)\s*[:(]\s*\d[\d.,]*\s*[km]?\)?`),
}

// Steady is a text without the clocks and counters in it.
func Steady(text string) string {
	if !strings.ContainsAny(text, "0123456789") && !strings.Contains(text, "ago") && !strings.Contains(text, "now") {
		return text
	}
	for _, p := range unsteady {
		text = p.ReplaceAllString(text, "…")
	}
	return text
}

// wordsUpTo tells whether a text has no more words than so many.
func wordsUpTo(text string, most int) bool {
	n := 0
	for range strings.FieldsSeq(text) {
		if n++; n > most {
			return false
		}
	}
	return true
}
