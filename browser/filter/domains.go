package filter

import (
	"net/netip"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// domains says where a rule holds: host, or "name.*" for a name under any public
// suffix, to whether the rule holds there. Nil is everywhere.
type domains map[string]bool

// parseDomains reads a list of hosts in which ~ means "not there".
func parseDomains(list, separator string) (domains, bool) {
	d := domains{}
	for name := range strings.SplitSeq(list, separator) {
		name = strings.TrimSpace(name)
		bare := strings.TrimPrefix(name, "~")
		host, ok := cleanHost(strings.TrimSuffix(bare, ".*"))
		if !ok {
			return nil, false
		}
		if strings.HasSuffix(bare, ".*") {
			host += ".*"
		}
		d[host] = bare == name
	}
	return d, true
}

// named tells whether the rule holds in named places only.
func (d domains) named() bool {
	for _, holds := range d {
		if holds {
			return true
		}
	}
	return false
}

// hold tells whether the rule holds for the host of these sources: the closest name counts.
func (d domains) hold(from sources) bool {
	if d == nil {
		return true
	}
	for _, s := range from {
		if holds, found := d[s]; found {
			return holds
		}
	}
	return !d.named()
}

// sources are the names by which lists may speak of a host, the closest first: itself
// and its parents, each also with its public suffix as a star.
type sources []string

func sourcesOf(host string) sources {
	if host == "" {
		return nil
	}
	if isAddress(host) {
		return sources{host}
	}
	suffix, _ := publicsuffix.PublicSuffix(host)
	from := make(sources, 0, 8)
	for rest := host; ; {
		from = append(from, rest)
		if name, found := strings.CutSuffix(rest, "."+suffix); found {
			from = append(from, name+".*")
		}
		_, parent, found := strings.Cut(rest, ".")
		if !found || len(from) >= maxLabels {
			return from
		}
		rest = parent
	}
}

// maxLabels bounds the names of one host.
const maxLabels = 64

// cleanHost gives a host as a browser writes it: lower case, Punycode. False is for
// what is no host.
func cleanHost(s string) (string, bool) {
	s = lowerASCII(s)
	for i := range len(s) {
		if s[i] >= 0x80 {
			ascii, err := idna.Lookup.ToASCII(s)
			return ascii, err == nil && ascii != ""
		}
		if !isHostByte(s[i]) {
			return "", false
		}
	}
	ok := s != "" && len(s) <= 253 && s[0] != '.' && s[0] != '-' && s[len(s)-1] != '.' && !strings.Contains(s, "..")
	return s, ok
}

func isHostByte(c byte) bool {
	return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '.' || c == '-' || c == '_'
}

// isAddress tells whether a host is an IP address.
func isAddress(host string) bool {
	if host == "" || host[0] != '[' && (host[len(host)-1] < '0' || host[len(host)-1] > '9') {
		return false
	}
	_, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil
}
