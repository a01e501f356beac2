package extract

import (
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/schemaorg"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
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
	if m, ok := s.figureOf(a.Image.URL); ok {
		a.Image.Caption, a.Image.Credit = captionOf(m.node)
	} else if n := s.captionNamed(a.Image.URL); n != nil {
		a.Image.Caption, a.Image.Credit = captionOf(n)
	} else if pic := s.pictureAt(a.Image.URL); pic != nil {
		a.Image.Caption, a.Image.Credit = pic.Text("caption"), pic.Text("creditText")
	}
	return from
}

// captionNamed is the element named for a caption that stands behind the image at an address,
// where there is no figure.
func (s *source) captionNamed(address string) *html.Node {
	const levels, longest = 3, 400 // elements around the image; bytes
	name := fileStem(address)
	if name == "" {
		return nil
	}
	for _, root := range s.doc.Nodes {
		for img := range dom.Under(root) {
			if img.DataAtom != atom.Img || !strings.Contains(dom.Attr(img, "src"), name) && !strings.Contains(dom.Attr(img, "data-src"), name) {
				continue
			}
			n := img
			for range levels {
				if next := dom.Following(n); next != nil {
					if captionNames.MatchString(dom.Attr(next, "class")) && len(dom.TextOf(next, 2*longest)) < longest {
						return next
					}
					break
				}
				if n = n.Parent; n == nil || n.DataAtom == atom.Body {
					break
				}
			}
		}
	}
	return nil
}

// captionNames are class names of captions.
var captionNames = regexp.MustCompile(`(?i)caption|bildtext|bildunter|legende|didascalia|piefoto|pie-foto|bijschrift|onderschrift|billedtekst|kuvateksti|podpis|img-?desc|imgcap`)

// pictureAt is what JSON-LD says of the image at an address.
func (s *source) pictureAt(address string) schemaorg.Item {
	for _, pic := range s.story(s.ld, 2).Items("image") {
		if address != "" && s.absolute(pic.Text("url", "contentUrl")) == address {
			return pic
		}
	}
	return nil
}

// figureOf is the caption beside the image at address: the one whose figure holds
// a file of that name in any size.
func (s *source) figureOf(address string) (mark, bool) {
	name := fileStem(address)
	if name == "" {
		return mark{}, false
	}
	var last *html.Node // a figure may have many captions
	for _, m := range s.captions {
		if m.node.Parent == last {
			continue
		}
		last = m.node.Parent
		for _, img := range imagesIn(last, nil) {
			for _, key := range []string{"src", "data-src", "srcset", "data-srcset"} {
				if strings.Contains(dom.Attr(img, key), name) {
					return m, true
				}
			}
		}
	}
	return mark{}, false
}

// fileStem is the name of an image's file without its size and kind.
func fileStem(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	name := u.Path[strings.LastIndex(u.Path, "/")+1:]
	name, _, _ = strings.Cut(name, ".")
	if i := strings.LastIndexAny(name, "-_"); i > 0 && strings.Trim(name[i+1:], "0123456789x") == "" {
		name = name[:i]
	}
	if len(name) < 5 {
		return "" // too short to mean one image
	}
	return name
}

func imagesIn(n *html.Node, out []*html.Node) []*html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Img || c.DataAtom == atom.Source {
			out = append(out, c)
		}
		out = imagesIn(c, out)
	}
	return out
}

// creditSigns stand before the name of who made an image.
var creditSigns = []string{"Photo:", "Photo by", "Photograph:", "Photo credit:", "Credit:", "Image:", "Picture:", "Foto:", "Fotos:", "Bild:", "Crédit:", "Crédits:", "Photo :", "© ", "©", "(c)", "Фото:", "写真：", "图："}

// captionOf splits a caption from the credit in it: an element named for it, or
// what stands behind a sign.
func captionOf(n *html.Node) (caption, credit string) {
	caption = dom.TextOf(n, maxText)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && pictureCreditors.MatchString(dom.Attr(c, "class")) {
			credit = dom.TextOf(c, maxText)
		}
	}
	if credit == "" {
		for _, sign := range creditSigns {
			if i := strings.LastIndex(caption, sign); i >= 0 && len(caption)-i < 120 {
				credit = caption[i:]
				break
			}
		}
	}
	caption = strings.Trim(strings.Replace(caption, credit, "", 1), " |–—-/([")
	credit = strings.Trim(credit, " ()[]/|")
	for _, sign := range creditSigns {
		credit = strings.TrimSpace(strings.TrimPrefix(credit, sign))
	}
	return caption, strings.Trim(credit, " )]/")
}

// pictureCreditors are class names of the credit within a caption.
var pictureCreditors = regexp.MustCompile(`(?i)credit|copyright|source|attribution|photographer`)

var imageClaims = []claim[string]{
	{"og:image", metaText("og:image:secure_url", "og:image", "og:image:url")},
	{"JSON-LD image", func(s *source, _ *Article) string { return imageOf(s.story(s.ld, 2)) }},
	{"twitter:image", metaText("twitter:image", "twitter:image:src")},
	{"microdata image", func(s *source, _ *Article) string { return imageOf(s.story(s.Items, 2)) }},
	{"link rel=image_src", func(s *source, _ *Article) string { return s.links["image_src"] }},
	{"picture with a caption at the headline", func(s *source, _ *Article) string { return s.leadPicture() }},
}

// leadPicture is the first picture with a caption that stands at the headline.
func (s *source) leadPicture() string {
	const before, behind = 60, 200
	for _, m := range s.captions {
		if m.at < s.lineAt-before || m.at > s.lineAt+behind || s.region(m)&elsewhere != 0 || s.textBetween(m.at) {
			continue
		}
		for _, img := range imagesIn(m.node.Parent, nil) {
			if img.DataAtom != atom.Img {
				continue
			}
			if src := wording.FirstOf(dom.Attr(img, "data-src"), dom.Attr(img, "data-original"), dom.Attr(img, "src")); src != "" && !strings.HasPrefix(src, "data:") {
				return src
			}
		}
	}
	return ""
}

func imageOf(t schemaorg.Item) string {
	for _, key := range []string{"image", "thumbnailUrl", "primaryImageOfPage"} {
		for _, v := range schemaorg.Values(t[key]) {
			switch v := v.(type) {
			case string:
				return v
			case schemaorg.Item:
				return v.Text("url", "contentUrl", "@id")
			case *html.Node:
				if v.DataAtom == atom.Img {
					return dom.Attr(v, "src")
				}
			}
		}
	}
	return ""
}
