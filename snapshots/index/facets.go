package index

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots"
)

// Facet is a property by which snapshots are chosen.
type Facet struct{ Name, Value string }

// The names of facets. Case does not count in their values.
const (
	FacetClass    = "class"    // what kind of page it is: content, login, captcha ...
	FacetStatus   = "status"   // of HTTP: 404; or all of a kind: 4xx
	FacetLanguage = "language" // of the article: pt-BR, and pt for all of them
	FacetTag      = "tag"      // of the article
)

// term is how a facet stands in the database: one word, of which all of a name begin
// alike.
func (f Facet) term() string {
	return hex.EncodeToString([]byte(f.Name + "=" + strings.ToLower(strings.TrimSpace(f.Value))))
}

// maxTags is the most of an article's tags by which it can be chosen, and maxFacet the
// longest of their names, in bytes.
const (
	maxTags  = 64
	maxFacet = 200
)

// facetTerms are the words for all facets of a snapshot.
func facetTerms(snap snapshots.Snapshot, tags []string) string {
	facets := []Facet{{FacetStatus, strconv.Itoa(snap.Status)}, {FacetStatus, strconv.Itoa(snap.Status/100) + "xx"}}
	if class := classOf(snap); class != "" {
		facets = append(facets, Facet{FacetClass, class})
	}
	if a := snap.Article; a != nil && a.Language != "" {
		facets = append(facets, Facet{FacetLanguage, a.Language})
		if base, _, found := strings.Cut(a.Language, "-"); found {
			facets = append(facets, Facet{FacetLanguage, base})
		}
	}
	for _, tag := range tags[:min(maxTags, len(tags))] {
		facets = append(facets, Facet{FacetTag, tag})
	}
	var terms []string
	for _, f := range facets {
		if len(f.Value) <= maxFacet {
			terms = append(terms, f.term())
		}
	}
	slices.Sort(terms)
	return strings.Join(slices.Compact(terms), " ")
}

// classOf reads what kind of page a snapshot is off its receipt.
func classOf(snap snapshots.Snapshot) string {
	var capture struct {
		Coverage struct {
			Class string `json:"class"`
		} `json:"coverage"`
	}
	if json.Unmarshal(snap.Capture, &capture) != nil {
		return ""
	}
	return capture.Coverage.Class
}

// chosen writes host and facets in the language of the database.
func chosen(host string, facets []Facet) (parts []string) {
	if host != "" {
		parts = append(parts, `host : "`+hostTerm(host)+`"`)
	}
	for _, f := range facets {
		parts = append(parts, `facets : "`+f.term()+`"`)
	}
	return parts
}

// Count is a value and how many snapshots have it.
type Count struct {
	Value string
	N     int
}

// Facets gives the values of a facet, those of most snapshots first and at most limit of
// them. It tells what the index has read so far and does not look further: of
// snapshots that were deleted it may still count some.
func (x *Index) Facets(ctx context.Context, name string, limit int) ([]Count, error) {
	if err := x.open(ctx); err != nil {
		return nil, err
	}
	from := hex.EncodeToString([]byte(name + "="))
	to := hex.EncodeToString([]byte(name + ">"))
	rows, err := x.db.QueryContext(ctx, "SELECT term, doc FROM vocabulary WHERE term >= ? AND term < ? AND col = 'facets' ORDER BY doc DESC, term LIMIT ?", from, to, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Count
	for rows.Next() {
		var term string
		var c Count
		if err := rows.Scan(&term, &c.N); err != nil {
			return nil, err
		}
		value, err := hex.DecodeString(strings.TrimPrefix(term, from))
		if err != nil {
			return nil, errRow
		}
		c.Value = string(value)
		list = append(list, c)
	}
	return list, rows.Err()
}

// Hosts gives the folders of hosts, those with most pages first and at most limit of
// them; N counts pages. It does not look further than the index has.
func (x *Index) Hosts(ctx context.Context, limit int) ([]Count, error) {
	if err := x.open(ctx); err != nil {
		return nil, err
	}
	var list []Count
	err := transact(ctx, x.db, reading, func(c *sql.Conn) error {
		known, err := load(ctx, c)
		for name, host := range known {
			if name != "" {
				list = append(list, Count{name, len(host.pages)})
			}
		}
		return err
	})
	slices.SortFunc(list, func(a, b Count) int {
		if a.N != b.N {
			return b.N - a.N
		}
		return strings.Compare(a.Value, b.Value)
	})
	return list[:min(limit, len(list))], err
}
