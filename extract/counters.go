package extract

import "strings"

// Some lines are told by their words alone: one that is made of nothing but
// numbers and the words of a counter, or of a pager, is template, whatever the
// page calls it and wherever it stands.

// counterWords are what pages write beside the numbers they count with: how often
// a post was seen or answered, and how long ago.
var counterWords = set(`asked answered viewed views view modified edited posted replied replies reply answers answer comments comment votes vote likes shares ago
	gefragt beantwortet angesehen aufrufe antworten antwort kommentare kommentar stimmen vor geändert bearbeitet
	posée demandé vue vues réponses réponse commentaires commentaire votes modifié
	preguntado preguntada formulada hace vista visto vistas respuestas respuesta comentarios comentario votos modificada
	perguntado perguntada há visualizações respostas resposta comentários comentário
	chiesto fa visualizzazioni visualizzato risposte risposta commenti commento voti
	gevraagd geleden bekeken weergaven antwoorden antwoord reacties reactie stemmen
	zadano temu wyświetleń wyświetlono odpowiedzi odpowiedź komentarzy głosów
	задан задано назад просмотров просмотра просмотрен ответов ответа ответ комментариев голосов
	soruldu önce görüntülenme görüntülendi cevap yanıt yorum`)

// counterUnits are the words between those.
var counterUnits = set(`times time min mins minute minutes hour hours day days week weeks month months year years last active today yesterday just now k m and in the on at
	aktiv mal jahr jahren monat monaten tag tagen stunde stunden minuten woche wochen zuletzt heute gestern
	il y a ans an mois jours jour heures heure fois aujourd hui hier année
	años año meses mes días día horas hora veces activa hoy ayer
	anos ano dias dia vezes hoje ontem
	anni anno mesi mese giorni giorno ore ora volte oggi ieri
	jaar jaren maanden maand dagen dag uur keer
	lat lata rok miesięcy miesiące dni dzień godzin razy
	вопрос лет года год месяцев месяца дней дня часов минут раз
	yıl ay gün saat kez kere`)

// pagerWords are the words of the links that lead through an article of several pages.
var pagerWords = set(`page pages of next previous prev first last view all show as one single on a print full article read back continue to go
	seite seiten von nächste nächster vorherige vor zurück weiter erste letzte auf einer alle alles anzeigen lesen artikel ganzer ganzen zur zum gesamten
	sur de suivante suivant précédente précédent première dernière afficher voir toutes les en une seule tout lire l la
	página páginas siguiente anterior primera última ver todo en una sola toda leer
	próxima próximo seguinte primeira em uma só tudo ler
	pagina pagine di successiva successivo precedente prima ultima su tutto in sola avanti indietro
	van volgende vorige eerste laatste alles op één
	strona strony z następna następny poprzednia pierwsza ostatnia na jednej całość
	страница страницы из следующая следующий предыдущая первая последняя на одной странице все всё показать далее назад
	sayfa sonraki önceki ilk son tümü
	पृष्ठ पेज अगला पिछला का में से सभी एक`)

// saysOnly tells whether plain text, as letters makes it, has a number and one of
// words at least, and besides them nothing but units.
func saysOnly(plain string, words, units map[string]bool) bool {
	numbers, said := 0, 0
	for w := range strings.FieldsSeq(plain) {
		front := strings.Trim(w, "0123456789")
		if front != w {
			numbers++
		}
		switch {
		case words[front]:
			said++
		case front != "" && !units[front]:
			return false
		}
	}
	return numbers > 0 && said > 0
}

// isCounter tells whether a line counts something about the page: "Asked 6 years
// ago. Viewed 1k times".
func isCounter(plain string) bool {
	return len(plain) < 100 && strings.Contains(plain, " ") && saysOnly(plain, counterWords, counterUnits)
}

// isPager tells whether a line leads through the pages of an article.
func isPager(plain string) bool {
	return len(plain) < 160 && strings.Count(plain, " ") > 2 && saysOnly(plain, pagerWords, nil)
}
