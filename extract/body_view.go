package extract

import (
	"github.com/tearsheet/tearsheet/extract/internal/body"
	"github.com/tearsheet/tearsheet/extract/internal/people"
)

// page is the page as the search for its body reads it.
func (s *source) page() *body.Page {
	return &body.Page{
		Root: s.doc.Nodes[0], Nodes: s.size, URL: s.url, Base: s.base, Rules: s.rules, Country: s.country(),
		Meta: s.meta, TitleTag: s.titleTag, LD: s.ld, Items: s.Items,
	}
}

// said is what the fields read so far say.
func (a *Article) said() *body.Said {
	return &body.Said{
		Title: a.Title, Subtitle: a.Subtitle, Description: a.Description, Agency: a.Agency, Dateline: a.Dateline, Authors: a.Authors, Tags: a.Tags,
		Published: a.Published, Modified: a.Modified, CanonicalURL: a.CanonicalURL, Language: a.Language,
		Notes: a.Notes, Credits: people.Credits(a.Credits), Paywalled: a.Paywalled,
	}
}
