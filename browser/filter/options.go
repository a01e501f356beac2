package filter

import "strings"

// typeOptions are the options that name types of request; those with no type are of
// things that no capture does, and a rule only about them is not supported.
var typeOptions = map[string]Type{
	"document":          Document,
	"doc":               Document,
	"subdocument":       Subdocument,
	"frame":             Subdocument,
	"stylesheet":        Stylesheet,
	"css":               Stylesheet,
	"script":            Script,
	"image":             Image,
	"font":              Font,
	"media":             Media,
	"xmlhttprequest":    XMLHTTPRequest,
	"xhr":               XMLHTTPRequest,
	"websocket":         WebSocket,
	"ping":              Ping,
	"beacon":            Ping,
	"other":             Other,
	"all":               usual | Document,
	"elemhide":          elementHide,
	"ehide":             elementHide,
	"generichide":       genericHide,
	"ghide":             genericHide,
	"object":            0,
	"object-subrequest": 0,
	"popup":             0,
	"webrtc":            0,
}

// partyOptions are the options that say whose requests are meant, and their opposites.
var partyOptions = map[string][2]party{
	"third-party": {thirdParty, firstParty},
	"3p":          {thirdParty, firstParty},
	"first-party": {firstParty, thirdParty},
	"1p":          {firstParty, thirdParty},
}

// parseOptions reads the options of a rule, or says which one is not supported.
func (r *rule) parseOptions(options string) (why string) {
	var only, not Type
	var named bool // some type is named
	for option := range strings.SplitSeq(options, ",") {
		name, value, _ := strings.Cut(lowerASCII(option), "=")
		bare, negated := strings.CutPrefix(name, "~")
		t, isType := typeOptions[bare]
		parties, isParty := partyOptions[bare]
		switch {
		case isType && negated:
			not |= t
		case isType:
			only, named = only|t, true
		case isParty && negated:
			r.party = parties[1]
		case isParty:
			r.party = parties[0]
		case name == "domain" || name == "from":
			d, ok := parseDomains(value, "|")
			if !ok {
				return "domain not understood"
			}
			r.domains = d
		case name == "important":
			r.important = true
		case name == "match-case":
			r.matchCase = true
		case strings.Trim(name, "_") == "":
		default:
			return "option " + optionName(bare)
		}
	}
	r.types = usual
	if named {
		r.types = only
	}
	r.types &^= not
	if r.exception && r.types&switches != 0 || r.types&^switches != 0 {
		return ""
	}
	return "types that no capture asks for"
}

// optionName is an option as Stats names it: a list cannot make the names endless.
func optionName(name string) string {
	if len(name) > 32 || strings.ContainsFunc(name, func(c rune) bool { return c > 0x7f || !isHostByte(byte(c)) }) {
		return "not understood"
	}
	return name
}
