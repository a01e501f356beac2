package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/body"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// endAuthors is the name that stands alone under a text: set to the right or in bold, as
// papers do that name the author last, or with the sign of the author's agency.
func endAuthors(s *source, _ *Article) []string {
	if name, _ := s.endSignature(); name != "" {
		return []string{name}
	}
	return nil
}

// closedAuthors is the name on the line behind that which ends a letter: Yours faithfully,
func closedAuthors(s *source, a *Article) []string {
	const longest = 100 // bytes
	if kind := s.kindDeclared(a); kind == body.KindForum || kind == body.KindProduct {
		return nil
	}
	for i := len(s.paras) - 1; i > 0; i-- {
		line, close := s.paras[i].node, s.paras[i-1].node
		if s.paras[i].at < s.lineAt || s.region(s.paras[i])&(elsewhere|inCaption) != 0 || dom.IsLonger(line, longest, 2*longest) || !letterCloses[wording.Letters(dom.TextOf(close, longest))] {
			continue
		}
		name, _, _ := strings.Cut(dom.LinesOf(line, longest)[0], ",")
		if people.CleanName(name) == name && people.IsFullName(name) && s.mayWrite(name) {
			return []string{name}
		}
	}
	return nil
}

// letterCloses end letters.
var letterCloses = wording.PhraseSet(`yours faithfully|yours sincerely|yours truly|yours etc|sincerely|sincerely yours|respectfully|respectfully yours|yours respectfully|kind regards|best regards|with kind regards|mit freundlichen grüßen|mit freundlichen grüssen|mit freundlichem gruß|hochachtungsvoll|mit besten grüßen|herzliche grüße|cordialement|bien cordialement|respectueusement|salutations distinguées|veuillez agréer mes salutations distinguées|atentamente|cordialmente|un cordial saludo|saludos cordiales|respetuosamente|le saluda atentamente|atenciosamente|respeitosamente|com os melhores cumprimentos|cumprimentos|cordiali saluti|distinti saluti|con osservanza|met vriendelijke groet|hoogachtend|med vänlig hälsning|med vänliga hälsningar|med vennlig hilsen|med venlig hilsen|ystävällisin terveisin|kunnioittavasti|z poważaniem|z wyrazami szacunku|s úctou|s pozdravem|s pozdravom|tisztelettel|üdvözlettel|cu stimă|cu respect|с уважением|з повагою|с уважение|s poštovanjem|с поштовањем|με εκτίμηση|με τιμή|saygılarımla|saygılarımızla|hormat saya|hormat kami|salam hormat|wako mtiifu|wako|trân trọng|kính thư|敬具|此致敬礼|مع فائق الاحترام|مع التقدير|با احترام|בכבוד רב|בברכה|भवदीय|भवदीया|আপনার বিশ্বস্ত|நன்றியுடன்`)

// signature is what stands under the text of a headline.
type signature struct {
	read         bool
	lineAt       int // where the headline stood
	name, agency string
}

// endSignature reads "Anna Bee" or "Anna Bee/AFP" under a text, once.
func (s *source) endSignature() (name, agency string) {
	if k := &s.known.signature; !k.read || k.lineAt != s.lineAt {
		*k = signature{read: true, lineAt: s.lineAt}
		k.name, k.agency = s.findEndSignature()
	}
	return s.known.signature.name, s.known.signature.agency
}

func (s *source) findEndSignature() (name, agency string) {
	const words, longest, text = 4, 60, 60 // bytes
	var begun, around *html.Node           // the last long text, and what a signature stands in
	for _, p := range s.paras {
		if p.at < s.lineAt || s.region(p)&(elsewhere|inCaption|inBio) != 0 {
			continue
		}
		t, line := dom.TextOf(p.node, 2*text), p.node
		if len(t) > text {
			if name != "" && !dom.Within(p.node, around) {
				break // behind the article
			}
			begun, name, agency = p.node, "", ""
			if line = lastLine(p.node); line == nil {
				line = dom.Following(p.node) // no paragraph, where those are boxes
			}
			if line == nil || line.DataAtom == atom.P || line.DataAtom == atom.Div && (line.DataAtom != p.node.DataAtom || firstOf(line, atom.A) != nil) {
				continue
			}
			t = dom.TextOf(line, 2*text)
		} else if p.node.DataAtom != atom.P {
			continue
		}
		if begun == nil || len(t) >= longest {
			continue
		}
		front, sign, _ := strings.Cut(t, "/")
		by := people.AgencyNamed(sign)
		if by == "" {
			front = t
		}
		n := people.CleanName(front)
		if n != strings.TrimSpace(front) || !people.IsFullName(n) || len(strings.Fields(n)) > words || !s.mayWrite(n) {
			continue
		}
		if by != "" || isSetRight(line) || (line == p.node || line.DataAtom == atom.Div) && isSetApart(line, begun) && hasCase(n) && s.mentions(n) == 0 && !furniture.IsButtons(wording.Letters(n)) || (line != p.node || begun.Parent == p.node.Parent) && isEmphasised(line) && (s.mentions(n) == 0 || line != p.node && s.mentions(n) == 1) {
			name, agency, around = n, by, begun.Parent
			if up := around.Parent; begun != p.node && up != nil && up.DataAtom != atom.Body {
				around = up
			}
		}
	}
	return name, agency
}

// isSetApart tells whether a paragraph right behind another one has a class that none of those
// around it has.
func isSetApart(p, before *html.Node) bool {
	class := dom.Attr(p, "class")
	if class == "" || class == dom.Attr(before, "class") || p.Parent != before.Parent || textBefore(p) != before {
		return false
	}
	for n := p.Parent.FirstChild; n != nil; n = n.NextSibling {
		if n != p && n.DataAtom == p.DataAtom && dom.Attr(n, "class") == class {
			return false
		}
	}
	return true
}

// isSetRight tells whether a paragraph is set to the right of its column.
func isSetRight(p *html.Node) bool {
	style := strings.ReplaceAll(strings.ToLower(dom.Attr(p, "style")), " ", "")
	class := strings.ToLower(dom.Attr(p, "class"))
	return strings.EqualFold(dom.Attr(p, "align"), "right") || strings.Contains(style, "text-align:right") || strings.Contains(style, "text-align:end") ||
		strings.Contains(class, "text-right") || strings.Contains(class, "align-right") || strings.Contains(class, "text-end")
}

// bracketAuthors is the name in brackets behind the last sentence, as papers in Japanese write
// it: …受け持つ。（高木さやか）
func bracketAuthors(s *source, a *Article) []string {
	const least = 60 // bytes of a paragraph
	if s.locale(a).Language != "ja" {
		return nil
	}
	var last string
	for _, p := range s.paras {
		if p.at > s.lineAt && s.region(p)&(elsewhere|inCaption|inBio) == 0 {
			if t := dom.TextOf(p.node, maxParagraph); len(t) > least {
				last = t
			}
		}
	}
	m := nameBehindStop.FindStringSubmatch(last)
	if m == nil || noNames[m[1]] || people.AgencyNamed(m[1]) != "" || !s.mayWrite(m[1]) {
		return nil
	}
	return []string{m[1]}
}

// maxParagraph is how many bytes of a paragraph are read.
const maxParagraph = 4000

var nameBehindStop = regexp.MustCompile(`[。」]（(?:聞き手・|文・|構成・)?(\p{Han}[\p{Han}\p{Hiragana}\p{Katakana}ー]{2,6})）$`)

// noNames stand there as well.
var noNames = wording.Set("敬称略 終わり 続き 写真も 次回に続く 以下次号 共同通信 時事通信 肩書は当時 随時掲載 毎週掲載 連載終わり")

// lastLine is the element that holds the last line of a box whose lines are set by breaks.
func lastLine(box *html.Node) *html.Node {
	last := box.LastChild
	for last != nil && last.Type == html.TextNode && strings.TrimSpace(last.Data) == "" || last != nil && last.DataAtom == atom.Br {
		last = last.PrevSibling
	}
	if last == nil || !dom.InlineTags.Of(last.DataAtom) || last.PrevSibling == nil {
		return nil
	}
	before := last.PrevSibling
	for before != nil && before.Type == html.TextNode && strings.TrimSpace(before.Data) == "" {
		before = before.PrevSibling
	}
	if before == nil || before.DataAtom != atom.Br {
		return nil
	}
	return last
}

// isEmphasised tells whether all text of an element is bold or in italics.
func isEmphasised(n *html.Node) bool {
	texts := textNodes(n, nil)
	for _, t := range texts {
		if !emphasis[n.DataAtom] && !emphasis[t.Parent.DataAtom] {
			return false
		}
	}
	return len(texts) > 0
}

var emphasis = dom.Atoms("b strong i em")

// mentions is how often paragraphs that do not begin with a name, as what is said about an
// author does, have it in them: who wrote a text is not spoken of in it.
func (s *source) mentions(name string) int {
	n := 0
	for _, p := range s.paras {
		if text := dom.TextOf(p.node, maxParagraph); s.region(p)&elsewhere == 0 && !strings.HasPrefix(text, name) {
			n += strings.Count(text, name)
		}
	}
	return n
}
