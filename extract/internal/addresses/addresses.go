package addresses

import (
	"iter"
	"net/url"
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// folder is what the pages in a folder of a site are about.
type folder uint8

const (
	ofTags folder = 1 << iota
	ofCategories
	ofAuthors
)

// folders are the folders of sites, by their names.
var folders = func() map[string]folder {
	table := map[string]folder{}
	for kind, names := range map[folder]map[string]bool{ofTags: tagPaths, ofCategories: categoryPaths, ofAuthors: authorPaths} {
		for name := range names {
			table[name] |= kind
		}
	}
	return table
}()

// foldersIn are those of folders that an address has something in.
func foldersIn(href string) (kinds folder) {
	for name := range foldersOf(href) {
		kinds |= folders[name]
	}
	return kinds
}

// foldersOf gives the folders in an address whose names may be words, less one with nothing
// in it.
func foldersOf(href string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for start := strings.IndexByte(href, '/') + 1; start > 0; {
			n := strings.IndexByte(href[start:], '/')
			if n < 0 {
				return
			}
			if n > 1 && n < 12 && len(href) > start+n+1 && !yield(href[start:start+n]) {
				return
			}
			start += n + 1
		}
	}
}

// HasFolder tells whether an address has one of names as a folder, and something in it.
func HasFolder(href string, names map[string]bool) bool {
	for name := range foldersOf(href) {
		if names[name] {
			return true
		}
	}
	return false
}

// tagPaths are the folders of a site where the pages of its tags are.
var tagPaths = wording.Set("tag tags themes thematique thematiques sujets topic topics thema themen schlagwort schlagworte keyword keywords hashtag stichwort stichworte etiqueta etiquetas tema temas temat tematy tematicas aihe aiheet emne cimke eticheta etykieta avainsana etiket konu label sujet tagged")

// LeadsToTag tells whether an address is that of the page of a tag.
func LeadsToTag(href string) bool { return foldersIn(href)&ofTags != 0 }

// categoryPaths are the folders of a site where the pages of its categories are.
var categoryPaths = wording.Set("category categories kategorie kategorien categoria categoría categorias categorie catégorie rubrik rubrique")

// LeadsToCategory tells whether an address is that of the page of a category.
func LeadsToCategory(href string) bool { return foldersIn(href)&ofCategories != 0 }

// authorPaths are the folders of a site where its authors' pages are.
var authorPaths = wording.Set(`author authors autor autoren autores auteur auteurs autore autori people person profile profiles contributor contributors staff writer writers editors
	journalist journalists journaliste reporter reporters by editor redaktion redakteur redakteure byline bylines columnist columnists team forfatter producers yazar yazarlar penulis profil users user members`)

// LeadsToAuthor tells whether an address is that of an author's page.
func LeadsToAuthor(href string) bool {
	return foldersIn(href)&ofAuthors != 0 || strings.Contains(href, "author=") || IsHandle(href)
}

// IsHandle tells whether an address is the page of somebody on the same site: /@anna
func IsHandle(href string) bool {
	name, ok := strings.CutPrefix(href, "/@")
	return ok && name != "" && !strings.Contains(name, "/")
}

// LeadsToTagOrAuthor tells both at once.
func LeadsToTagOrAuthor(href string) (tag, author bool) {
	in := foldersIn(href)
	return in&ofTags != 0, in&ofAuthors != 0 || strings.Contains(href, "author=") || IsHandle(href)
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
	if isPlain(href) {
		return href
	}
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

// isPlain tells whether an address is absolute, and of nothing but what Resolve leaves as it
// is: most are.
func isPlain(href string) bool {
	rest, ok := strings.CutPrefix(href, "https://")
	if !ok {
		if rest, ok = strings.CutPrefix(href, "http://"); !ok {
			return false
		}
	}
	i := 0
	for i < len(rest) && plainBytes[rest[i]]&inHost != 0 {
		i++
	}
	if i == 0 {
		return false
	}
	for ; i < len(rest) && rest[i] != '?'; i++ {
		if plainBytes[rest[i]]&inPath == 0 || rest[i] == '/' && i+1 < len(rest) && (rest[i+1] == '/' || rest[i+1] == '.') {
			return false
		}
	}
	if i+1 == len(rest) || i < len(rest) && !strings.Contains(rest[:i], "/") {
		return false // a question mark with nothing behind it, or no path before it
	}
	for i++; i < len(rest); i++ {
		if plainBytes[rest[i]]&inQuery == 0 {
			return false
		}
	}
	return true
}

// Where a byte is written as it is.
const (
	inHost = 1 << iota
	inPath
	inQuery
)

var plainBytes = func() (table [256]uint8) {
	for bytes, places := range map[string]uint8{
		"abcdefghijklmnopqrstuvwxyz0123456789-.": inHost | inPath | inQuery,
		"ABCDEFGHIJKLMNOPQRSTUVWXYZ_~/":          inPath | inQuery,
		"=&%+":                                   inQuery,
	} {
		for _, c := range []byte(bytes) {
			table[c] = places
		}
	}
	return table
}()
