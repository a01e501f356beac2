package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// tagWords are what a page writes before its tags.
var tagWords = wording.PhraseSet(`tag|tags|tagged|mada|filed under|archivado en|classé dans|abgelegt unter|en este artículo|neste artigo|in questo articolo|dans cet article|in diesem artikel|arquivado em|archiviato in|onderwerpen|chủ đề|topics|keywords|schlagwort|schlagwörter|schlagworte|stichwörter|stichworte|themen|étiquettes|mots-clés|mots clés|etiquetas|palabras clave|temas|marcadores|palavras-chave|argomenti|parole chiave|trefwoorden|etiketter|ämnen|emneord|emner|avainsanat|aiheet|tagi|tematy|temat|témata|téma|temi|teme|thema's|themen|témák|emneord|słowa kluczowe|štítky|klíčová slova|címkék|címke|etichete|cuvinte cheie|oznake|anahtar kelimeler|konular|ključne riječi|
	теги|метки|ключевые слова|тэги|ключові слова|мітки|етикети|ετικέτες|etiketler|الكلمات الدلالية|كلمات دلالية|كلمات مفتاحية|الوسوم|وسوم|برچسب ها|کلیدواژه ها|תגיות|תגים|टैग|टैग्स|ট্যাগ|குறிச்சொற்கள்|แท็ก|ป้ายกำกับ|từ khóa|từ khoá|thẻ|kata kunci|tags in this article|topics in this article|topics in this story|in this story|related topics|related tags|themen in diesem artikel|etiquetas relacionadas|temas relacionados|tópicos relacionados|assuntos|assuntos relacionados|argomenti correlati|temi correlati|thèmes associés|sujets associés|tag terkait|topik terkait|từ khóa liên quan|chủ đề liên quan|แท็กที่เกี่ยวข้อง|関連タグ|関連キーワード|相关标签|相關標籤|관련 태그|برچسب های مرتبط|ilgili etiketler|ilgili konular|темы|связанные темы|标签|标签|标籤|標籤|關鍵字|关键词|关键字|キーワード|タグ|태그|키워드`)

var tagWordTable = wording.NewTable(tagWords)

// isTagWord tells whether a text is such a word and nothing else.
func isTagWord(t string) bool {
	return tagWordTable.OfAnyCase(strings.ReplaceAll(wording.TrimSigns(t, " :：#"), "\u200c", " "))
}

// labelledTags are the links beside such a word, in an element that holds no more.
func labelledTags(s *source, a *Article) []string {
	const most, levels = 15, 3 // links; elements around the word
	for _, m := range s.tagTexts {
		if m.at < s.lineAt {
			continue
		}
		around := m.node.Parent
		for range levels {
			if around == nil || around.DataAtom == atom.Body || len(linksIn(around, nil)) > 0 {
				break
			}
			around = around.Parent
		}
		if around == nil || around.DataAtom == atom.A {
			continue
		}
		links := linkTexts(around)
		if len(links) == 0 {
			if tags := unlinkedTags(m.node); len(tags) > 0 && s.region(m)&elsewhere == 0 {
				return tags
			}
		}
		if len(links) == 0 || len(links) > most || !isTagWord(looseText(around)) || s.region(m)&elsewhere != 0 && !areTagLinks(around) {
			continue
		}
		var out people.List
		for _, t := range links {
			if _, isDate := dates.Parse(t, dates.Locale{}); !isDate && !isTagWord(t[strings.LastIndexByte(t, ' ')+1:]) && wording.Plain(t) != wording.Plain(a.Title) {
				out.Add(t)
			}
		}
		return out.Names
	}
	return nil
}

// unlinkedTags are the words behind such a word and a colon, with commas between them, in its
// own line: Schlagworte: Glocken, Hafen
func unlinkedTags(word *html.Node) []string {
	const longest, each = 200, 40 // letters
	line := word.Parent
	for line != nil && dom.InlineTags.Of(line.DataAtom) {
		line = line.Parent
	}
	if line == nil {
		return nil
	}
	label, list, found := strings.Cut(dom.TextOf(line, 4*longest), ":")
	if !found || !isTagWord(label) || utf8.RuneCountInString(list) > longest || strings.HasSuffix(list, ".") {
		return nil
	}
	tags := splitTags([]string{list})
	if slices.ContainsFunc(tags, func(t string) bool { return utf8.RuneCountInString(t) > each }) {
		return nil
	}
	return tags
}

// areTagLinks tells whether all links in an element say that they lead to tags: such a box may
// stand beside the article.
func areTagLinks(around *html.Node) bool {
	for _, a := range linksIn(around, nil) {
		if !slices.Contains(strings.Fields(dom.Attr(a, "rel")), "tag") {
			return false
		}
	}
	return true
}

// looseText is the text of an element that is not linked.
func looseText(n *html.Node) string {
	var out []string
	for _, t := range textNodes(n, nil) {
		if text := strings.Trim(t.Data, " \n\t,|·•/;"); text != "" && dom.Enclosing(t, atom.A) == nil {
			out = append(out, text)
		}
	}
	return strings.Join(out, " ")
}

// categoryWords are what a page writes before what it is filed under.
var categoryWords = wording.PhraseSet(`category|categories|posted in|kategorie|kategorien|rubrik|ressort|catégorie|catégories|rubrique|categoría|categorías|categoria|categorias|categorie|sezione|kategoria|kategorie|kategori|kategorier|luokka|kategória|rovat|secțiune|рубрика|рубрики|категория|категории|категорія|рубрика|κατηγορία|التصنيف|تصنيف|קטגוריה|श्रेणी|分类|分類|カテゴリ|カテゴリー|카테고리|chuyên mục`)

// standsUnderCategory tells whether the box of a link is named for categories, or has such a
// word before its links.
func standsUnderCategory(link *html.Node) bool {
	const levels = 3
	around := link.Parent
	for range levels {
		if around == nil || around.DataAtom == atom.Body {
			return false
		}
		label := looseText(around)
		if utf8.RuneCountInString(label) > maxLabel {
			return false
		}
		if readNames(dom.Attr(around, "class"))&markerSection != 0 || categoryWords[strings.ToLower(strings.Trim(label, " :："))] {
			return true
		}
		around = around.Parent
	}
	return false
}
