package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// homeWords are what sites call their front page in a trail.
var homeWords = wording.PhraseSet(`home|homepage|home page|start|startseite|accueil|inicio|início|portada|hem|hjem|forside|forsiden|etusivu|koti|strona główna|główna|domů|úvod|domov|kezdőlap|főoldal|címlap|nyitólap|acasă|prima pagină|главная|на главную|главная страница|головна|начало|почетна|početna|naslovnica|naslovna|αρχική|αρχική σελίδα|anasayfa|ana sayfa|beranda|laman utama|utama|trang chủ|होम|मुख्य पृष्ठ|मुखपृष्ठ|হোম|প্রচ্ছদ|முகப்பு|హోమ్|ಮುಖಪುಟ|ഹോം|હોમ|ਹੋਮ|ホーム|トップ|トップページ|首页|首頁|主页|主頁|홈|الرئيسية|الصفحة الرئيسية|صفحه اصلی|خانه|صفحہ اول|ראשי|עמוד הבית|דף הבית|หน้าแรก|voorpagina|startsida|startpagina|pagina inicial|página inicial|página principal|pàgina principal|inici|hasiera|forsíða|avaleht|sākums|pradžia|titulinis|ballina|faqja kryesore|əsas səhifə|басты бет|მთავარი|գլխավոր|tuisblad|nyumbani|baile|hafan`)

// isHome tells whether a breadcrumb is the front page, by its name or the site's.
func (s *source) isHome(crumb string) bool {
	return homeWords[strings.ToLower(crumb)] || s.namesSite(crumb)
}

// visibleCrumbs reads the first trail of links on the page.
func visibleCrumbs(s *source, a *Article) []string {
	for _, m := range s.marks {
		if m.says&markerCrumbs == 0 || s.region(m)&(inComments|inHidden) != 0 {
			continue
		}
		if t := s.trail(linkTexts(m.node), a); len(t) > 0 && len(t) < 9 {
			return t
		}
	}
	return nil
}

// homeTrail reads a trail by what it is made of, whatever it is called: links from the
// front page down that end in this page's own title, or that have signs between them
// which lead on.
func homeTrail(s *source, a *Article) []string {
	for _, home := range s.homes {
		if !s.isHome(mastheadText(home)) || !s.isOwn(dom.Attr(home, "href")) {
			continue
		}
		if t := s.trailAt(home, a); len(t) > 0 {
			return t
		}
	}
	return nil
}

// trailAt is the trail that begins with a link to the front page.
func (s *source) trailAt(home *html.Node, a *Article) []string {
	const longest, steps = 8, 3
	around := home.Parent
	for range steps {
		if around == nil || around.DataAtom == atom.Body {
			return nil
		}
		texts := textNodes(around, nil)
		if len(texts) > 1 && dom.Enclosing(texts[0], atom.A) == nil && strings.HasSuffix(strings.ReplaceAll(strings.TrimSpace(texts[0].Data), "：", ":"), ":") {
			texts = texts[1:] // "You are here:"
		}
		if len(texts) < 2 {
			around = around.Parent
			continue
		}
		if len(texts) > 2*longest || !dom.Within(texts[0], home) && mastheadText(home) != wording.Squeeze(texts[0].Data) {
			return nil
		}
		var crumbs []string
		signs, ended := 0, false
		for _, t := range texts {
			text := wording.Squeeze(t.Data)
			switch linked := dom.Enclosing(t, atom.A) != nil; {
			case strings.Trim(text, trailSigns) == "":
				signs++
			case linked:
				crumbs = append(crumbs, text)
			default: // the page itself, or the sign before it
				same, _ := agreement(strings.Trim(text, trailSigns), []wordBag{wordsOf(a.Title)})
				ended = ended || same > 0.7
			}
		}
		if (ended || signs > 0 && signs+1 >= len(crumbs) || s.standsOverHeadline(around) && len(crumbs) > 1 && len(crumbs) <= steps) && len(crumbs) > 0 && len(crumbs) <= longest {
			return s.trail(crumbs, a)
		}
		return nil
	}
	return nil
}

// standsOverHeadline tells whether a list is what stands right over the headline, as a trail
// does and a menu does not.
func (s *source) standsOverHeadline(list *html.Node) bool {
	if s.headline == nil || list.DataAtom != atom.Ul && list.DataAtom != atom.Ol {
		return false
	}
	for dom.Following(list) == nil && list.Parent != nil && len(textNodes(list.Parent, nil)) == len(textNodes(list, nil)) {
		list = list.Parent
	}
	next := dom.Following(list)
	return next != nil && (next == s.headline || dom.Within(s.headline, next) && len(textNodes(next, nil)) == 1)
}

// trailSigns stand between the parts of a trail.
const trailSigns = " ›»>/|→·•‹«←\\:–—-▸▶❯⟩"

// trail is a list of breadcrumbs without the page itself.
func (s *source) trail(crumbs []string, a *Article) []string {
	var out []string
	for _, c := range crumbs {
		if c = strings.Trim(wording.Squeeze(c), trailSigns); c != "" {
			out = append(out, c)
		}
	}
	if n := len(out); n > 0 {
		if same, _ := agreement(out[n-1], []wordBag{wordsOf(a.Title)}); same > 0.7 {
			out = out[:n-1]
		}
	}
	return out
}
