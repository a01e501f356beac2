package render

import (
	"bytes"
	"strings"

	"github.com/JohannesKaufmann/dom"
	"github.com/JohannesKaufmann/html-to-markdown/v2/collapse"
	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/marker"
	"golang.org/x/net/html"
)

// lean does what the converter's own base plugin does, for a body that has been cut out
// already: it has nothing to remove, and only what could mean something to Markdown is
// put before the rules that decide on a backslash. That is most of the converter's time.
type lean struct{}

// Name is that of the plugin it stands for: others ask for it.
func (lean) Name() string { return "base" }

// Init registers the steps.
func (l lean) Init(conv *converter.Converter) error {
	conv.Register.PreRenderer(l.collapse, converter.PriorityLate)
	conv.Register.Renderer(l.plain, converter.PriorityEarly)
	conv.Register.TextTransformer(l.escape, converter.PriorityStandard)
	conv.Register.PostRenderer(func(_ converter.Context, out []byte) []byte { return squeezeLines(out) }, converter.PriorityStandard)
	conv.Register.PostRenderer(func(ctx converter.Context, out []byte) []byte {
		if bytes.IndexByte(out, byte(marker.MarkerEscaping)) < 0 {
			return out
		}
		return ctx.UnEscapeContent(unmarkBrackets(out))
	}, converter.PriorityStandard+20)
	return nil
}

// collapse folds white space as a browser does.
func (lean) collapse(ctx converter.Context, body *html.Node) {
	joinTexts(body)
	collapse.Collapse(body, &collapse.DomFuncs{IsBlockNode: func(n *html.Node) bool {
		if kind, ok := ctx.GetTagType(n.Data); ok {
			return kind == converter.TagTypeBlock
		}
		return dom.NameIsBlockNode(n.Data)
	}})
}

// joinTexts makes one of texts that stand side by side, where what stood between them has
// been cut out.
func joinTexts(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.TextNode {
			joinTexts(c)
			continue
		}
		var all strings.Builder
		for next := c.NextSibling; next != nil && next.Type == html.TextNode; next = c.NextSibling {
			if all.Len() == 0 {
				all.WriteString(c.Data)
			}
			all.WriteString(next.Data)
			n.RemoveChild(next)
		}
		if all.Len() > 0 {
			c.Data = all.String()
		}
	}
}

// escape marks the characters that might mean something to Markdown. The converter looks
// at each of them again once it knows the line.
func (lean) escape(_ converter.Context, text string) string {
	var b strings.Builder
	from := 0 // what is not written yet
	for i := range len(text) {
		c := text[i]
		switch kind := markup[c]; {
		case kind == asIs:
		case kind == entity:
			b.WriteString(text[from:i])
			b.WriteString(entities[c])
			from = i + 1
		case kind == anywhere,
			kind == afterSpace && (i == 0 || text[i-1] == c || asciiSpace(text[i-1])),
			kind == afterDigit && i > 0 && text[i-1] >= '0' && text[i-1] <= '9',
			kind == beforeBracket && i+1 < len(text) && text[i+1] == '[':
			b.WriteString(text[from:i])
			b.WriteByte(byte(marker.MarkerEscaping))
			from = i
		}
	}
	if from == 0 && b.Len() == 0 {
		return text
	}
	b.WriteString(text[from:])
	return b.String()
}

// unmarkBrackets leaves no mark at brackets that are not closed in their line. The converter
// would look for the end of each.
func unmarkBrackets(out []byte) []byte {
	kept, closed := len(out), false // out[kept:] is what is left, from the end on
	for i := len(out) - 1; i >= 0; i-- {
		switch out[i] {
		case '\n':
			closed = false
		case ']':
			closed = true
		case byte(marker.MarkerEscaping):
			if rest := out[kept:]; !closed && (bytes.HasPrefix(rest, []byte("[")) || bytes.HasPrefix(rest, []byte("!["))) {
				continue
			}
		}
		kept--
		out[kept] = out[i]
	}
	return out[kept:]
}

// Where a character can mean something.
const (
	asIs          = iota
	anywhere      // wherever it stands
	afterSpace    // at the start of a line
	afterDigit    // in the number of a list's entry
	beforeBracket // a picture
	entity        // never as it is
)

// markup is what each byte can mean.
var markup = func() (table [256]byte) {
	for kind, chars := range map[byte]string{anywhere: "\\*_~`[]|", afterSpace: "-+#=", afterDigit: ".)", beforeBracket: "!", entity: "<>\x00"} {
		for _, c := range []byte(chars) {
			table[c] = kind
		}
	}
	return table
}()

var entities = map[byte]string{'<': "&lt;", '>': "&gt;", 0: "\ufffd"}

func asciiSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }

// squeezeLines leaves no more than one blank line anywhere, and no spaces before one.
func squeezeLines(out []byte) []byte {
	out = bytes.TrimSpace(out)
	kept := out[:0]
	lines := 0
	for i := 0; i < len(out); i++ {
		if lines == 0 { // nothing to leave out before the next
			next := bytes.IndexByte(out[i:], '\n')
			if next < 0 {
				kept = append(kept, out[i:]...)
				break
			}
			kept = append(kept, out[i:i+next]...)
			i += next
		}
		if c := out[i]; c == '\n' {
			if lines++; lines > 2 {
				continue
			}
		} else if c != ' ' {
			lines = 0
		} else if lines >= 2 && blankAhead(out[i:]) {
			continue
		}
		kept = append(kept, out[i])
	}
	if !bytes.Contains(kept, []byte("  \n")) {
		return kept
	}
	for _, blank := range []string{"  \n\n", "  \n  \n", "  \n \n"} {
		kept = bytes.ReplaceAll(kept, []byte(blank), []byte("\n\n"))
	}
	return kept
}

// blankAhead tells whether nothing but spaces is left of a line.
func blankAhead(line []byte) bool {
	for _, c := range line {
		if c != ' ' {
			return c == '\n'
		}
	}
	return true
}
