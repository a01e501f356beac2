package pipeline

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"strings"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/extract"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// censor takes secrets out of all that leaves a capture: what is stored, and what is told
// of it. Everything that goes out passes one of its methods.
//
// What the user brought (in the address, in lines of a header) and what came of it
// (redirects, cookies) is taken out wherever it stands. Secrets that the page itself holds
// stay in its documents, which are evidence of what was shown, unless they are to go too.
type censor struct {
	redact *warc.Redaction
	bodies bool // documents are looked into as well
}

// censorOf is the censor for a request, before anything is known of its page.
func (s Save) censorOf(req browser.Request) censor {
	var names []string
	var header exchange.Fields
	for key, value := range req.Network.Headers {
		_, name := option.HeaderName(key)
		names = append(names, name)
		header = append(header, exchange.Field{Name: name, Value: value})
	}
	var secrets []warc.Secret
	for _, a := range req.Actions {
		if a.Secret {
			secrets = append(secrets, warc.Secret{Value: a.Value})
		}
	}
	for _, l := range req.Identity.Logins {
		secrets = append(secrets, warc.Secret{Value: l.Password}, warc.Secret{Value: base64.StdEncoding.EncodeToString([]byte(l.User + ":" + l.Password))})
	}
	redact := s.redaction().Hiding(names...)
	redact = redact.Knowing(secrets...).Knowing(redact.SecretsOfCookies(req.Identity.State.Secrets())...)
	redact = redact.Knowing(redact.SecretsOf(req.URL)...).Knowing(redact.SecretsOfHeader(header)...)
	if s.Redact {
		redact = redact.InBodies()
	}
	return censor{redact, s.Redact && redact != nil}
}

// knowing is the censor that has seen the page as well.
func (c censor) knowing(page *browser.Page) censor {
	secrets := append(c.redact.SecretsOf(page.FinalURL), c.redact.SecretsOfCookies(page.Cookies)...)
	for _, typed := range page.Secrets {
		secrets = append(secrets, warc.Secret{Value: typed})
	}
	for _, redirect := range page.Response.Redirects {
		secrets = append(secrets, c.redact.SecretsOf(redirect.URL)...)
	}
	for name, values := range page.Response.Headers {
		for value := range strings.SplitSeq(values, "\n") {
			secrets = append(secrets, c.redact.SecretsOfHeader(exchange.Fields{{Name: name, Value: value}})...)
		}
	}
	c.redact = c.redact.Knowing(secrets...)
	return c
}

// page censors all that a page is kept as.
func (c censor) page(p *browser.Page) {
	if c.redact == nil {
		return
	}
	p.URL, p.FinalURL, p.Title = c.redact.URL(p.URL), c.redact.URL(p.FinalURL), c.text(p.Title)
	p.DOM = c.document(p.DOM)
	p.MHTML, p.PDF = c.redact.MailValues(p.MHTML), c.redact.SameLength(p.PDF)
	for i := range p.Console {
		m := &p.Console[i]
		m.URL, m.Text = c.redact.URL(m.URL), c.redact.Text(m.Text)
	}
	eachString(&p.Coverage, c.redact.Text)
	eachString(&p.Overlays, c.redact.Text)
	eachString(&p.Truncated, c.redact.Text)
	if p.Eval != nil {
		eachString(&p.Eval, c.text)
	}
	if p.Original != nil && c.bodies {
		p.Original.Data = c.redact.Answered(p.Original.MediaType, p.Original.Data)
	}
}

// document censors an HTML document.
func (c censor) document(data []byte) []byte {
	if c.bodies && data != nil {
		return c.redact.Markup(data)
	}
	return c.redact.Values(data)
}

// text censors a text of the page.
func (c censor) text(text string) string {
	if c.bodies {
		return c.redact.Text(text)
	}
	return string(c.redact.Values([]byte(text)))
}

// article censors an article.
func (c censor) article(a *extract.Article) *extract.Article {
	if a != nil && c.redact != nil {
		eachString(a, c.text)
	}
	return a
}

// result censors what is told of a capture.
func (c censor) result(r Result) Result {
	r.URL, r.FinalURL, r.Title = c.redact.URL(r.URL), c.redact.URL(r.FinalURL), c.text(r.Title)
	eachString(&r.Truncated, c.redact.Text)
	if r.Error != nil {
		failed := *r.Error
		failed.Message = c.redact.Text(failed.Message)
		r.Error = &failed
	}
	return r
}

// eachString changes every string in a value that can be written as JSON. One that cannot
// be stays as it is.
func eachString[T any](value *T, change func(string) string) {
	text, err := json.Marshal(*value)
	if err != nil {
		return
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var any any
	if decoder.Decode(&any) != nil || !changeStrings(&any, change) {
		return
	}
	if text, err = json.Marshal(any); err != nil {
		return
	}
	var changed T
	if json.Unmarshal(text, &changed) == nil {
		*value = changed
	}
}

// changeStrings changes the strings in a value of JSON, and tells whether any is new.
func changeStrings(value *any, change func(string) string) (changed bool) {
	switch v := (*value).(type) {
	case string:
		safe := change(v)
		*value, changed = safe, safe != v
	case []any:
		for i := range v {
			changed = changeStrings(&v[i], change) || changed
		}
	case map[string]any:
		for name, member := range v {
			if changeStrings(&member, change) {
				v[name], changed = member, true
			}
		}
	}
	return changed
}
