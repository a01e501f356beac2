package crawl

import (
	"regexp"
	"strings"
)

// noise are the parameters of addresses that make no other page, by why.
var noise = map[string]string{}

func init() {
	for why, names := range map[string]string{
		"session": "jsessionid phpsessid sessionid session_id sessid sess_id session-id aspsessionid cfid cftoken osid zenid oscsid xtcsid mscsid viewstate jsession",
		"tracking": "gclid gclsrc dclid gbraid wbraid fbclid msclkid yclid twclid ttclid igshid mc_cid mc_eid _ga _gl _hsenc _hsmi hsctatracking mkt_tok oly_anon_id oly_enc_id " +
			"vero_id wickedid rb_clickid s_cid icid cmpid ncid _openstat spm scm ref_src",
	} {
		for name := range strings.FieldsSeq(names) {
			noise[name] = why
		}
	}
}

// noisy are such parameters whose names have a beginning in common, and those that show a list
// in another order or shape, for which the value has to fit too.
var noisy = []struct {
	name, value *regexp.Regexp
	why         string
}{
	{regexp.MustCompile(`^(utm_|mtm_|pk_|piwik_|matomo_|hsa_)`), nil, "tracking"},
	{regexp.MustCompile(`^(aspsessionid|phpsessid|jsessionid)`), nil, "session"},
	{regexp.MustCompile(`^(sid|s_id|ssid|vsid)$`), regexp.MustCompile(`^[a-z0-9_-]{16,}$`), "session"}, // a story may have a sid
	{regexp.MustCompile(`^_?(sort|sort[-_]?(by|order|dir|direction|key|field|type)|order[-_]?(by|dir|direction)|srt)$`), nil, "sort"},
	{regexp.MustCompile(`^(order|dir|direction|o|by)$`), regexp.MustCompile(`^(asc|desc|ascending|descending|newest|oldest|popular|popularity|relevance|price|name|date|title|rating)([-_](asc|desc))?$`), "sort"},
	{regexp.MustCompile(`^(view|display|layout|mode|style)$`), regexp.MustCompile(`^(grid|list|table|tile|tiles|gallery|compact|card|cards|rows)$`), "sort"},
	{regexp.MustCompile(`^(per[-_]?page|page[-_]?size|limit|results[-_]?per[-_]?page|rpp|ipp|pp)$`), regexp.MustCompile(`^\d+$`), "sort"},
	{regexp.MustCompile(`^(print|printable|print_view|printview)$`), regexp.MustCompile(`^(1|yes|true|y|)$`), "sort"},
	{regexp.MustCompile(`^c$`), regexp.MustCompile(`^[nmsd]([;,]o=[ad])?$`), "sort"},
	{regexp.MustCompile(`^o$`), regexp.MustCompile(`^[ad]$`), "sort"},
}

// noiseOf says why a parameter makes no other page; empty: it may make one.
func noiseOf(name, value string) string {
	name, value = strings.ToLower(name), strings.ToLower(value)
	if why := noise[name]; why != "" {
		return why
	}
	for _, one := range noisy {
		if one.name.MatchString(name) && (one.value == nil || one.value.MatchString(value)) {
			return one.why
		}
	}
	return ""
}

// sessionInPath is a session that stands in the path itself.
var sessionInPath = regexp.MustCompile(`(?i);(jsessionid|phpsessid|sid|sessionid)=[^/?#;]*|/\((S|A|F|X)\([a-z0-9_-]{8,}\)\)`)

// turning are the parameters that number the pages of a list.
var turning = regexp.MustCompile(`^(p|pg|page|paged|page[-_]?(no|num|number)|pagenum|start|offset|from|skip|cursor|seite)$`)
