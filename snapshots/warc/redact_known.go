package warc

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/browser/exchange"
)

// Secret is a value that is secret wherever it stands behind and before certain text.
type Secret struct{ Before, Value, After string }

// known is how a secret may be written somewhere, and what is put in its place.
type known struct{ text, before, after string }

// instead is what is put in its place.
func (k known) instead() string { return k.before + Redacted + k.after }

// shortestKnown is the length below which a value may well stand for something else.
const shortestKnown = 6

// Knowing is the redaction that takes certain values out too, wherever they stand.
func (r *Redaction) Knowing(secrets ...Secret) *Redaction {
	if r == nil {
		return nil
	}
	more := *r
	more.known = slices.Clone(r.known)
	for _, secret := range secrets {
		for _, write := range ways {
			k := known{before: write(secret.Before), after: write(secret.After)}
			k.text = k.before + write(secret.Value) + k.after
			if secret.Value != "" && secret.Value != Redacted && len(k.text) >= shortestKnown && !slices.Contains(more.known, k) {
				more.known = append(more.known, k)
			}
		}
	}
	slices.SortStableFunc(more.known, func(a, b known) int { return len(b.text) - len(a.text) })
	return &more
}

// Hiding is the redaction that takes the values of these lines of a header out too.
func (r *Redaction) Hiding(headers ...string) *Redaction {
	if r == nil {
		return nil
	}
	more := *r
	more.headers = map[string]bool{}
	for _, name := range headers {
		more.headers[plain(name)] = true
	}
	return &more
}

// InBodies is the redaction that also looks into what servers answer.
func (r *Redaction) InBodies() *Redaction {
	if r == nil {
		return nil
	}
	more := *r
	more.bodies = true
	return &more
}

// ways are how a value is written: as it is, and in addresses, HTML and JSON.
var ways = []func(string) string{
	func(s string) string { return s },
	url.QueryEscape,
	url.PathEscape,
	func(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") },
	html.EscapeString,
	func(s string) string { return strings.ReplaceAll(s, "&", "&amp;") },
	func(s string) string {
		text, _ := json.Marshal(s) // a string always can be
		return string(text[1 : len(text)-1])
	},
	func(s string) string {
		if clear, err := url.QueryUnescape(s); err == nil {
			return clear
		}
		return s
	},
}

// inMail matches a value where a line may end after each letter, and any be escaped.
func inMail(value string) *regexp.Regexp {
	var b strings.Builder
	for i := range len(value) {
		if i > 0 {
			b.WriteString(`(?:=\r?\n)?`)
		}
		b.WriteString("(?:" + regexp.QuoteMeta(value[i:i+1]) + "|=" + strings.ToUpper(hexOf(value[i])) + ")")
	}
	return regexp.MustCompile(b.String())
}

func hexOf(c byte) string {
	const digits = "0123456789abcdef"
	return string([]byte{digits[c>>4], digits[c&15]})
}

// values takes the known values out of a text.
func (r *Redaction) values(text string) string {
	for _, k := range r.known {
		text = strings.ReplaceAll(text, k.text, k.instead())
	}
	return text
}

// Values takes nothing but the known values out of a document of any kind.
func (r *Redaction) Values(data []byte) []byte {
	if r == nil {
		return data
	}
	for _, k := range r.known {
		data = bytes.ReplaceAll(data, []byte(k.text), []byte(k.instead()))
	}
	return data
}

// MailValues is Values for a document in the form of mail.
func (r *Redaction) MailValues(data []byte) []byte {
	if r == nil {
		return data
	}
	for _, k := range r.known {
		data = inMail(k.text).ReplaceAllLiteral(data, []byte(k.instead()))
	}
	return data
}

// SameLength is Values for a document that has to keep its length, such as a PDF.
func (r *Redaction) SameLength(data []byte) []byte {
	if r == nil {
		return data
	}
	for _, k := range r.known {
		instead := (k.before + Redacted + strings.Repeat("X", len(k.text)))[:len(k.text)]
		data = bytes.ReplaceAll(data, []byte(k.text), []byte(instead))
	}
	return data
}

// SecretsOf gives what is secret in an address.
func (r *Redaction) SecretsOf(address string) []Secret {
	if r == nil {
		return nil
	}
	var list []Secret
	if _, rest, ok := strings.Cut(address, "://"); ok {
		end := strings.IndexAny(rest+"/", "/?#")
		if at := strings.LastIndexByte(rest[:end], '@'); at >= 0 {
			list = append(list, userSecrets(rest[:at])...)
		}
	}
	r.eachPair(address, func(name, value string) {
		list = append(list, Secret{name + "=", value, ""})
		if isMade(value) {
			list = append(list, Secret{Value: value})
		}
	})
	return list
}

// userSecrets is what is secret of the user that an address names.
func userSecrets(info string) []Secret {
	list := []Secret{{Value: info, After: "@"}}
	clear, err := url.PathUnescape(info)
	if err != nil {
		clear = info
	}
	user, password, both := strings.Cut(clear, ":")
	if isMade(password) {
		list = append(list, Secret{Value: password})
	}
	if both {
		list = append(list, Secret{Value: base64.StdEncoding.EncodeToString([]byte(clear))})
	}
	if isMade(user) {
		list = append(list, Secret{Value: user})
	}
	return list
}

// SecretsOfCookies gives those values of cookies that are no mere words.
func (r *Redaction) SecretsOfCookies(values []string) (list []Secret) {
	for _, value := range values {
		if isMade(value) {
			list = append(list, Secret{Value: value})
		}
	}
	return list
}

// eachPair calls f for what is secret in the queries of an address.
func (r *Redaction) eachPair(address string, f func(name, value string)) {
	for _, part := range strings.FieldsFunc(address, func(c rune) bool { return strings.ContainsRune("?&#;", c) }) {
		name, value, ok := strings.Cut(part, "=")
		if !ok || value == "" {
			continue
		}
		clear, err := url.QueryUnescape(value)
		switch {
		case r.isSecret(name, value):
			f(name, value)
		case err == nil && clear != value && strings.ContainsAny(clear, "?&=#"):
			r.eachPair(clear, f)
		}
	}
}

// SecretsOfHeader gives what is secret in lines of a header that are known by their names
// or by Hiding, where it is no mere word.
func (r *Redaction) SecretsOfHeader(header exchange.Fields) (list []Secret) {
	if r == nil {
		return nil
	}
	add := func(value string) {
		if isMade(value) {
			list = append(list, Secret{Value: value})
		}
	}
	for _, f := range header {
		name := plain(f.Name)
		switch {
		case name == "setcookie":
			pair, _, _ := strings.Cut(f.Value, ";")
			_, value, _ := strings.Cut(pair, "=")
			add(value)
		case name == "cookie":
			for pair := range strings.SplitSeq(f.Value, ";") {
				_, value, _ := strings.Cut(pair, "=")
				add(value)
			}
		case secretHeaders[name] || r.secret(f.Name) || r.headers[name]:
			scheme, proof, both := strings.Cut(f.Value, " ")
			if !both {
				proof = f.Value
			}
			if len(proof) >= shortestKnown+2 {
				list = append(list, Secret{Value: proof})
			}
			if clear, err := base64.StdEncoding.DecodeString(proof); err == nil && strings.EqualFold(scheme, "basic") {
				list = append(list, userSecrets(string(clear))...)
			}
		}
	}
	return list
}
