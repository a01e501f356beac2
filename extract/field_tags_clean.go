package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// cleaned takes out of what claims give what only machines read, and the site's own lists.
func cleaned(claims []claim[[]string]) []claim[[]string] {
	list := slices.Clone(claims)
	for i, c := range claims {
		if c.from == siteRule {
			continue
		}
		list[i].read = func(s *source, a *Article) []string { return s.cleanTags(c.read(s, a), a.Title) }
	}
	return list
}

// cleanTags drops identifiers, flags and codes, addresses of the site and links that lead to
// all of its topics. A list that begins with the site's name is the same on all its pages.
func (s *source) cleanTags(tags []string, title string) []string {
	const several = 3
	if len(tags) > several && s.namesSite(tags[0]) && !strings.Contains(tags[0], ".") && sharedWords(tags[0], title) == 0 {
		return nil
	}
	coded, shouted := 0, false
	for _, t := range tags {
		if isCode(t) {
			coded++
		}
		shouted = shouted || isShouted(t) // the site writes all of them in capitals
	}
	areCodes := coded > several && 2*coded > len(tags) && !shouted
	var out []string
	for i, t := range tags {
		t = filedUnder.ReplaceAllString(t, "")
		if t == "" || machineTag.MatchString(t) || (i == 0 || i == len(tags)-1) && allTopics[strings.ToLower(t)] || areCodes && isCode(t) || strings.EqualFold(t, s.host) || slices.Contains(out, t) {
			continue
		}
		out = append(out, t)
	}
	return out
}

// filedUnder is what a system writes before the name of a category.
var filedUnder = regexp.MustCompile(`(?i)^(?:category|section|topic|kategorie|catégorie|categoría|categoria|categorie) ?: *`)

// machineTag matches what only a machine reads: identifiers, numbers, names of flags, what
// a program has found in the text.
var machineTag = regexp.MustCompile(`^(?:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|[0-9a-f]{16,}|\d{5,}|[a-z0-9]+(?:_[a-z0-9]+)+|NLP [A-Z].*|[a-z]+:[a-z0-9_/-]+)$`)

// isCode tells whether a tag is a code: a few capitals and digits without a space.
func isCode(t string) bool {
	const longest = 20
	return len(t) <= longest && t == strings.ToUpper(t) && t != strings.ToLower(t) && !strings.Contains(t, " ") && !strings.ContainsFunc(t, func(r rune) bool { return r > unicode.MaxASCII })
}

// allTopics are links that stand at the end of a list of tags.
var allTopics = wording.PhraseSet(`tags | topics | themen | alle themen | alle schlagworte | mehr zum thema | all topics | more topics | all tags | more news | see all | view all |
	tous les sujets | tous les thèmes | toute l'actualité | voir plus | todos los temas | ver más | todos os temas | ver mais | tutti gli argomenti | tutti i temi | alle onderwerpen | wszystkie tematy | все темы | всі теми | tüm konular`)
