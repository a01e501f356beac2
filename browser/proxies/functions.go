package proxies

import (
	"errors"
	"net"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/dop251/goja"
)

// give gives a script its functions, and nothing else.
func (s *Script) give(vm *goja.Runtime) error {
	var all error
	for name, f := range map[string]any{
		"isPlainHostName": func(host string) bool { return !strings.ContainsAny(host, ".:") },
		"dnsDomainIs": func(host, domain string) bool {
			return strings.HasSuffix(strings.ToLower(host), strings.ToLower(domain))
		},
		"localHostOrDomainIs": localHostOrDomainIs,
		"dnsDomainLevels":     func(host string) int { return strings.Count(host, ".") },
		"shExpMatch":          shExpMatch,
		"isResolvable":        func(host string) bool { return len(s.addresses(host, true)) > 0 },
		"isResolvableEx":      func(host string) bool { return len(s.addresses(host, false)) > 0 },
		"isInNet":             func(host, pattern, mask string) bool { return isInNet(s.addresses(host, true), pattern, mask) },
		"isInNetEx":           func(host, prefix string) bool { return isInNetEx(s.addresses(host, false), prefix) },
		"myIpAddress":         func() string { return own(true)[0] },
		"myIpAddressEx":       func() string { return strings.Join(own(false), ";") },
		"sortIpAddressList":   sortAddresses,
		"convert_addr":        convertAddr,
		"weekdayRange":        func(args ...goja.Value) bool { return weekdayRange(time.Now(), texts(args)) },
		"dateRange":           func(args ...goja.Value) bool { return dateRange(time.Now(), texts(args)) },
		"timeRange":           func(args ...goja.Value) bool { return timeRange(time.Now(), texts(args)) },
		"alert":               func(...goja.Value) {}, // nobody looks
		"dnsResolve": func(host string) goja.Value {
			if list := s.addresses(host, true); len(list) > 0 {
				return vm.ToValue(list[0].String())
			}
			return goja.Null()
		},
		"dnsResolveEx": func(host string) string {
			var list []string
			for _, a := range s.addresses(host, false) {
				list = append(list, a.String())
			}
			return strings.Join(list, ";")
		},
	} {
		all = errors.Join(all, vm.Set(name, f))
	}
	return all
}

func texts(values []goja.Value) (list []string) {
	for _, v := range values {
		list = append(list, v.String())
	}
	return list
}

// addresses looks a name up; four: those of IPv4 alone.
func (s *Script) addresses(host string, four bool) (list []netip.Addr) {
	if a, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil {
		list = append(list, a.Unmap())
	} else if found, err := s.resolver.LookupNetIP(s.lookup, "ip", host); err == nil {
		for _, a := range found {
			list = append(list, a.Unmap())
		}
	}
	return slices.DeleteFunc(list, func(a netip.Addr) bool { return four && !a.Is4() })
}

func localHostOrDomainIs(host, domain string) bool {
	host, domain = strings.ToLower(host), strings.ToLower(domain)
	return host == domain || !strings.Contains(host, ".") && strings.HasPrefix(domain, host+".")
}

// shExpMatch tells whether a text matches a pattern of shells.
func shExpMatch(text, pattern string) bool {
	quoted := strings.NewReplacer(`\*`, ".*", `\?`, ".").Replace(regexp.QuoteMeta(pattern))
	matches, err := regexp.MatchString("(?s)^"+quoted+"$", text)
	return err == nil && matches
}

func isInNet(addresses []netip.Addr, pattern, mask string) bool {
	net4, m := net.ParseIP(pattern).To4(), net.ParseIP(mask).To4()
	if len(addresses) == 0 || net4 == nil || m == nil {
		return false
	}
	a := addresses[0].As4()
	for i := range a {
		if a[i]&m[i] != net4[i]&m[i] {
			return false
		}
	}
	return true
}

func isInNetEx(addresses []netip.Addr, prefix string) bool {
	p, err := netip.ParsePrefix(prefix)
	return err == nil && slices.ContainsFunc(addresses, p.Masked().Contains)
}

// own gives the addresses of this machine, one at least.
func own(four bool) (list []string) {
	all, err := net.InterfaceAddrs()
	if err != nil {
		return []string{"127.0.0.1"}
	}
	for _, one := range all {
		if n, ok := one.(*net.IPNet); ok && n.IP.IsGlobalUnicast() && (n.IP.To4() != nil || !four) {
			list = append(list, n.IP.String())
		}
	}
	if len(list) == 0 {
		list = append(list, "127.0.0.1")
	}
	return list
}

// sortAddresses sorts a list with those of IPv6 first.
func sortAddresses(text string) string {
	var list []netip.Addr
	for one := range strings.SplitSeq(text, ";") {
		if a, err := netip.ParseAddr(strings.TrimSpace(one)); err == nil {
			list = append(list, a)
		}
	}
	slices.SortFunc(list, func(a, b netip.Addr) int {
		if a.Is4() != b.Is4() {
			return map[bool]int{true: 1, false: -1}[a.Is4()]
		}
		return a.Compare(b)
	})
	var sorted []string
	for _, a := range list {
		sorted = append(sorted, a.String())
	}
	return strings.Join(sorted, ";")
}

// convertAddr is an address of IPv4 as a number.
func convertAddr(text string) uint32 {
	a := net.ParseIP(text).To4()
	if a == nil {
		return 0
	}
	return uint32(a[0])<<24 | uint32(a[1])<<16 | uint32(a[2])<<8 | uint32(a[3])
}
