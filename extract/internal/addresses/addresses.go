package addresses

import (
	"net/url"
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// HasFolder tells whether an address has one of names as a folder, and something in it.
func HasFolder(href string, names map[string]bool) bool {
	for start := strings.IndexByte(href, '/') + 1; start > 0; {
		n := strings.IndexByte(href[start:], '/')
		if n < 0 {
			return false
		}
		if n > 1 && n < 12 && names[href[start:start+n]] && len(href) > start+n+1 {
			return true
		}
		start += n + 1
	}
	return false
}

// tagPaths are the folders of a site where the pages of its tags are.
var tagPaths = wording.Set("tag tags topic topics thema themen schlagwort schlagworte keyword keywords hashtag stichwort stichworte etiqueta etiquetas tema temas temat tematy tematicas aihe aiheet emne cimke eticheta etykieta avainsana etiket konu label sujet tagged")

// LeadsToTag tells whether an address is that of the page of a tag.
func LeadsToTag(href string) bool { return HasFolder(href, tagPaths) }

// categoryPaths are the folders of a site where the pages of its categories are.
var categoryPaths = wording.Set("category categories kategorie kategorien categoria categoría categorias categorie catégorie rubrik rubrique")

// LeadsToCategory tells whether an address is that of the page of a category.
func LeadsToCategory(href string) bool { return HasFolder(href, categoryPaths) }

// authorPaths are the folders of a site where its authors' pages are.
var authorPaths = wording.Set(`author authors autor autoren autores auteur auteurs autore autori people person profile profiles contributor contributors staff writer writers editors
	journalist journalists journaliste reporter reporters by editor redaktion redakteur redakteure byline bylines columnist columnists team forfatter producers yazar yazarlar penulis profil users user members`)

// LeadsToAuthor tells whether an address is that of an author's page.
func LeadsToAuthor(href string) bool {
	return HasFolder(href, authorPaths) || strings.Contains(href, "author=")
}

// SameSite compares the last two parts of host names.
func SameSite(a, b string) bool { return siteOf(a) == siteOf(b) }

func siteOf(host string) string {
	parts := strings.Split(strings.ToLower(host), ".")
	return strings.Join(parts[max(0, len(parts)-2):], ".")
}

// HostLabel is the part of a host's name that someone chose: example of
// news.example.co.uk.
func HostLabel(host string) string {
	labels := strings.Split(host, ".")
	if len(labels) < 2 {
		return ""
	}
	labels = labels[:len(labels)-1]
	if last := labels[len(labels)-1]; len(labels) > 1 && (len(last) <= 3 && secondLevels[last]) {
		labels = labels[:len(labels)-1]
	}
	return wording.Plain(labels[len(labels)-1])
}

var secondLevels = wording.Set("co com org net gov edu ac or ne go gob gov nom blogspot")

// Resolve makes an address of a page at base absolute; empty if it cannot be made so, or
// leads to no page.
func Resolve(base *url.URL, href string) string {
	ref, err := url.Parse(strings.TrimSpace(href))
	if err != nil || href == "" {
		return ""
	}
	if base != nil {
		ref = base.ResolveReference(ref)
	}
	if ref.Host == "" || (ref.Scheme != "http" && ref.Scheme != "https") {
		return ""
	}
	return ref.String()
}
