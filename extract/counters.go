package extract

import "strings"

// Some lines are told by their words alone: one that is made of nothing but
// numbers and the words of a counter, or of a pager, is template, whatever the
// page calls it and wherever it stands.

// counterWords are what pages write around the numbers they count with: how often
// a post was seen or answered, and how long ago.
var counterWords = set(`asked answered active viewed views view times time modified edited posted replied replies reply answers answer comments comment votes vote likes like shares share reads read
	min mins minute minutes hour hours day days week weeks month months year years ago last today yesterday just now by k m score points points: and in the on at
	gefragt beantwortet aktiv angesehen mal aufrufe ansichten antworten antwort kommentare kommentar stimmen vor jahr jahren jahre monat monaten tag tagen stunde stunden minuten woche wochen zuletzt heute gestern geändert bearbeitet lesezeit
	posée demandé il y a ans an mois jours jour heures heure vue vues fois réponses réponse commentaires commentaire votes modifié aujourd hui hier lecture de temps
	preguntado preguntada formulada hace años año meses mes días día horas hora vista visto vistas veces respuestas respuesta comentarios comentario votos activa modificada hoy ayer lectura tiempo
	perguntado perguntada há anos ano dias dia horas visualizações vezes respostas resposta comentários comentário hoje ontem leitura tempo
	chiesto fa anni anno mesi mese giorni giorno ore ora visualizzazioni visualizzato volte risposte risposta commenti commento voti oggi ieri lettura tempo
	gevraagd geleden jaar jaren maanden maand dagen dag uur keer bekeken weergaven antwoorden antwoord reacties reactie stemmen leestijd
	zadano temu lat lata rok miesięcy miesiące dni dzień godzin wyświetleń wyświetlono razy odpowiedzi odpowiedź komentarzy głosów
	задан задано вопрос лет года год назад месяцев месяца дней дня часов минут просмотров просмотра просмотрен раз ответов ответа ответ комментариев голосов
	soruldu yıl ay gün saat önce görüntülenme görüntülendi kez kere cevap yanıt yorum`)

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

// saysOnly tells whether plain text, as letters makes it, has a number and is made
// of nothing but numbers and words.
func saysOnly(plain string, words map[string]bool) bool {
	numbers := 0
	for w := range strings.FieldsSeq(plain) {
		front := strings.Trim(w, "0123456789")
		if front != w {
			numbers++
		}
		if front != "" && !words[front] {
			return false
		}
	}
	return numbers > 0
}

// isCounter tells whether a line counts something about the page: "Asked 6 years
// ago. Viewed 1k times".
func isCounter(plain string) bool {
	return len(plain) < 100 && strings.Contains(plain, " ") && saysOnly(plain, counterWords)
}

// isPager tells whether a line leads through the pages of an article.
func isPager(plain string) bool {
	return len(plain) < 160 && strings.Count(plain, " ") > 1 && saysOnly(plain, pagerWords)
}
