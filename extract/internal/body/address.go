package body

import (
	"net/url"
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// readAddress notes what a page's address says about it: its words, whether it is
// filed among stories, or is the front page of such.
func (d *Declared) readAddress(address string) {
	d.path = map[string]bool{}
	u, err := url.Parse(address)
	if err != nil {
		return
	}
	d.host = u.Host
	for w := range strings.FieldsFuncSeq(strings.ToLower(u.Host), func(r rune) bool { return r == '.' }) {
		d.path["host:"+w] = true
		d.filed = d.filed || storyFolders[w]
	}
	folders := strings.FieldsFunc(strings.ToLower(u.Path), func(r rune) bool { return r == '/' || r == '.' || r == '_' })
	for i, w := range folders {
		d.path[w] = true
		if storyFolders[w] {
			d.filed = d.filed || i < len(folders)-1
			d.front = d.front || i == len(folders)-1
		}
	}
}

// storyFolders are the parts of a site, and the hosts, where its stories are.
var storyFolders = wording.Set("news newsroom story stories blog blogs article articles post posts press magazine artikel magazin nachrichten meldung meldungen presse aktuelles noticias noticia actualites actualite notizie articolo articulo nieuws nyheter aktualnosci")
