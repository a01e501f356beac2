package extract

import (
	"strings"
	"sync"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

var noteClaims = []claim[[]string]{
	{"notes on the page", visibleNotes},
}

// noteWords are what a note says at its beginning: a correction, a word of the
// editors, or that nobody at the site has read the story.
var noteWords = wording.List(`this is a breaking news story|this is a breaking story|this is a developing story|this is a developing news story|this story is developing|this story will be updated|this breaking news story|dieser artikel wird laufend aktualisiert|diese meldung wird laufend aktualisiert|dieser text wird laufend aktualisiert|cet article sera mis à jour|cet article est en cours de mise à jour|noticia en desarrollo|esta noticia se actualizará|esta noticia está en desarrollo|notizia in aggiornamento|articolo in aggiornamento|matéria em atualização|notícia em atualização|dit bericht wordt aangevuld|dit artikel wordt aangevuld|texten uppdateras|artikeln uppdateras|saken oppdateres|artiklen opdateres|juttua päivitetään|juttu päivittyy|новость дополняется|материал дополняется|новина доповнюється|článek aktualizujeme|zprávu aktualizujeme|artykuł jest aktualizowany|wiadomość jest aktualizowana|cikkünk frissül|știre în curs de actualizare|haber güncelleniyor|berita ini akan diperbarui|editor's note|editor’s note|editors' note|editors’ note|editor note|correction:|correction (|corrections:|correction -|clarification:|disclaimer:|disclaimer -|this story has been corrected|this article has been corrected|this article was amended|
	this story comes from|this article comes from|this story has been updated|this article has been updated|an earlier version of this|a previous version of this|this story has not been edited|this article has not been edited|this is an unedited|except for the headline|this article was originally published|this story was originally published|
	this article has been republished|this article is republished|this story is auto|this article is auto|this story was auto|the above story|published from|with inputs from|with agency inputs|
	anm. d. red|anmerkung der redaktion|hinweis der redaktion|korrektur:|transparenzhinweis|note de la rédaction|ndlr|correction :|nota de la redacción|nota del editor|fe de errores|nota da redação|nota della redazione|noot van de redactie|rättelse|
	korjaus:|redaktionens anmärkning|corrección:|corrección (|rectificación:|errata:|correção:|correção (|errata :|erratum :|rectificatif :|rectificatif|mise à jour :|correzione:|errata corrige|precisazione:|rettifica:|correctie:|rectificatie:|correctie (|rettelse:|rettelse (|rättat:|rättelse:|oikaisu:|berichtigung:|richtigstellung:|korrektur (|korrekturhinweis:|aktualisierung:|korekta:|erratum:|oprava:|helyesbítés:|rectificare:|erată:|исправление:|уточнение:|поправка:|уточнення:|виправлення:|διόρθωση:|düzeltme:|ralat:|koreksi:|đính chính:|訂正：|訂正:|【訂正】|お詫びと訂正|更正：|更正:|정정:|정정합니다|바로잡습니다|תיקון:|تصحيح:|संशोधन:|सुधार:|od redakcji|sprostowanie|от редакции|примечание редакции|примітка редакції|editörün notu|düzeltme|編集部注|編者按|편집자 주|ملاحظة المحرر|تصحيح|
	erramos:|erramos :|fe de erratas|fe d'errades|aclaración:|correcció:|précision :|rectification :|naschrift redactie|noot redactie|noot van de redactie|korreksjon:|rettelse:|opravujeme:|helyreigazítás|ispravak:|исправка:|поправка:|διευκρίνιση:|勘误：|勘误:|勘誤：|编者注|編按：|編者按|편집자주|고침:|تنويه:|اصلاحیه:|تصحیح:|הבהרה:|भूल सुधार:|แก้ไขข่าว:|
	डिस्क्लेमर:|अस्वीकरण:|haftungsausschluss:|avertissement :|descargo de responsabilidad:|дисклеймер:|sorumluluk reddi:|免责声明：|免责声明:|免責聲明：|免責事項：|إخلاء مسؤولية:`)

var notesByLetter = sync.OnceValue(func() wording.ByLetter { return wording.Index(noteWords) })

func visibleNotes(s *source, _ *Article) []string {
	var out people.List
	for _, m := range s.noteTexts {
		if m.at < s.lineAt || s.region(m)&elsewhere != 0 {
			continue
		}
		block := m.node.Parent
		for block.Parent != nil && dom.InlineTags.Of(block.DataAtom) {
			block = block.Parent
		}
		t := dom.TextOf(block, maxText)
		if !isNote(t) {
			t = dom.TextOf(m.node.Parent, maxText)
		}
		if len(t) < maxText && isNote(t) && len(t) > 20 {
			out.Add(t)
		}
	}
	return out.Names
}

// beginsNote tells whether text begins as a note does, or speaks of the story itself.
func beginsNote(t string) bool {
	t = withoutNoteDay(wording.SkipSigns(t, "([*—–- "))
	return notesByLetter().Begin(t) || subjectsByLetter().Begin(t)
}

// withoutNoteDay is a text without the day behind what it calls itself: Correction, March 7: ...
func withoutNoteDay(t string) string {
	const longest = 60 // bytes of the label
	end := strings.IndexByte(t[:min(len(t), longest+1)], ':')
	if end < 0 {
		return t
	}
	label, rest := t[:end], t[end+1:]
	word, day, dated := strings.Cut(label, ", ")
	if !dated || !dates.HoldsDay(dates.Tokenize(day)) {
		return t
	}
	return word + ":" + rest
}

// isNote tells whether a whole paragraph is a note. A paragraph may well speak of
// the story itself: it is a note if it stands in brackets, or tells of the feed or
// agency that the story came from.
func isNote(t string) bool {
	inner := withoutNoteDay(strings.TrimLeft(t, "([*—–- "))
	if notesByLetter().Begin(inner) {
		return true
	}
	if !subjectsByLetter().Begin(inner) {
		return false
	}
	bracketed := strings.HasPrefix(t, "(") && strings.HasSuffix(strings.TrimRight(t, ". "), ")") || strings.HasPrefix(t, "[") && strings.HasSuffix(t, "]")
	return bracketed || len(t) < 300 && wording.ContainsAny(strings.ToLower(t), feedWords)
}

// noteSubjects are how a story speaks of itself.
var noteSubjects = wording.List(`this story|this article|this report|this copy|this item|this post|this content|this piece|this text|this news|the story|the article|except for the headline|with the exception of the headline|barring the headline|only the headline|apart from the headline|
	dieser artikel|dieser beitrag|dieser text|diese meldung|diese nachricht|dieser bericht|die meldung|cet article|cette dépêche|ce texte|ce contenu|cette information|este artículo|este articulo|esta noticia|esta nota|este texto|esta información|este contenido|este artigo|esta matéria|esta notícia|este conteúdo|
	questo articolo|questa notizia|questo testo|questo contenuto|dit artikel|dit bericht|deze tekst|denne artikkelen|denne saken|denne artikel|den här artikeln|artikeln|tämä juttu|tämä artikkeli|ten artykuł|ta depesza|tekst ten|эта статья|этот материал|эта новость|материал|ця стаття|цей матеріал|tento článek|tento článok|
	ez a cikk|acest articol|această știre|αυτό το άρθρο|το παρόν|bu haber|bu makale|bu içerik|artikel ini|berita ini|bài viết này|यह खबर|यह ख़बर|यह समाचार|यह स्टोरी|यह लेख|इस खबर|इस ख़बर|この記事|本記事|当記事|本文|此文|本报道|이 기사|이 글은|هذا المقال|هذا الخبر|הכתבה|ידיעה זו`)

var subjectsByLetter = sync.OnceValue(func() wording.ByLetter { return wording.Index(noteSubjects) })

// feedWords are what such a note says of where the story came from.
var feedWords = []string{"feed", "syndicat", "automat", "unedited", "not been edited", "not been changed", "not edited", "wire service", "nachrichtenagentur", "agenturmeldung", "unverändert", "nicht bearbeitet", "fil d'", "agence", "sans modification", "agencia", "sin editar", "agência", "sem edição",
	"agenzia", "persbureau", "nyhetsbyrå", "uutistoimisto", "agencj", "агентств", "автоматич", "agentur", "hírügynökség", "agenți", "πρακτορείο", "ajans", "kantor berita", "thông tấn", "फीड", "फ़ीड", "एजेंसी", "संपादित", "配信", "自動", "自动", "通讯社", "자동", "통신사", "وكالة", "تلقائي", "סוכנות", "אוטומטי"}
