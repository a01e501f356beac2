package extract

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// hint is what the names on an element (class, id, role ...) say about it.
type hint uint32

const (
	hintAuthor hint = 1 << iota
	hintDate
	hintModified
	hintTags
	hintCrumbs
	hintSubtitle
	hintHeadline
	hintNote
	hintPaywall
	hintAgency
	hintPager
	hintKicker
	hintSection

	hintAside    // beside the article: related stories, widgets
	hintComments // what readers say
	hintBio      // about the author
	hintCaption
	hintHidden
	hintMain // the article itself

	hintsOfFields = hintAuthor | hintDate | hintModified | hintTags | hintCrumbs | hintSubtitle |
		hintHeadline | hintSection | hintNote | hintPaywall | hintAgency | hintPager
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
func (h hint) region() (in region) {
	if h&(hintAside|hintComments|hintBio|hintCaption|hintHidden) == 0 {
		return 0
	}
	for _, r := range []struct {
		hint hint
		in   region
	}{{hintAside, inAside}, {hintComments, inComments}, {hintBio, inBio}, {hintCaption, inCaption}, {hintHidden, inHidden}} {
		if h&r.hint != 0 {
			in |= r.in
		}
	}
	return in
}

// hintWords are the words of class names and ids, in the languages that sites
// are written in, and what they say. A name is cut into words at anything that
// is no letter and before capitals: "article-byline__authorName" is four words.
var hintWords = wordTable(map[hint]string{
	hintAuthor: `author authors byline bylines writer writers reporter reporters contributor contributors autor autoren autorin autori autore
		autores auteur auteurs redacteur journalist journalists columnist skribent kirjoittaja forfatter forfattere yazar muharrir penulis
		creator authorname authors authored authorby postauthor byauthor verfasser writtenby postedby fn username penname`,
	hintDate: `date dates time datetime timestamp published publish pubdate pub publication posted datum fecha data zeit created dateline
		datepublished publishdate postdate entrydate articledate pubtime publishtime posttime timeago dato tarih tanggal datestamp veroeffentlicht
		publicado publie release`,
	hintModified: `updated update modified lastmod lastmodified changed aktualisiert revised edited updatetime updatedate actualizado datemodified`,
	hintTags:     `tag tags taglist topic topics keyword keywords schlagwort schlagworte schlagwoerter stichwort stichworte etiquetas tagcloud tagged tagy tagi hashtags posttags entrytags tagslinks`,
	hintCrumbs:   `breadcrumb breadcrumbs crumb crumbs breadcrumblist brotkrumen brotkrume ariane fildariane miga migas migajas rastro briciole percorso okruszki navegacion navpath pfad brodsmule kruimelpad trail`,
	hintSubtitle: `subtitle subhead subheading subheadline subheader deck dek standfirst strapline chapo bajada sottotitolo vorspann unterzeile untertitel ingress
		subtitulo copete sousTitre sumario summary tagline undertitle articlelead leadtext lede lead intro teasertext entradilla description desc`,
	hintHeadline: `headline title titre titulo titolo hed entrytitle posttitle articletitle pagetitle headlines rubrik tytul baslik`,
	hintNote:     `editors editorsnote editornote disclaimer correction corrections note footnote clarification`,
	hintPaywall:  `paywall paywalled regwall subscriberonly subscribersonly bezahlschranke`,
	hintAgency:   `source sources agency agencies agentur quelle fuente provider syndication sourcename bron kilde lahde`,
	hintKicker:   `kicker overline eyebrow topline dachzeile roofline pretitle supertitle surtitle antetitulo spitzmarke overtitle toptitle preheadline descriptor label badge sronly`,
	hintSection:  `category categories cat catlinks kategorie kategorien rubrik ressort categoria categorie section seccion`,
	hintPager:    `pagination pager paging pagenav paginator pagelinks`,

	hintAside: `related recommended recommendation recommendations recommend sidebar trending popular more newsletter promo promos ad ads advert
		advertisement sponsored outbrain taboola carousel teaser teasers latest recirc recirculation mostread bestseller upsell social share sharing
		menu nav navbar navigation cookie modal popup next prev previous readnext suggested suggestions similar also`,
	hintComments: `comment comments disqus respond replies reply commentlist reactions discussion`,
	hintBio:      `bio biography about aboutauthor authorbio authorbox profile abouttheauthor`,
	hintCaption:  `caption figcaption photo foto image gallery imagecaption wpcaption credit credits copyright`,
	hintHidden:   `visuallyhidden`,
	hintMain:     `entry post article story content hentry`,
})

func wordTable(lists map[hint]string) map[string]hint {
	table := map[string]hint{}
	for h, words := range lists {
		for w := range strings.FieldsSeq(words) {
			table[strings.ToLower(w)] |= h
		}
	}
	return table
}

// hintOf reads names, remembering those it has read: a page repeats them.
func (g *gatherer) hintOf(names string) hint {
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
func readNames(names string) (h hint) {
	var buf, joinedBuf [64]byte
	word, joined := buf[:0], joinedBuf[:0]
	flush := func() {
		if len(word) > 1 {
			h |= hintWords[string(word)]
		}
		word = word[:0]
	}
	flushName := func() {
		if len(joined) > len(word) {
			h |= hintWords[string(joined)]
		}
		flush()
		joined = joined[:0]
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
