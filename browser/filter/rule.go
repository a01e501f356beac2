package filter

import "strings"

// rule is one line about requests.
type rule struct {
	text      string // as the list has it
	pattern   pattern
	types     Type
	domains   domains
	party     party
	exception bool
	important bool
	matchCase bool
}

// party is whose requests a rule is about.
type party uint8

const (
	anyParty party = iota
	thirdParty
	firstParty
)

// parseRule reads one rule, or says why it is not supported.
func parseRule(line string) (*rule, string) {
	r := &rule{text: line}
	body, exception := strings.CutPrefix(line, "@@")
	r.exception = exception
	body, options := cutOptions(body)
	if isRegexp(body) {
		return nil, "regular expression"
	}
	if why := r.parseOptions(options); why != "" {
		return nil, why
	}
	if strings.ContainsAny(body, " \t<>\"{}") {
		return nil, "not a rule"
	}
	if len(body) > maxPattern {
		return nil, "pattern too long"
	}
	if !r.matchCase {
		body = lowerASCII(body)
	}
	if host, ok := plainHost(body); ok && options == "" {
		body = "||" + host + "^"
	}
	r.pattern = parsePattern(asciiHost(body))
	if strings.Trim(r.pattern.text, "^|") == "" && r.types == usual && r.party == anyParty && !r.domains.named() {
		return nil, "matches everything"
	}
	return r, ""
}

// maxPattern bounds the part of a rule that addresses are compared with.
const maxPattern = 1024

// cutOptions parts a rule from its options.
func cutOptions(s string) (body, options string) {
	at := strings.LastIndexByte(s, '$')
	if at < 0 || at+1 == len(s) || !startsOption(s[at+1]) {
		return s, ""
	}
	return s[:at], s[at+1:]
}

func startsOption(c byte) bool {
	return 'a' <= c && c <= 'z' || c == '~' || '0' <= c && c <= '9' || c == '_'
}

// isRegexp tells whether a pattern is a regular expression: those are not run.
func isRegexp(s string) bool {
	return len(s) > 1 && s[0] == '/' && s[len(s)-1] == '/'
}

// asciiHost writes the host of a pattern as browsers do.
func asciiHost(body string) string {
	rest, anchored := strings.CutPrefix(body, "||")
	if !anchored {
		return body
	}
	end := strings.IndexAny(rest, "^/:?*|")
	if end < 0 {
		end = len(rest)
	}
	if host, ok := cleanHost(rest[:end]); ok {
		return "||" + host + rest[end:]
	}
	return body
}

// matches tells whether the rule is about a request. onHost says that the request's
// host is known to be the one of the pattern.
func (r *rule) matches(s *subject, onHost bool) bool {
	if r.types&s.kind == 0 || r.party == thirdParty && !s.third || r.party == firstParty && s.third {
		return false
	}
	if !(onHost && r.pattern.whole) {
		url := s.lower
		if r.matchCase {
			url = s.url
		}
		if !r.pattern.matches(url, s.hostStart, s.hostStart+len(s.host)) {
			return false
		}
	}
	return r.domains.hold(s.page)
}
