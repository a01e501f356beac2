package extract

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/addresses"
	"github.com/tearsheet/tearsheet/extract/internal/body"
	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// reach is how far from the headline a byline may stand, in nodes.
const reach = 900

// byline is the names in an element, and how likely it is that they are the page's.
type byline struct {
	names []string
	score int
}

// bylines reads the names from the element named for an author, or from the link
// to an author's page, that stands nearest to the headline. in is the region to look in.
func (s *source) bylines(in region, a *Article) byline {
	best := byline{score: -reach}
	var at *html.Node
	if k := s.kindDeclared(a); k == body.KindForum || k == body.KindProduct {
		return best // everyone who posts has one
	}
	for _, m := range s.marks {
		if m.says&markerAuthor == 0 || m.says&markerAside != 0 && isOfPraise(m.node) {
			continue
		}
		where := s.region(m)
		if abs(m.at-s.lineAt) < 40 {
			where &^= inAside | inCaption // bylines stand in boxes beside the headline, and under its picture
		}
		if s.followsHeadline(m) {
			where &^= inFooter // over the text, it is what was submitted by whom
		}
		if where&(elsewhere|inCaption) != 0 || where&inBio != in || s.inCard(m.node) {
			continue
		}
		if addresses.IsHandle(dom.Attr(m.node, "href")) && s.textBetween(m.at) {
			continue // of who answers
		}
		score := -abs(m.at - s.lineAt)
		if m.at < s.lineAt {
			score = 2 * score
		}
		if score <= best.score {
			continue
		}
		if names := s.namesIn(wholeByline(m.node)); len(names) > 0 && (people.IsFullName(names[0]) || score > -100) {
			best, at = byline{s.withThoseBeside(m.node, names), score}, m.node
		} else if name := soleName(m.node); name != "" && score > -60 && !s.namesSite(name) && name != firstText(s, a, agencyClaims) {
			best, at = byline{[]string{name}, score}, m.node
		}
	}
	if s.kindDeclared(a) == "" && s.signsEntries(at) {
		return byline{score: -reach}
	}
	return best
}

// isOfPraise tells whether an element is named for what somebody says of what a page offers.
func isOfPraise(n *html.Node) bool { return strings.Contains(dom.Attr(n, "class"), "testimonial") }

// withThoseBeside adds to the names in an element the full names in those behind it that are made
// alike, with no more than a word between them: Por <b>Ana</b> y <b>Juan</b>.
func (s *source) withThoseBeside(n *html.Node, names []string) []string {
	const between, most = 6, 20 // bytes; names
	class := dom.Attr(n, "class")
	if n.DataAtom == atom.A || class == "" {
		return names
	}
	var out people.List
	for _, name := range names {
		out.Add(name)
	}
	for next := n.NextSibling; next != nil && len(out.Names) < most; next = next.NextSibling {
		switch {
		case next.Type == html.TextNode && len(strings.TrimSpace(next.Data)) <= between:
		case next.DataAtom == n.DataAtom && dom.Attr(next, "class") == class:
			for _, name := range s.namesIn(next) {
				if people.IsFullName(name) {
					out.Add(name)
				}
			}
		default:
			return out.Names
		}
	}
	return out.Names
}

// wholeByline is the element around a link to an author that begins as a byline does and
// is short: more authors may stand in it.
func wholeByline(n *html.Node) *html.Node {
	const longest = 200 // bytes
	if n.DataAtom != atom.A || n.Parent == nil || n.Parent.DataAtom == atom.Body {
		return n
	}
	line := dom.TextOf(n.Parent, longest)
	if word, _ := people.CutByline(line); len(line) >= longest || word == "" && !linksAuthors(n.Parent) {
		return n
	}
	return n.Parent
}

// linksAuthors tells whether an element holds two links or more, to the pages of authors
// all of them.
func linksAuthors(n *html.Node) bool {
	links := linksIn(n, nil)
	for _, a := range links {
		if !addresses.LeadsToAuthor(dom.Attr(a, "href")) {
			return false
		}
	}
	return len(links) > 1
}

// signsEntries tells whether a byline is one of many of its make, as the entries of a
// list have them, or one of two on a page without a day.
func (s *source) signsEntries(n *html.Node) bool {
	many := 4
	if len(s.lines)+len(s.agos) == 0 {
		many = 2 // nothing says when anybody wrote: they are the people of a house
	}
	names := map[string]bool{}
	for _, m := range s.marks {
		if n != nil && m.says&markerAuthor != 0 && makeOf(m.node) == makeOf(n) {
			names[dom.TextOf(m.node, 80)] = true
		}
	}
	return len(names) >= many
}

// soleName is the one word that an element for an author holds, as on the blogs of
// people who sign with a first name or a nickname.
func soleName(n *html.Node) string {
	if pieces := textNodes(n, nil); len(pieces) != 1 || n.DataAtom == atom.Meta {
		return ""
	}
	_, name := people.CutByline(dom.TextOf(n, 60))
	if !isNickname(name) || furniture.IsButtons(wording.Letters(name)) || people.HasRole(name) || len(name) < 2 || strings.ContainsAny(name, "&,;") || strings.Contains(name, "www.") || name == strings.ToUpper(name) {
		return ""
	}
	return name
}

// namesIn reads the names in an element: those its links to author pages show,
// else those in its lines.
func (s *source) namesIn(n *html.Node) []string {
	if n.DataAtom == atom.Img || n.DataAtom == atom.Meta {
		return nil
	}
	pieces := textNodes(n, nil)
	if len(pieces) == 0 || len(pieces) > 30 {
		return nil
	}
	var linked, strong, loose, others people.List // others took the pictures, or helped
	length, helped := 0, false
	led := map[string]*html.Node{} // by the page of an author: the link that names it
	for i, p := range pieces {
		t := strings.TrimSpace(p.Data)
		if length += len(t); len(t) > maxText {
			continue
		}
		t = wording.Squeeze(t)
		byline, rest := people.CutByline(t)
		helped = people.LabelsOthers(t) || helped && byline == ""
		photo := i+1 < len(pieces) && people.TellsPhoto(pieces[i+1].Data)
		for _, name := range s.signedBy(rest) {
			switch {
			case helped || photo:
				others.Add(name)
			case authorLink(p, n):
				link := anchorAround(p)
				if page := dom.Attr(link, "href"); page == "" || led[page] == nil || led[page] == link { // and not to all that its bearer wrote
					linked.Add(name)
					led[page] = link
				}
			case byline != "" && !isSentence(t) || people.IsFullName(name):
				loose.Add(name)
				if p.Parent != n && (p.Parent.DataAtom == atom.B || p.Parent.DataAtom == atom.Strong) {
					strong.Add(name)
				}
			}
		}
	}
	switch {
	case len(linked.Names) > 0:
		return linked.Names
	case length > 300:
		return nil
	case len(strong.Names) > 0 && allFull(strong.Names):
		return strong.Names // what stands beside them is where they are
	case len(others.Names) > 0 && len(loose.Names) == 0:
		return others.Names
	case len(loose.Names) == 0 && slices.ContainsFunc(pieces, isNoAuthor):
		return nil // and what stands beside it is no name, but where that was
	case len(loose.Names) == 0 || len(loose.Names) == 1 && !strings.Contains(loose.Names[0], " ") && len(pieces) > 1:
		// First and last names may stand in elements of their own.
		lines := append(dom.LinesOf(n, maxText), "")
		if whole := s.signedBy(lines[0]); len(whole) > 0 && people.IsFullName(whole[0]) {
			return whole
		}
	}
	return loose.Names
}

// isNoAuthor tells whether a text is what stands where there is no author: Staff reporter
func isNoAuthor(text *html.Node) bool {
	return people.NotNames[strings.ToLower(wording.Squeeze(text.Data))] && strings.Contains(wording.Squeeze(text.Data), " ")
}

// isSentence tells whether what begins as a byline does is a sentence: Reporter since 2019. Writes
// about bridges, boats and money.
func isSentence(text string) bool {
	const least = 6 // words
	return strings.HasSuffix(text, ".") && len(strings.Fields(text)) >= least
}

func textNodes(n *html.Node, out []*html.Node) []*html.Node {
	switch {
	case n.Type == html.TextNode && strings.TrimSpace(n.Data) != "":
		return append(out, n)
	case n.Type == html.ElementNode && (n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.DataAtom == atom.Noscript ||
		n.DataAtom == atom.Button || n.DataAtom == atom.Time || n.DataAtom == atom.Svg || namesEmployer(n)):
		return out
	}
	for c := n.FirstChild; c != nil && len(out) < 40; c = c.NextSibling {
		out = textNodes(c, out)
	}
	return out
}

// namesEmployer tells whether an element is named for where an author works.
func namesEmployer(n *html.Node) bool {
	return n.DataAtom != atom.A && strings.Contains(dom.Attr(n, "class"), "affiliation")
}

// authorLink tells whether n is within a link to an author's page, inside of outer.
func authorLink(n, outer *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.DataAtom == atom.A {
			return dom.Attr(n, "rel") == "author" || addresses.LeadsToAuthor(dom.Attr(n, "href"))
		}
		if n == outer && n.DataAtom != atom.Span {
			return false
		}
	}
	return false
}

// anchorAround is the link that a node stands in.
func anchorAround(n *html.Node) *html.Node {
	for n.DataAtom != atom.A {
		n = n.Parent
	}
	return n
}

// isMention tells whether a link to the page of a person, who may be anybody, stands in
// the middle of a sentence, or among tags: the person is spoken of, and wrote nothing.
func isMention(link *html.Node, href string) bool {
	const sentence = 60 // bytes behind the link
	if !addresses.HasFolder(href, personPaths) {
		return false
	}
	up := link.Parent
	if fact := dom.Enclosing(link, atom.Dd); fact != nil && (!people.BeginsByline(labelOf(fact)) || isSender(labelOf(fact))) {
		return true
	}
	for up != nil && dom.InlineTags.Of(up.DataAtom) {
		if up.DataAtom == atom.Span && hasTagName(up) {
			return true
		}
		up = up.Parent
	}
	if up == nil || up.DataAtom != atom.P {
		return up != nil && hasTagName(up)
	}
	_, rest, _ := strings.Cut(dom.TextOf(up, maxText), dom.TextOf(link, maxText))
	return len(rest) > sentence && !people.BeginsByline(dom.TextOf(up, maxText))
}

// isSender tells whether a label is that of who sent something, which may be an office and
// whoever heads it.
func isSender(label string) bool { return wording.Letters(label) == "from" }

func hasTagName(n *html.Node) bool {
	for _, w := range wording.SplitName(dom.Attr(n, "class")) {
		if w == "tag" || w == "tags" || w == "topic" || w == "topics" {
			return true
		}
	}
	return false
}

// personPaths are those of authorPaths that hold whoever is written about as well.
var personPaths = wording.Set("people person profile profiles persona personas personen personne personnes")

// linedAuthors reads the text near the headline that begins with "By".
func linedAuthors(s *source, a *Article) []string {
	near := reach
	switch s.kindDeclared(a) {
	case body.KindProduct:
		return nil // what is signed there is what buyers say
	case "", body.KindForum:
		near = reach / 4
	}
	for _, m := range s.byTexts {
		in := s.region(m)
		if dom.Enclosing(m.node, atom.Figure) == nil {
			in &^= inCaption // it is named for a credit, and is the author's
		}
		if s.followsHeadline(m) {
			in &^= inFooter | inAside
		}
		if in&(elsewhere|inCaption) != 0 || m.at < s.lineAt-40 || m.at > s.lineAt+near {
			continue
		}
		if people.BeginsCredit(m.node.Data) && s.textBetween(m.at-1) { // but for its own
			continue // of a wire's, under its story
		}
		if names := people.ReportersBefore(strings.TrimSpace(m.node.Data)); len(names) > 0 && s.mayWrite(names[0]) {
			return names
		}
		if name := people.WriterBefore(strings.TrimSpace(m.node.Data)); name != "" && s.mayWrite(name) {
			return []string{name}
		}
		if names := people.WritersMarked(strings.TrimSpace(m.node.Data)); allFull(names) {
			return names
		}
		byline, rest := people.CutByline(bylineOf(m.node))
		if byline == "" || len(rest) > 150 || isSender(byline) && people.NamesHouse(rest) || isRoleUnderName(m.node) {
			continue
		}
		signed := s.signedBy(rest)
		if names := slices.DeleteFunc(slices.Clone(signed), func(n string) bool { return !people.IsFullName(n) }); len(names) > 0 {
			return names
		}
		if _, dated := dates.Parse(rest, s.locale(a)); dated && len(signed) == 1 && isNickname(signed[0]) && s.followsHeadline(m) {
			return signed // submitted by heron on 4 October 2026
		}
	}
	return nil
}

// isRoleUnderName tells whether a text is what somebody does and stands right behind a full name:
// it is no label of the name behind it.
func isRoleUnderName(text *html.Node) bool {
	const longest = 60 // bytes
	role := wording.Squeeze(text.Data)
	if _, name := people.CutByline(role); name != "" || len(role) > longest || !people.HasRole(role) {
		return false
	}
	n := text
	for n.Parent != nil && dom.InlineTags.Of(n.Parent.DataAtom) && textBefore(n) == nil {
		n = n.Parent
	}
	prev := textBefore(n)
	if prev == nil {
		return false
	}
	name := dom.TextOf(prev, longest)
	return people.IsFullName(name) && people.CleanName(name) == name
}

// bylineOf is the line of a text that begins as a byline does. The names may stand in
// an element beside it, or on the next line.
func bylineOf(text *html.Node) string {
	line := strings.TrimLeft(wording.Squeeze(text.Data), people.BylineSigns)
	line = line[people.BylineWithin(line):]
	for around := text.Parent; around != nil && around.DataAtom != atom.Body; around = around.Parent {
		if _, rest := people.CutByline(line); rest != "" {
			break
		}
		lines := dom.LinesOf(around, 200)
		for i, l := range lines {
			l = strings.TrimLeft(l, people.BylineSigns)
			if !strings.HasPrefix(l, line) {
				continue
			}
			if _, rest := people.CutByline(l); rest == "" && i+1 < len(lines) {
				l += " " + lines[i+1]
			}
			line = l
			break
		}
		if len(lines) > 4 {
			break
		}
	}
	return line
}

// datedAuthors reads the name that stands on one line with the date at the headline
// and little else: 12.07.2018 | Anna Bee.
func datedAuthors(s *source, a *Article) []string {
	const near, words = 60, 3
	for _, m := range s.lines {
		if s.region(m)&(elsewhere|inCaption|inLink) != 0 || abs(m.at-s.lineAt) > near {
			continue
		}
		dated := false
		var names, signed []string // those that stand there, and those behind a byline word
		for part := range strings.SplitSeq(nameBesideDate.Replace(s.beforeDay(m.node, s.behindDay(m.node, leadOf(m.node.Data), a), a)), "\n") {
			if _, ok := dates.Parse(part, s.locale(a)); ok {
				dated = true
				if part = signedAfter(part); part == "" {
					continue
				}
			}
			if word, rest := people.CutByline(part); word != "" {
				for _, n := range s.signedBy(rest) {
					if people.IsFullName(n) {
						signed = append(signed, n)
					}
				}
				continue
			}
			part = clockBehind.ReplaceAllString(part, "")
			for _, n := range s.peopleIn([]string{part}) {
				rest, begins := strings.CutPrefix(wording.Plain(part), wording.Plain(n))
				if people.IsFullName(n) && len(strings.Fields(n)) <= words && begins && (len(rest) < 4 || people.AgencyNamed(rest) != "") {
					names = append(names, n)
				}
			}
		}
		switch {
		case dated && len(signed) > 0:
			return signed
		case dated && len(names) == 1:
			return names
		}
	}
	return nil
}

// clockBehind is a time of day behind a name.
var clockBehind = regexp.MustCompile(`,? \d{1,2}[:.]\d\d$`)

// behindDay is a line with a bar for the comma that sets a name apart from the day in front
// of it: 04.10.2026, Anna Bee. Views: 12.
func (s *source) behindDay(text *html.Node, line string, a *Article) string {
	const words, parts = 2, 3 // of a day that is written out: its weekday and month; commas
	for i, n := 0, 0; n < parts; n++ {
		comma := strings.Index(line[i:], ", ")
		if comma < 0 {
			return line
		}
		day := line[:i+comma]
		i += comma + len(", ")
		name := line[i:]
		if end := strings.IndexAny(name, ".|·•"); end > 0 && strings.HasSuffix(name[:end], " ") || end > 0 && strings.HasPrefix(name[end:], ". ") {
			name = name[:end]
		}
		if strings.ContainsAny(name, "0123456789,") || !people.IsFullName(strings.TrimSpace(name)) || dates.CountWords(dates.Tokenize(day)) > words {
			continue
		}
		if _, ok := dates.Parse(day, s.locale(a)); ok && !s.speaksOf(name, text) { // else it is where that was
			return day + " | " + name
		}
	}
	return line
}

// beforeDay is the same where the name stands in front: Anna Bee, 4 October 2026.
func (s *source) beforeDay(text *html.Node, line string, a *Article) string {
	const words = 5 // of a day that is written out: jueves, 4 de octubre de 2026
	name, day, found := strings.Cut(line, ", ")
	if !found || strings.ContainsAny(name, "|·•–—") || strings.ContainsAny(day, "|·•–—") || !people.IsFullName(name) || !hasCase(name) && s.declaresAuthor() || people.MayBePlace(name) || s.speaksOf(name, text) {
		return line
	}
	if _, ok := dates.Parse(day, s.locale(a)); !ok || dates.CountWords(dates.Tokenize(day)) > words {
		return line
	}
	return name + " | " + day
}

// speaksOf tells whether a name stands in paragraphs beside the line of its own, a text node.
func (s *source) speaksOf(name string, line *html.Node) bool {
	times := s.mentions(name)
	for _, p := range s.paras {
		if times > 0 && s.region(p)&elsewhere == 0 && dom.Within(line, p.node) {
			times--
		}
	}
	return times > 0
}

// signedAfter is a line from the word for "by" on that stands behind its date: Geplaatst op
// 12 mei 2026 door ...
func signedAfter(line string) string {
	if _, by, ok := strings.Cut(line, " by "); ok {
		return by
	}
	for _, word := range bySigns {
		front, by, ok := strings.Cut(line, word)
		if ok && (saysPublished(line) || dates.CountWords(dates.Tokenize(front)) <= 2 && people.IsFullName(by)) && !strings.ContainsAny(by, "0123456789") {
			return strings.TrimSpace(word) + " " + by
		}
	}
	return ""
}

// bySigns are that word in languages where it may be no other.
var bySigns = []string{" von ", " door ", " par ", " por ", " przez ", " av ", " oleh "}

var nameBesideDate = strings.NewReplacer(" - ", "\n", " – ", "\n", " — ", "\n", " | ", "\n", " · ", "\n", " • ", "\n", " / ", "\n")
