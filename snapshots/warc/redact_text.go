package warc

import (
	"regexp"
	"strings"
)

// addresses are those that stand in a text.
var addresses = regexp.MustCompile(`\b[a-zA-Z][a-zA-Z0-9+.\-]{1,15}://[^\s"'<>` + "`" + `]+`)

// scripts are those that stand where an address does.
var scripts = regexp.MustCompile(`(?i)\b` + script + `[^\s"]*`)

// named are values with their names, as logs, code and cookies have them:
// token=4711, "apiKey": "4711", password: 4711.
var named = regexp.MustCompile(`(["']?)([A-Za-z][\w.\-\[\]]{1,60})(["']?\s{0,3}[:=]\s{0,3})("[^"\n]*"|'[^'\n]*'|[^\s,;&}\]"'<>)(]+)`)

// schemes are the ways to say who one is, with what proves it.
var schemes = regexp.MustCompile(`\b(?i:(bearer|basic|digest|negotiate|token|apikey))(\s+)([A-Za-z0-9+/=_.~\-]{6,})`)

// cookieLines are lines of a header in a text. div#cookie: is a place on a page.
var cookieLines = regexp.MustCompile(`(?i)(^|[^#.\w])(set-cookie|cookie)(\s*:\s*)([^\r\n"']+)`)

// shapes are secrets that are known by how they look.
var shapes = regexp.MustCompile(strings.Join([]string{
	`\beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*`, // JSON web tokens
	`\bgh[pousr]_\w{20,}`, `\bgithub_pat_\w{20,}`, `\bglpat-[\w-]{16,}`, `\bxox[abeoprs]-[\w-]{10,}`, `\bAKIA[0-9A-Z]{16}\b`,
	`\bAIza[\w-]{30,}`, `\b[sr]k_(?:live|test)_\w{16,}`, `\bsk-[\w-]{20,}`, `\bnpm_\w{30,}`, `\bSG\.[\w-]{16,}\.[\w-]{16,}`,
	`-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----`,
}, "|"))

// Text redacts a text that says what happened, such as a line of a console: addresses,
// values whose names are those of secrets, cookies, and what looks like a key.
func (r *Redaction) Text(text string) string {
	if r == nil || text == "" {
		return text
	}
	return r.text(text, func(string) bool { return true })
}

// text is Text for the values that may be secrets.
func (r *Redaction) text(text string, may func(value string) bool) string {
	text = r.values(text)
	if strings.Contains(text, "://") {
		text = addresses.ReplaceAllStringFunc(text, r.URL)
	}
	text = scripts.ReplaceAllStringFunc(text, r.URL)
	text = shapes.ReplaceAllString(text, Redacted)
	text = cookieLines.ReplaceAllStringFunc(text, func(line string) string {
		part := cookieLines.FindStringSubmatch(line)
		before, value := part[1]+part[2]+part[3], part[4]
		if !strings.EqualFold(part[2], "set-cookie") {
			return before + eachCookie(value)
		}
		first, rest, more := strings.Cut(value, ";")
		if more {
			rest = ";" + rest
		}
		return before + eachCookie(first) + rest
	})
	text = schemes.ReplaceAllStringFunc(text, func(found string) string {
		part := schemes.FindStringSubmatch(found)
		if part[3] == Redacted || !isMade(part[3]) {
			return found
		}
		return part[1] + part[2] + Redacted
	})
	return named.ReplaceAllStringFunc(text, func(found string) string {
		part := named.FindStringSubmatch(found)
		value := strings.Trim(part[4], `"'`)
		if value == "" || !r.isSecret(part[2], value) || isScheme(value) || !may(value) {
			return found
		}
		return part[1] + part[2] + part[3] + strings.Replace(part[4], value, Redacted, 1)
	})
}

// isScheme tells a word that says what follows: Authorization: Bearer ...
func isScheme(value string) bool {
	switch strings.ToLower(value) {
	case "bearer", "basic", "digest", "negotiate":
		return true
	}
	return false
}
