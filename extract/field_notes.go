package extract

import (
	"strings"
	"sync"
)

var noteClaims = []claim[[]string]{
	{"notes on the page", visibleNotes},
}

// noteWords are what a note says at its beginning: a correction, a word of the
// editors, or that nobody at the site has read the story.
var noteWords = prefixes(`editor's note|editor’s note|editors' note|editors’ note|editor note|correction:|correction (|corrections:|correction -|clarification:|disclaimer:|disclaimer -|this story has been corrected|this article has been corrected|this article was amended|
	this story comes from|this article comes from|this story has been updated|this article has been updated|an earlier version of this|a previous version of this|this story has not been edited|this article has not been edited|this is an unedited|except for the headline|this article was originally published|this story was originally published|
	this article has been republished|this article is republished|this story is auto|this article is auto|this story was auto|the above story|published from|with inputs from|with agency inputs|
	anm. d. red|anmerkung der redaktion|hinweis der redaktion|korrektur:|transparenzhinweis|note de la rédaction|ndlr|correction :|nota de la redacción|nota del editor|fe de errores|nota da redação|nota della redazione|noot van de redactie|rättelse|
	korjaus:|redaktionens anmärkning|od redakcji|sprostowanie|от редакции|примечание редакции|примітка редакції|editörün notu|düzeltme|編集部注|編者按|편집자 주|ملاحظة المحرر|تصحيح`)

var notesByLetter = sync.OnceValue(func() byLetter { return indexPhrases(noteWords) })

func visibleNotes(s *source, _ *Article) []string {
	var out []string
	for _, m := range s.noteTexts {
		if m.at < s.lineAt || s.region(m)&elsewhere != 0 {
			continue
		}
		block := m.node.Parent
		for block.Parent != nil && inlineTags[block.DataAtom] {
			block = block.Parent
		}
		t := textOf(block, maxText)
		if !beginsNote(t) {
			t = textOf(m.node.Parent, maxText)
		}
		if len(t) < maxText && beginsNote(t) && len(t) > 20 {
			out = appendNew(out, t)
		}
	}
	return out
}

// beginsNote tells whether text begins as a note does.
func beginsNote(t string) bool {
	t = strings.TrimLeft(t, "([*—–- ")
	for _, w := range notesByLetter().of(t) {
		if foldPrefix(t, w) {
			return true
		}
	}
	return false
}
