package filter

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net/netip"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/publicsuffix"
)

// Stats says what a list held.
type Stats struct {
	Blocking    int            // rules that block requests
	Exceptions  int            // rules that allow requests, or switch hiding off for a page
	Hiding      int            // rules about elements, exceptions among them
	Unsupported map[string]int // reason to number of lines: these rules have no effect
	Err         error          // of reading: what came before it is in the list
}

// What a list may cost.
const (
	maxLine  = 64 << 10
	maxRules = 1 << 20
)

// Parse reads a list. It never fails: Stats says what was not understood.
func Parse(r io.Reader) (*List, Stats) {
	p := parser{stats: Stats{Unsupported: map[string]int{}}}
	lines := bufio.NewReaderSize(r, maxLine)
	for first := true; ; first = false {
		line, err := lines.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			p.unsupported("line too long")
			for errors.Is(err, bufio.ErrBufferFull) {
				_, err = lines.ReadSlice('\n')
			}
			line = nil
		}
		if first {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		p.line(string(bytes.TrimSpace(line)))
		if err != nil {
			if !errors.Is(err, io.EOF) {
				p.stats.Err = err
			}
			return newList(p.rules, p.hiding), p.stats
		}
	}
}

// parser collects the rules of one list.
type parser struct {
	rules  []*rule
	hiding []*hidingRule
	stats  Stats

	conditions int // of other blockers, around the line
}

func (p *parser) unsupported(why string) { p.stats.Unsupported[why]++ }

// line takes one line, of whichever form.
func (p *parser) line(line string) {
	switch {
	case strings.HasPrefix(line, "!#if"):
		p.conditions++
	case strings.HasPrefix(line, "!#endif"):
		p.conditions = max(0, p.conditions-1)
	case strings.HasPrefix(line, "!#include"):
		p.unsupported("include of another list")
	case isComment(line):
	case p.conditions > 0:
		p.unsupported("under a condition")
	case !utf8.ValidString(line):
		p.unsupported("not UTF-8")
	case len(p.rules)+len(p.hiding) >= maxRules:
		p.unsupported("too many rules")
	case p.hosts(line):
	case p.element(line):
	default:
		if line, _, _ = strings.Cut(line, " #"); line != "" {
			p.request(strings.TrimSpace(line))
		}
	}
}

// isComment tells whether a line says nothing: ! in filter lists, # in hosts files.
func isComment(line string) bool {
	if line == "" || line[0] == '!' || strings.HasPrefix(line, "[Adblock") {
		return true
	}
	text := strings.TrimLeft(line, "#")
	return text == "" || text != line && (text[0] == ' ' || text[0] == '\t') || len(text) == len(line)-1 && !strings.ContainsAny(text[:1], "@?$%")
}

// request takes a rule about requests.
func (p *parser) request(line string) {
	r, why := parseRule(line)
	switch {
	case why != "":
		p.unsupported(why)
		return
	case r.exception:
		p.stats.Exceptions++
	default:
		p.stats.Blocking++
	}
	p.rules = append(p.rules, r)
}

// nowhere are the addresses to which hosts files send what they block.
var nowhere = map[string]bool{"0.0.0.0": true, "127.0.0.1": true, "::": true, "::1": true}

// ownNames are in every hosts file, and are no rules.
var ownNames = map[string]bool{
	"localhost": true, "localhost.localdomain": true, "local": true, "broadcasthost": true, "0.0.0.0": true,
	"ip6-localhost": true, "ip6-loopback": true, "ip6-localnet": true, "ip6-mcastprefix": true,
	"ip6-allnodes": true, "ip6-allrouters": true, "ip6-allhosts": true,
}

// hosts takes a line of a hosts file: an address and names.
func (p *parser) hosts(line string) bool {
	line, _, _ = strings.Cut(line, "#")
	fields := strings.Fields(line)
	if len(fields) < 2 {
		return false
	}
	address, _, _ := strings.Cut(fields[0], "%")
	if _, err := netip.ParseAddr(address); err != nil {
		return false
	}
	for _, name := range fields[1:] {
		host, ok := cleanHost(name)
		switch {
		case ownNames[host]:
		case !ok:
			p.unsupported("host not understood")
		case !nowhere[address]:
			p.unsupported("hosts line that leads elsewhere")
		default:
			p.request("||" + host + "^")
		}
	}
	return true
}

// plainHost tells whether a line is nothing but a host.
func plainHost(line string) (host string, ok bool) {
	host, ok = cleanHost(line)
	if !ok {
		return "", false
	}
	if isAddress(host) {
		return host, true
	}
	suffix, managed := publicsuffix.PublicSuffix(host)
	return host, managed && suffix != host
}
