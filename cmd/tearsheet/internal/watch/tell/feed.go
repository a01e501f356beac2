package tell

import (
	"cmp"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// feed is an Atom feed of changes in a file. Its pictures lie in a folder beside it.
type feed struct{ file string }

const (
	feedEntries = 100
	feedMost    = 64 << 20 // bytes that are read of one
)

func openFeed(path, dir string) (Teller, error) {
	if strings.TrimSpace(path) == "" {
		return nil, errors.New("name a file, atom:changes.xml")
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(dir, filepath.FromSlash(path))
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("there is no folder %s", filepath.Dir(path))
	}
	return feed{path}, nil
}

// atom is a feed as RFC 4287 has it.
type atom struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Entries []atomEntry `xml:"entry"`
}

type atomEntry struct {
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Link    atomLink    `xml:"link"`
	Summary string      `xml:"summary"`
	Content atomContent `xml:"content"`
}

type atomLink struct {
	Href string `xml:"href,attr"`
}

type atomContent struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// Tell writes the feed anew with the message in it. What is in it already is replaced.
func (f feed) Tell(_ context.Context, m Message) error {
	var doc atom
	data, err := regular.ReadFile(f.file, feedMost)
	switch {
	case errors.Is(err, os.ErrNotExist):
	case err != nil:
		return err
	default:
		if err := xml.Unmarshal(data, &doc); err != nil {
			return fmt.Errorf("%s is no Atom feed: %w", f.file, err)
		}
	}
	doc.ID, doc.Title, doc.Author = cmp.Or(doc.ID, "urn:tearsheet:feed:"+m.ID), "Changes of watched pages", "tearsheet"
	doc.Updated = m.At.UTC().Format(time.RFC3339)
	for _, i := range m.Items {
		entry, err := f.entry(i)
		if err != nil {
			return err
		}
		list := []atomEntry{entry}
		for _, old := range doc.Entries {
			if old.ID != entry.ID && len(list) < feedEntries {
				list = append(list, old)
			}
		}
		doc.Entries = list
	}
	out, err := xml.MarshalIndent(doc, "", "  ")
	if err != nil {
		return err
	}
	return regular.Replace(f.file, append([]byte(xml.Header), out...), 0o644)
}

// media is the folder of the feed's pictures.
func (f feed) media() string { return strings.TrimSuffix(f.file, filepath.Ext(f.file)) + "-pictures" }

func (f feed) entry(i Item) (atomEntry, error) {
	names := map[string]string{}
	for _, p := range i.Pictures {
		if err := os.MkdirAll(f.media(), 0o755); err != nil {
			return atomEntry{}, err
		}
		names[p.Name] = i.ID + "-" + p.Name
		if err := regular.Replace(filepath.Join(f.media(), names[p.Name]), p.PNG, 0o644); err != nil {
			return atomEntry{}, err
		}
	}
	html, err := htmlOf(Message{Items: []Item{i}}, func(name string) template.URL {
		return template.URL(filepath.Base(f.media()) + "/" + names[name]) // both are names of ours
	})
	return atomEntry{
		ID: "urn:tearsheet:" + i.ID, Title: subject(i.Event), Updated: i.At.UTC().Format(time.RFC3339), Link: atomLink{i.URL}, Summary: i.Text,
		Content: atomContent{"html", html},
	}, err
}
