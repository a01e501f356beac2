package warc

import (
	"bytes"
	"io"
	"mime"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// maxRedacted is the length up to which a body is looked into. A longer one of a kind that
// would be is left out whole.
const maxRedacted = 32 << 20

// answered redacts what a server answered, if that is wanted: JSON, documents, styles,
// scripts and text. Other bytes stay as they are.
func (r *Redaction) answered(contentType string, body io.Reader) io.Reader {
	if r == nil || !r.bodies || body == nil {
		return body
	}
	mediaType, _, _ := mime.ParseMediaType(contentType)
	redact := r.readerOf(mediaType)
	if redact == nil {
		return body
	}
	return &whole{in: body, do: redact}
}

// Answered redacts a body that a server answered with.
func (r *Redaction) Answered(mediaType string, body []byte) []byte {
	if r == nil {
		return body
	}
	if redact := r.readerOf(mediaType); redact != nil {
		return redact(body)
	}
	return body
}

// readerOf gives what redacts bodies of a media type; nil: nothing does.
func (r *Redaction) readerOf(mediaType string) func([]byte) []byte {
	switch {
	case strings.HasSuffix(mediaType, "json"):
		return func(body []byte) []byte {
			if safe, ok := r.json(body); ok {
				return safe
			}
			return []byte(r.Text(string(body)))
		}
	case mediaType == "text/html", strings.HasSuffix(mediaType, "xml"):
		return r.Markup
	case strings.HasSuffix(mediaType, "javascript"), strings.HasSuffix(mediaType, "ecmascript"), mediaType == "text/css":
		return func(body []byte) []byte { return []byte(r.code(string(body))) }
	case strings.HasPrefix(mediaType, "text/"):
		return func(body []byte) []byte { return []byte(r.Text(string(body))) }
	}
	return nil
}

// whole is a body that is changed once all of it is there.
type whole struct {
	in  io.Reader
	do  func([]byte) []byte
	out *bytes.Reader
}

func (w *whole) Read(p []byte) (int, error) {
	if w.out == nil {
		body, err := io.ReadAll(io.LimitReader(w.in, maxRedacted+1))
		if err != nil {
			return 0, err
		}
		if len(body) > maxRedacted {
			body = []byte(Redacted)
			if _, err := io.Copy(io.Discard, w.in); err != nil {
				return 0, err
			}
		} else {
			body = w.do(body)
		}
		w.out = bytes.NewReader(body)
	}
	return w.out.Read(p)
}

// quoted are values in code with their names: only what is written out is a secret there.
var quoted = regexp.MustCompile(`(["']?)([A-Za-z_$][\w$.\-]{1,60})(["']?\s{0,3}[:=]\s{0,3})("[^"\\\n]+"|'[^'\\\n]+')`)

// literals are the texts in code.
var literals = regexp.MustCompile(`"(?:[^"\\\n]|\\.)+"|'(?:[^'\\\n]|\\.)+'|` + "`[^`]+`")

// code redacts a script or a style sheet, which is to go on working: what it says besides
// of secrets is left alone.
func (r *Redaction) code(text string) string {
	text = shapes.ReplaceAllString(r.values(text), Redacted)
	text = literals.ReplaceAllStringFunc(text, func(literal string) string { return r.text(literal, isMade) })
	return quoted.ReplaceAllStringFunc(text, func(found string) string {
		part := quoted.FindStringSubmatch(found)
		value := part[4][1 : len(part[4])-1]
		if !r.isSecret(part[2], value) {
			return found
		}
		quote := part[4][:1]
		return part[1] + part[2] + part[3] + quote + Redacted + quote
	})
}

// Markup redacts a document: its text, its scripts, the addresses in it, and values of
// attributes and fields whose names are those of secrets. All else stays byte for byte.
func (r *Redaction) Markup(document []byte) []byte {
	if r == nil {
		return document
	}
	var out bytes.Buffer
	out.Grow(len(document))
	tokens := html.NewTokenizer(bytes.NewReader(document))
	inCode := false
	for {
		kind := tokens.Next()
		raw := bytes.Clone(tokens.Raw())
		switch kind {
		case html.ErrorToken:
			out.Write(raw)
			return out.Bytes()
		case html.StartTagToken, html.SelfClosingTagToken:
			token := tokens.Token()
			inCode = token.Data == "script" || token.Data == "style"
			if r.tag(&token) {
				out.WriteString(token.String())
			} else {
				out.Write(raw)
			}
		case html.TextToken:
			if inCode {
				out.WriteString(r.code(string(raw)))
			} else {
				out.WriteString(r.Text(string(raw)))
			}
		case html.CommentToken:
			out.WriteString(r.Text(string(raw)))
		default:
			inCode = false
			out.Write(raw)
		}
	}
}

// ofValue are the attributes that hold the value of a field that others name.
var ofValue = setOf("value", "content")

// tag redacts the attributes of a tag, and tells whether there was anything to redact.
func (r *Redaction) tag(token *html.Token) (changed bool) {
	isSecret := false
	for _, a := range token.Attr {
		switch a.Key {
		case "name", "id", "property", "itemprop":
			isSecret = isSecret || r.secret(a.Val)
		case "type":
			isSecret = isSecret || strings.EqualFold(a.Val, "password")
		}
	}
	for i, a := range token.Attr {
		safe := a.Val
		switch {
		case a.Val == "":
		case isSecret && ofValue[a.Key], r.isSecret(strings.TrimPrefix(a.Key, "data-"), a.Val):
			safe = Redacted
		case a.Key == "srcdoc":
			safe = string(r.Markup([]byte(a.Val)))
		case strings.HasPrefix(a.Key, "on"), a.Key == "style":
			safe = r.code(a.Val)
		case strings.HasPrefix(strings.TrimSpace(a.Val), "{"), strings.HasPrefix(strings.TrimSpace(a.Val), "["):
			if text, ok := r.json([]byte(a.Val)); ok {
				safe = string(text)
			}
		case strings.ContainsAny(a.Val, "?;#"):
			safe = r.URL(a.Val)
		default:
			safe = shapes.ReplaceAllString(r.values(a.Val), Redacted)
		}
		if safe != a.Val {
			token.Attr[i].Val, changed = safe, true
		}
	}
	return changed
}
