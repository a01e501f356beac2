// Copyright 2010 The Go Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package parse

import (
	"fmt"

	"golang.org/x/net/html"
	a "golang.org/x/net/html/atom"
)

// Page gives the tree of a page in UTF-8, as html.Parse does: it gives up where more than
// 512 elements are open at once.
func Page(page []byte) (*html.Node, error) {
	p := &parser{
		framesetOK: true,
		im:         initialIM,
	}
	p.tokenizer = newTokenizer(page, &p.store)
	p.doc = p.node(html.DocumentNode, "")
	if err := p.parse(); err != nil {
		return nil, err
	}
	return p.doc, nil
}

// A parser implements the HTML5 parsing algorithm:
// https://html.spec.whatwg.org/multipage/syntax.html#tree-construction
type parser struct {
	store
	// tokenizer provides the tokens for the parser.
	tokenizer tokenizer
	// tok is the most recently read token.
	tok html.Token
	// Self-closing tags like <hr/> are treated as start tags, except that
	// hasSelfClosingToken is set while they are being processed.
	hasSelfClosingToken bool
	// doc is the document root element.
	doc *html.Node
	// The stack of open elements (section 12.2.4.2) and active formatting
	// elements (section 12.2.4.3).
	oe, afe nodeStack
	// Element pointers (section 12.2.4.4).
	head, form *html.Node
	// Other parsing state flags (section 12.2.4.5).
	framesetOK bool
	// The stack of template insertion modes
	templateStack insertionModeStack
	// im is the current insertion mode.
	im insertionMode
	// originalIM is the insertion mode to go back to after completing a text
	// or inTableText insertion mode.
	originalIM insertionMode
	// fosterParenting is whether new elements should be inserted according to
	// the foster parenting rules (section 12.2.6.1).
	fosterParenting bool
	// quirks is whether the parser is operating in "quirks mode."
	quirks bool
	// textNodes holds buffers for TextNodes that have had multiple text
	// tokens coalesced into them.
	textNodes map[*html.Node][]byte
}

func (p *parser) top() *html.Node {
	if n := p.oe.top(); n != nil {
		return n
	}
	return p.doc
}

// comment is a node of the current token.
func (p *parser) comment() *html.Node { return p.node(html.CommentNode, p.tok.Data) }

// clone returns a new node with the same type, data and attributes.
// The clone has no parent, no siblings and no children.
func (p *parser) clone(n *html.Node) *html.Node {
	m := p.node(n.Type, n.Data)
	m.DataAtom, m.Attr = n.DataAtom, append([]html.Attribute(nil), n.Attr...)
	return m
}

// parseImpliedToken parses a token as though it had appeared in the parser's
// input.
func (p *parser) parseImpliedToken(t html.TokenType, dataAtom a.Atom, data string) {
	realToken, selfClosing := p.tok, p.hasSelfClosingToken
	p.tok = html.Token{
		Type:     t,
		DataAtom: dataAtom,
		Data:     data,
	}
	p.hasSelfClosingToken = false
	p.parseCurrentToken()
	p.tok, p.hasSelfClosingToken = realToken, selfClosing
}

// parseCurrentToken runs the current token through the parsing routines
// until it is consumed.
func (p *parser) parseCurrentToken() {
	if p.tok.Type == html.SelfClosingTagToken {
		p.hasSelfClosingToken = true
		p.tok.Type = html.StartTagToken
	}
	for consumed := false; !consumed; {
		if p.inForeignContent() {
			consumed = parseForeignContent(p)
		} else {
			consumed = p.im(p)
		}
	}
	p.hasSelfClosingToken = false // that it still is set is a parse error, but ignore it
}

func (p *parser) parse() (err error) {
	defer func() {
		if panicErr := recover(); panicErr != nil {
			err = fmt.Errorf("%v", panicErr)
		}
	}()
	for {
		// CDATA sections are allowed only in foreign content.
		n := p.oe.top()
		p.tokenizer.allowCDATA = n != nil && n.Namespace != ""
		p.tokenizer.next(&p.tok)
		last := p.tok.Type == html.ErrorToken // the end of the page
		p.parseCurrentToken()
		if last {
			break
		}
	}
	for n, b := range p.textNodes {
		n.Data = string(b)
	}
	return nil
}
