package identity

import (
	"bytes"
	"encoding/json"
)

// written is a cookie as Playwright writes it.
type written struct {
	Name      string  `json:"name"`
	Value     string  `json:"value"`
	Domain    string  `json:"domain"`
	Path      string  `json:"path"`
	Expires   float64 `json:"expires"` // -1: with the session
	HTTPOnly  bool    `json:"httpOnly"`
	Secure    bool    `json:"secure"`
	SameSite  string  `json:"sameSite"`
	Partition string  `json:"partitionKey,omitempty"`
	Across    bool    `json:"_crHasCrossSiteAncestor,omitempty"`
}

// Write gives the state as Playwright writes it, so that other programs can go on with it.
func (s State) Write() ([]byte, error) {
	cookies, origins := []written{}, []storedOrigin{}
	for _, c := range s.Cookies {
		w := written{c.Name, c.Value, c.Domain, c.Path, -1, c.HTTPOnly, c.Secure, c.SameSite, c.Partition, c.Across}
		if !c.Expires.IsZero() {
			w.Expires = float64(c.Expires.Unix())
		}
		if w.SameSite == "" {
			w.SameSite = "Lax" // which is what browsers take it for
		}
		cookies = append(cookies, w)
	}
	for _, o := range s.Origins {
		if o.LocalStorage == nil {
			o.LocalStorage = []Item{}
		}
		origins = append(origins, storedOrigin(o))
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(map[string]any{"cookies": cookies, "origins": origins})
	return b.Bytes(), err
}
