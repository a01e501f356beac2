package identity

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// stored is a state as Playwright writes it; extensions that write an object have cookies too.
type stored struct {
	Cookies []storedCookie `json:"cookies"`
	Origins []storedOrigin `json:"origins"`
}

type storedOrigin struct {
	Origin       string          `json:"origin"`
	LocalStorage []Item          `json:"localStorage"`
	IndexedDB    json.RawMessage `json:"indexedDB,omitempty"`
}

// storedCookie is a cookie by the names that are in use: Playwright, Puppeteer and Chrome
// have expires, extensions expirationDate and hostOnly, some of Firefox "... raw".
type storedCookie struct {
	Name      string  `json:"name"`
	Value     string  `json:"value"`
	Domain    string  `json:"domain"`
	Host      string  `json:"host"`
	URL       string  `json:"url"`
	Path      string  `json:"path"`
	Expires   when    `json:"expires"`
	Expiry    when    `json:"expiry"`
	Until     when    `json:"expirationDate"`
	Session   *bool   `json:"session"`
	HTTPOnly  flag    `json:"httpOnly"`
	Secure    flag    `json:"secure"`
	SameSite  any     `json:"sameSite"`
	HostOnly  *bool   `json:"hostOnly"`
	Partition any     `json:"partitionKey"`
	Across    bool    `json:"_crHasCrossSiteAncestor"`
	RawHost   string  `json:"Host raw"`
	RawName   *string `json:"Name raw"`
	RawPath   string  `json:"Path raw"`
	RawValue  string  `json:"Content raw"`
	RawUntil  when    `json:"Expires raw"`
	RawSecure flag    `json:"Send for raw"`
	RawHidden flag    `json:"HTTP only raw"`
}

// when is a time in seconds, as a number or a text, or as a date.
type when float64

// UnmarshalJSON takes what is in use.
func (w *when) UnmarshalJSON(data []byte) error {
	text := strings.Trim(string(data), `"`)
	if f, err := strconv.ParseFloat(text, 64); err == nil {
		*w = when(f)
		return nil
	}
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		*w = when(at.Unix())
	}
	return nil // null, and "Session"
}

// time gives the moment. Some count milliseconds.
func (w when) time() time.Time {
	const aroundYear5000 = 1e11
	if f := float64(w); f > 0 && !math.IsInf(f, 0) && !math.IsNaN(f) {
		if f > aroundYear5000 {
			f /= 1000
		}
		return time.Unix(int64(f), 0)
	}
	return time.Time{}
}

// flag is true or false, also as a text.
type flag bool

// UnmarshalJSON takes what is in use.
func (f *flag) UnmarshalJSON(data []byte) error {
	*f = flag(isTrue(strings.Trim(string(data), `"`)))
	return nil
}

func readJSON(data []byte) (State, error) {
	var all stored
	var err error
	if data[0] == '[' {
		err = json.Unmarshal(data, &all.Cookies)
	} else {
		err = json.Unmarshal(data, &all)
	}
	if err != nil {
		return State{}, withoutValues(err)
	}
	if all.Cookies == nil && all.Origins == nil {
		return State{}, errors.New("it has neither cookies nor origins")
	}
	var s State
	for i, c := range all.Cookies {
		cookie, err := c.plain()
		if err != nil {
			return State{}, fmt.Errorf("cookie %d %w", i+1, err)
		}
		s.Cookies = append(s.Cookies, cookie)
	}
	for i, o := range all.Origins {
		u, err := url.Parse(o.Origin)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return State{}, fmt.Errorf("origin %d has no address", i+1)
		}
		s.Origins = append(s.Origins, Origin{Origin: u.Scheme + "://" + u.Host, LocalStorage: o.LocalStorage, IndexedDB: o.IndexedDB})
	}
	return s, nil
}

// withoutValues says where JSON is broken and nothing of what it holds.
func withoutValues(err error) error {
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Errorf("it is no JSON from byte %d on", syntax.Offset)
	}
	if kind, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Errorf("%s is of the wrong kind", kind.Field)
	}
	return errors.New("it is no JSON")
}

// plain is a cookie whoever wrote it.
func (c storedCookie) plain() (Cookie, error) {
	if c.RawName != nil {
		c.Name, c.Value, c.Path, c.URL = *c.RawName, c.RawValue, c.RawPath, c.RawHost
		c.Until, c.Secure, c.HTTPOnly = c.RawUntil, c.RawSecure, c.RawHidden
	}
	out := Cookie{Name: c.Name, Value: c.Value, Domain: c.Domain, Path: c.Path, HTTPOnly: bool(c.HTTPOnly), Secure: bool(c.Secure), Across: c.Across}
	if out.Domain == "" {
		out.Domain = c.Host
	}
	if u, err := url.Parse(c.URL); err == nil && out.Domain == "" {
		out.Domain = u.Hostname()
	}
	if out.Domain == "" || out.Name == "" && out.Value == "" {
		return out, errors.New("has no domain or no name")
	}
	if c.HostOnly != nil {
		out.Domain = strings.TrimPrefix(out.Domain, ".")
		if !*c.HostOnly {
			out.Domain = "." + out.Domain
		}
	}
	for _, at := range []when{c.Expires, c.Until, c.Expiry} {
		if out.Expires.IsZero() {
			out.Expires = at.time()
		}
	}
	if c.Session != nil && *c.Session {
		out.Expires = time.Time{}
	}
	if word, ok := c.SameSite.(string); ok {
		out.SameSite = sameSites[strings.ToLower(word)]
	}
	switch key := c.Partition.(type) {
	case string:
		out.Partition = key
	case map[string]any:
		out.Partition, _ = key["topLevelSite"].(string)
		out.Across, _ = key["hasCrossSiteAncestor"].(bool)
	}
	if out.Path == "" {
		out.Path = "/"
	}
	return out, nil
}

// sameSites are the words for it; all others say nothing.
var sameSites = map[string]string{"strict": "Strict", "lax": "Lax", "none": "None", "no_restriction": "None"}
