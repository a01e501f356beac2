package extract

import (
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// marker is what the names on an element (class, id, role ...) say about it.
type marker uint32

const (
	markerAuthor marker = 1 << iota
	markerDate
	markerModified
	markerTags
	markerCrumbs
	markerSubtitle
	markerHeadline
	markerNote
	markerPaywall
	markerAgency
	markerPager
	markerKicker
	markerSection

	markerAside    // beside the article: related stories, widgets
	markerComments // what readers say
	markerBio      // about the author
	markerCaption
	markerHidden
	markerMain // the article itself

	markersOfFields = markerAuthor | markerDate | markerModified | markerTags | markerCrumbs | markerSubtitle |
		markerHeadline | markerSection | markerNote | markerPaywall | markerAgency | markerPager
)

// region is what a mark stands in.
type region uint16

const (
	inNav region = 1 << iota
	inAside
	inFooter
	inComments
	inHidden
	inCaption
	inBio
	inLink

	elsewhere = inNav | inAside | inFooter | inComments | inHidden // not where an article states its fields
)

// tagRegion is what an element makes of what is in it, whatever its names.
func tagRegion(tag atom.Atom) region {
	switch tag {
	case atom.Nav:
		return inNav
	case atom.Aside:
		return inAside
	case atom.Footer:
		return inFooter
	case atom.Figure, atom.Figcaption:
		return inCaption
	case atom.A:
		return inLink
	}
	return 0
}

// region is what the names on an element make of what is inside it.
func (h marker) region() (in region) {
	if h&(markerAside|markerComments|markerBio|markerCaption|markerHidden) == 0 {
		return 0
	}
	for _, r := range []struct {
		marker marker
		in     region
	}{{markerAside, inAside}, {markerComments, inComments}, {markerBio, inBio}, {markerCaption, inCaption}, {markerHidden, inHidden}} {
		if h&r.marker != 0 {
			in |= r.in
		}
	}
	return in
}

// markerWords are the words of class names and ids, in the languages that sites
// are written in, and what they say. A name is cut into words at anything that
// is no letter and before capitals: "article-byline__authorName" is four words.
var markerWords = wordTable(map[marker]string{
	markerAuthor: `author authors byline bylines writer writers reporter reporters contributor contributors autor autoren autorin autori autore
		autores auteur auteurs redacteur journalist journalists columnist skribent kirjoittaja forfatter forfattere yazar muharrir penulis
		creator firma firmante periodista giornalista schrijver dziennikarz novinar avtor szerzo poet dichter signatura assinatura authorname authors authored authorby postauthor byauthor verfasser writtenby postedby fn username penname`,
	markerDate: `date dates time datetime timestamp published publish pubdate pub publication posted datum fecha data zeit created dateline
		datepublished publishdate postdate entrydate articledate pubtime publishtime posttime timeago dato tarih tanggal datestamp veroeffentlicht
		publicado publie release`,
	markerModified: `updated update modified lastmod lastmodified changed aktualisiert revised edited updatetime updatedate actualizado datemodified`,
	markerTags:     `tag tags taglist topic topics keyword keywords schlagwort schlagworte schlagwoerter stichwort stichworte etiquetas tagcloud tagged tagy tagi etichete etiquettes etiketter etiketten cimkek cimke stitky trefwoorden avainsanat kulcsszavak hashtags posttags entrytags tagslinks`,
	markerCrumbs:   `breadcrumb breadcrumbs crumb crumbs breadcrumblist brotkrumen brotkrume ariane fildariane miga migas migajas rastro briciole percorso okruszki navegacion navpath pfad brodsmule kruimelpad trail`,
	markerSubtitle: `subtitle subhead subheading subheadline subheader deck dek standfirst strapline chapo bajada sottotitolo vorspann unterzeile untertitel ingress
		subtitulo copete sousTitre sumario sommario catenaccio summary tagline undertitle perex preamble zajawka sapo chapeau podtytul podnadpis ondertitel articlelead leadtext lede lead intro teasertext entradilla description desc`,
	markerHeadline: `headline title titre titulo titolo hed entrytitle posttitle articletitle pagetitle headlines rubrik tytul baslik`,
	markerNote:     `editors editorsnote editornote disclaimer correction corrections note footnote clarification`,
	markerPaywall:  `paywall paywalled regwall subscriberonly subscribersonly bezahlschranke`,
	markerAgency:   `source sources agency agencies agentur quelle fuente provider syndication sourcename bron kilde lahde`,
	markerKicker:   `kicker overline eyebrow topline dachzeile roofline pretitle supertitle surtitle antetitulo spitzmarke overtitle toptitle preheadline descriptor label badge sronly`,
	markerSection:  `category categories cat catlinks kategorie kategorien rubrik rubric rubrics rubrica ressort categoria categorie section seccion`,
	markerPager:    `pagination pager paging pagenav paginator pagelinks`,

	markerAside: `related recommended recommendation recommendations recommend sidebar trending popular more newsletter promo promos ad ads advert
		advertisement sponsored outbrain taboola carousel teaser teasers latest recirc recirculation mostread bestseller upsell social share sharing
		menu nav navbar navigation cookie modal popup next prev previous readnext suggested suggestions similar also testimonial testimonials`,
	markerComments: `comment comments disqus respond replies reply commentlist reactions discussion`,
	markerBio:      `bio biography about aboutauthor authorbio authorbox profile abouttheauthor`,
	markerCaption:  `caption figcaption photo foto image gallery imagecaption wpcaption credit credits copyright`,
	markerHidden:   `visuallyhidden`,
	markerMain:     `entry post article story content hentry`,
})

func wordTable(lists map[marker]string) wording.Table[marker] {
	table := map[string]marker{}
	for h, words := range lists {
		for w := range strings.FieldsSeq(words) {
			table[strings.ToLower(w)] |= h
		}
	}
	return wording.NewTable(table)
}

// markersOf reads names, remembering those it has read: a page repeats them.
func (g *scanner) markersOf(names string) marker {
	if len(names) > maxText {
		return 0
	}
	h, ok := g.names[names]
	if !ok {
		h = readNames(names)
		g.names[names] = h
	}
	return h
}

// readNames looks up each word of names, and each name with its words joined:
// "sub-title" is a subtitle.
func readNames(names string) (h marker) {
	var buf, joinedBuf [64]byte
	word, joined := buf[:0], joinedBuf[:0]
	below := false // the word before is "sub": "cover_sub_title"
	flush := func() {
		if len(word) > 1 {
			h |= markerWords.OfBytes(word)
			if below && string(word) == "title" { // a sub-heading is a section's
				h |= markerSubtitle
			}
			below = string(word) == "sub"
		}
		word = word[:0]
	}
	flushName := func() {
		if len(joined) > len(word) {
			h |= markerWords.OfBytes(joined)
		}
		flush()
		joined, below = joined[:0], false
	}
	lower := false
	for i := 0; i < len(names); i++ {
		c := names[i]
		switch {
		case 'a' <= c && c <= 'z':
			lower = true
		case 'A' <= c && c <= 'Z':
			if lower {
				flush()
			}
			lower = false
			c += 'a' - 'A'
		default:
			if c <= ' ' {
				flushName()
			} else {
				flush()
			}
			lower = false
			continue
		}
		if len(word) < cap(word) {
			word = append(word, c)
		}
		if len(joined) < cap(joined) {
			joined = append(joined, c)
		}
	}
	flushName()
	return h
}
