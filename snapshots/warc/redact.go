package warc

import (
	"net/url"
	"regexp"
	"strings"
)

// Redacted stands in the place of what nobody else should see.
const Redacted = "REDACTED"

// Redaction takes values out that would let a reader act as somebody else: cookies,
// authorization, tokens in addresses, passwords in what a form sends. It gives the same
// for the same, so that an address can still be found after it. A nil one takes out nothing.
type Redaction struct {
	names map[string]bool // whole names that are secret, lower case, without - and _
}

// Secrets is the redaction for archives that others may see.
var Secrets = &Redaction{names: setOf(
	"token", "auth", "apikey", "secret", "password", "passwd", "passphrase", "pwd", "pass", "pin", "otp",
	"session", "sessionid", "sid", "sess", "phpsessid", "jsessionid", "jwt", "sig", "signature", "hmac",
	"credential", "credentials", "bearer", "authorization", "proxyauthorization", "csrf", "xsrf",
	"xamzsignature", "xamzcredential", "xamzsecuritytoken", "xgoogsignature", "xgoogcredential", "awsaccesskeyid",
)}

// secretEndings are how names end that are secret with anything before them.
var secretEndings = []string{"token", "apikey", "secret", "password", "passwd", "sessionid", "accesskey", "secretkey", "authkey", "privatekey", "signature"}

// secretHeaders are lines whose value is secret as a whole.
var secretHeaders = setOf("authorization", "proxyauthorization", "xauth", "cookie2", "authenticationinfo", "xapikey")

// addressHeaders are lines that hold an address.
var addressHeaders = setOf("referer", "location", "contentlocation", "sourcemap", "xsourcemap")

func setOf(names ...string) map[string]bool {
	set := map[string]bool{}
	for _, name := range names {
		set[name] = true
	}
	return set
}

// plain is a name without case and marks, so that api_key, api-key and apiKey are one.
func plain(name string) string {
	return strings.ToLower(strings.NewReplacer("-", "", "_", "", ".", "", "[", "", "]", "", " ", "").Replace(name))
}

// secret tells whether a name is that of a secret.
func (r *Redaction) secret(name string) bool {
	name = plain(name)
	if r.names[name] {
		return true
	}
	for _, end := range secretEndings {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// URL redacts an address: values of its query and fragment, and a password.
func (r *Redaction) URL(address string) string {
	if r == nil {
		return address
	}
	if at := strings.Index(address, "://"); at > 0 {
		rest := address[at+3:]
		end := strings.IndexAny(rest, "/?#")
		if end < 0 {
			end = len(rest)
		}
		if user := strings.LastIndex(rest[:end], "@"); user >= 0 {
			address = address[:at+3] + Redacted + rest[user:]
		}
	}
	address, fragment, hasFragment := strings.Cut(address, "#")
	address, query, hasQuery := strings.Cut(address, "?")
	if hasQuery {
		address += "?" + r.pairs(query)
	}
	if hasFragment {
		if strings.Contains(fragment, "=") {
			fragment = r.pairs(fragment)
		}
		address += "#" + fragment
	}
	return address
}

// addresses are those that stand in a text.
var addresses = regexp.MustCompile(`https?://[^\s"'<>` + "`" + `]+`)

// Text redacts the addresses in a text.
func (r *Redaction) Text(text string) string {
	if r == nil {
		return text
	}
	return addresses.ReplaceAllStringFunc(text, r.URL)
}

// pairs redacts name=value&name=value, and leaves every other byte.
func (r *Redaction) pairs(text string) string {
	parts := strings.Split(text, "&")
	for i, part := range parts {
		name, value, ok := strings.Cut(part, "=")
		if !ok || value == "" {
			continue
		}
		if clear, err := url.QueryUnescape(name); err == nil && r.secret(clear) {
			parts[i] = name + "=" + Redacted
		} else if clear, err := url.QueryUnescape(value); err == nil && strings.Contains(clear, "://") {
			if safe := r.URL(clear); safe != clear { // an address in an address
				parts[i] = name + "=" + url.QueryEscape(safe)
			}
		}
	}
	return strings.Join(parts, "&")
}

// Header redacts the lines of a header.
func (r *Redaction) Header(list Fields) Fields {
	if r == nil {
		return list
	}
	safe := make(Fields, len(list))
	for i, f := range list {
		name := plain(f.Name)
		switch {
		case name == "cookie":
			f.Value = eachCookie(f.Value)
		case name == "setcookie":
			cookie, rest, more := strings.Cut(f.Value, ";")
			f.Value = eachCookie(cookie)
			if more {
				f.Value += ";" + rest
			}
		case name == "authorization" || name == "proxyauthorization":
			scheme, _, more := strings.Cut(f.Value, " ")
			if f.Value = Redacted; more {
				f.Value = scheme + " " + Redacted
			}
		case secretHeaders[name] || r.secret(f.Name):
			f.Value = Redacted
		case addressHeaders[name]:
			f.Value = r.URL(f.Value)
		case name == "refresh" || name == "link":
			f.Value = r.URL(f.Value)
		}
		safe[i] = f
	}
	return safe
}

// eachCookie redacts the values of a list of cookies.
func eachCookie(list string) string {
	parts := strings.Split(list, ";")
	for i, part := range parts {
		if name, _, ok := strings.Cut(part, "="); ok {
			parts[i] = name + "=" + Redacted
		} else if strings.TrimSpace(part) != "" {
			parts[i] = Redacted
		}
	}
	return strings.Join(parts, ";")
}

// exchange redacts all that an exchange says besides the answer's body.
func (r *Redaction) exchange(x Exchange) Exchange {
	if r == nil {
		return x
	}
	x.URL = r.URL(x.URL)
	x.SentBody = r.Body(x.Sent.Get("Content-Type"), x.SentBody)
	x.Sent, x.Got = r.Header(x.Sent), r.Header(x.Got)
	return x
}
