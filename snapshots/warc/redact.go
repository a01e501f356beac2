package warc

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/tearsheet/tearsheet/browser/exchange"
)

// Redacted stands in the place of what nobody else should see.
const Redacted = "REDACTED"

// Redaction takes values out that would let a reader act as somebody else: cookies,
// authorization, tokens in addresses, passwords in what a form sends. It gives the same
// for the same, so that an address can still be found after it. A nil one takes out nothing.
type Redaction struct {
	names   map[string]bool // whole names that are secret, lower case, without - and _
	headers map[string]bool // of lines of a header besides, written the same way
	known   []known         // values that are secret wherever they stand
	bodies  bool            // what servers answer is redacted too
}

// Secrets is the redaction for archives that others may see.
var Secrets = &Redaction{names: setOf(
	"token", "auth", "authcode", "authorizationcode", "codeverifier", "ticket", "samlresponse", "samlrequest", "apikey", "secret", "password", "passwd", "passphrase", "pwd", "pass", "pin", "otp",
	"session", "sessionid", "sid", "sess", "phpsessid", "jsessionid", "jwt", "sig", "sas", "signature", "hmac",
	"credential", "credentials", "bearer", "authorization", "proxyauthorization", "csrf", "xsrf",
	"xamzsignature", "xamzcredential", "xamzsecuritytoken", "xgoogsignature", "xgoogcredential", "awsaccesskeyid",
)}

// secretEndings are how names end that are secret with anything before them.
var secretEndings = []string{"token", "apikey", "secret", "password", "passwd", "sessionid", "accesskey", "secretkey", "authkey", "privatekey", "subscriptionkey", "consumerkey", "signingkey", "sharedkey", "signature"}

// sometimesSecret are names of secrets that are as often names of something else: their
// value decides.
var sometimesSecret = setOf("code", "key", "hash", "nonce", "access", "k", "authuser", "grant", "invite", "magic", "verify", "confirmation")

// isMade tells a value that was made by chance or by a key from a word or a number.
func isMade(value string) bool {
	const shortest, long = 6, 24
	var letters, digits, upper bool
	for i := range len(value) {
		switch c := value[i]; {
		case '0' <= c && c <= '9':
			digits = true
		case 'A' <= c && c <= 'Z':
			letters, upper = true, true
		case 'a' <= c && c <= 'z':
			letters = true
		}
	}
	return len(value) >= shortest && letters && (digits || upper && strings.ToUpper(value) != value) || len(value) >= long
}

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

// isSecret tells whether a name and its value are a secret.
func (r *Redaction) isSecret(name, value string) bool {
	return r.secret(name) || sometimesSecret[plain(name)] && isMade(value)
}

// pathParams are parameters in a path, as in /a;jsessionid=4711.
var pathParams = regexp.MustCompile(`;([\w.\-]+)=([^;/?#&]+)`)

// users are what servers are told that one is, also of an address within another one.
var users = regexp.MustCompile(`://[^/?#]+@`)

// script is how addresses begin that are none.
const script = "javascript:"

// URL redacts an address: values of its query and fragment, of parameters in its path, and
// who a server is told that one is.
func (r *Redaction) URL(address string) string {
	if r == nil {
		return address
	}
	address = r.values(address)
	address = users.ReplaceAllString(address, "://"+Redacted+"@")
	if strings.ContainsAny(address, " \t\n") || strings.HasPrefix(strings.ToLower(address), script) { // what is no address
		scheme, code, _ := strings.Cut(address, ":")
		return r.Text(scheme) + address[len(scheme):len(address)-len(code)] + r.Text(code)
	}
	address, fragment, hasFragment := strings.Cut(address, "#")
	address, query, hasQuery := strings.Cut(address, "?")
	if strings.Contains(address, ";") {
		address = pathParams.ReplaceAllStringFunc(address, func(param string) string {
			if name, value, _ := strings.Cut(param[1:], "="); r.isSecret(name, value) {
				return ";" + name + "=" + Redacted
			}
			return param
		})
	}
	if hasQuery {
		address += "?" + r.pairs(query)
	}
	if hasFragment {
		if route, query, ok := strings.Cut(fragment, "?"); ok {
			fragment = route + "?" + r.pairs(query)
		} else if strings.Contains(fragment, "=") {
			fragment = r.pairs(fragment)
		}
		address += "#" + fragment
	}
	return address
}

// pairs redacts name=value&name=value, and leaves every other byte.
func (r *Redaction) pairs(text string) string {
	parts := strings.Split(text, "&")
	for i, part := range parts {
		name, value, ok := strings.Cut(part, "=")
		if !ok || value == "" {
			continue
		}
		clearValue, err := url.QueryUnescape(value)
		if err != nil {
			clearValue = value
		}
		if clear, err := url.QueryUnescape(name); err == nil && r.isSecret(clear, clearValue) {
			parts[i] = name + "=" + Redacted
		} else if strings.ContainsAny(clearValue, "?&=#") || strings.Contains(clearValue, "://") {
			if safe := r.nested(clearValue); safe != clearValue {
				parts[i] = name + "=" + url.QueryEscape(safe)
			}
		}
	}
	return strings.Join(parts, "&")
}

// nested redacts an address in an address, whole or not, or a query in one.
func (r *Redaction) nested(text string) string {
	if strings.Contains(text, "://") || strings.ContainsAny(text, "?#") {
		return r.URL(text)
	}
	return r.pairs(text)
}

// Header redacts the lines of a header.
func (r *Redaction) Header(list exchange.Fields) exchange.Fields {
	if r == nil {
		return list
	}
	safe := make(exchange.Fields, len(list))
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
		case secretHeaders[name] || r.secret(f.Name) || r.headers[name]:
			f.Value = Redacted
		case addressHeaders[name]:
			f.Value = r.URL(f.Value)
		case name == "refresh":
			before, address, _ := strings.Cut(f.Value, "=")
			if address != "" {
				f.Value = before + "=" + r.URL(address)
			}
		case name == "link":
			f.Value = linked.ReplaceAllStringFunc(f.Value, r.URL)
		default:
			f.Value = r.Text(f.Value)
		}
		safe[i] = f
	}
	return safe
}

// linked are the addresses in a line of links, as in <https://example.com/>; rel=next.
var linked = regexp.MustCompile(`<[^>]*`)

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
func (r *Redaction) exchange(x exchange.Exchange) exchange.Exchange {
	if r == nil {
		return x
	}
	x.Request.URL = r.URL(x.Request.URL)
	x.Request.Body = r.Sent(x.Request.Header.Get("Content-Type"), x.Request.Body)
	x.Response.Body = r.answered(x.Response.Header.Get("Content-Type"), x.Response.Body)
	x.Request.Header, x.Response.Header = r.Header(x.Request.Header), r.Header(x.Response.Header)
	return x
}
