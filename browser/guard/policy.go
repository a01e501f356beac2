package guard

import (
	"encoding/binary"
	"fmt"
	"net"
	"net/netip"
)

// block is a range of addresses that are not those of the web.
type block struct {
	prefix netip.Prefix
	what   string
}

func blocks(what string, prefixes ...string) (list []block) {
	for _, p := range prefixes {
		list = append(list, block{netip.MustParsePrefix(p), what})
	}
	return list
}

func concat(lists ...[]block) (all []block) {
	for _, list := range lists {
		all = append(all, list...)
	}
	return all
}

// closed are the ranges with a purpose of their own (IANA's registries of special-purpose
// addresses), and single addresses at which clouds answer their machines. What of IPv6 is
// not handed out for the web, outside 2000::/3, is closed as a whole: see web6.
var closed = concat(
	blocks("this machine", "127.0.0.0/8", "0.0.0.0/8", "::1/128", "::/128"),
	blocks("a private network", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10"),
	blocks("a provider's own network", "100.64.0.0/10"),
	blocks("the link that this machine is on", "169.254.0.0/16", "fe80::/10"),
	blocks("a cloud's own service", "168.63.129.16/32"),
	blocks("a group of machines", "224.0.0.0/4", "ff00::/8"),
	blocks("no machine", "240.0.0.0/4", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20", "100::/64", "100:0:0:1::/64"),
	blocks("a network for tests", "198.18.0.0/15"),
	blocks("set apart for protocols", "192.0.0.0/24", "2001::/23", "64:ff9b:1::/48", "5f00::/16"),
	blocks("a way around, by 6to4", "192.88.99.0/24", "2002::/16"),
)

// web6 is all of IPv6 that is handed out for the web.
var web6 = netip.MustParsePrefix("2000::/3")

// translated is where a network that has only IPv6 shows the web's IPv4 addresses (RFC 6052).
var translated = netip.MustParsePrefix("64:ff9b::/96")

// special says what an address is if it is not one of the web; empty: it is one.
func special(a netip.Addr) string {
	if a.Zone() != "" {
		return "the link that this machine is on"
	}
	a = a.Unmap()
	if translated.Contains(a) {
		return special(lastFour(a))
	}
	for _, b := range closed {
		if b.prefix.Contains(a) {
			return b.what
		}
	}
	switch {
	case a.Is6() && !web6.Contains(a):
		return "not an address of the web"
	case isTunnel(a):
		return special(lastFour(a))
	}
	return ""
}

// isTunnel tells whether an address leads to the IPv4 address that it ends in (RFC 5214).
func isTunnel(a netip.Addr) bool {
	bytes := a.As16()
	return a.Is6() && binary.BigEndian.Uint32(bytes[8:])&^0x0200_0000 == 0x5efe
}

// lastFour is the IPv4 address that an IPv6 address ends in.
func lastFour(a netip.Addr) netip.Addr {
	bytes := a.As16()
	return netip.AddrFrom4([4]byte(bytes[12:]))
}

// widest are the lengths of prefixes below which a network that this machine is said to be
// in is none: some tunnels claim half of the web.
const (
	widest4 = 8
	widest6 = 48
)

// neighbours are this machine's own addresses and the networks that it is in, in which
// others answer it as they do not answer the web.
func neighbours() []netip.Prefix {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	var list []netip.Prefix
	for _, a := range addresses {
		n, ok := a.(*net.IPNet)
		if !ok {
			continue
		}
		own, ok := netip.AddrFromSlice(n.IP)
		if !ok {
			continue
		}
		own = own.Unmap()
		list = append(list, netip.PrefixFrom(own, own.BitLen()))
		length, of := n.Mask.Size()
		if of == own.BitLen() && (own.Is4() && length >= widest4 || own.Is6() && length >= widest6) {
			list = append(list, netip.PrefixFrom(own, length).Masked())
		}
	}
	return list
}

// ParseNet reads a network as it is written, 10.1.0.0/16 or fd00::/8; one address is a
// network too.
func ParseNet(text string) (netip.Prefix, error) {
	if a, err := netip.ParseAddr(text); err == nil && a.Zone() == "" {
		return netip.PrefixFrom(a.Unmap(), a.Unmap().BitLen()), nil
	}
	p, err := netip.ParsePrefix(text)
	if err != nil || p.Addr().Is4In6() {
		return netip.Prefix{}, fmt.Errorf("%q is no network: use one such as 10.1.0.0/16 or fd00:1::/64", text)
	}
	return p.Masked(), nil
}
