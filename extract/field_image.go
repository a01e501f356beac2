package extract

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readImage finds the lead image, and its caption where the page shows it.
func readImage(s *source, a *Article) string {
	from := ""
	for _, c := range imageClaims {
		if u := s.absolute(c.read(s, a)); u != "" {
			a.Image.URL, from = u, c.from
			break
		}
	}
	return from
}

var imageClaims = []claim[string]{
	{"og:image", metaText("og:image:secure_url", "og:image", "og:image:url")},
	{"JSON-LD image", func(s *source, _ *Article) string { return imageOf(s.story(s.ld, 2)) }},
	{"twitter:image", metaText("twitter:image", "twitter:image:src")},
	{"microdata image", func(s *source, _ *Article) string { return imageOf(s.story(s.items, 2)) }},
	{"link rel=image_src", func(s *source, _ *Article) string { return s.links["image_src"] }},
}

func imageOf(t thing) string {
	for _, key := range []string{"image", "thumbnailUrl", "primaryImageOfPage"} {
		for _, v := range values(t[key]) {
			switch v := v.(type) {
			case string:
				return v
			case thing:
				return v.text("url", "contentUrl", "@id")
			case *html.Node:
				if v.DataAtom == atom.Img {
					return attr(v, "src")
				}
			}
		}
	}
	return ""
}
