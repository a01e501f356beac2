//go:build linux

package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// page is one page of the site and the manifest of what must be found of it.
type page struct {
	Set        string  `json:"-"` // the file in which it stands
	Name       string  `json:"name"`
	Kind       string  `json:"kind"`
	Title      string  `json:"title"`
	Paragraphs int     `json:"paragraphs"`
	Skeleton   bool    `json:"skeleton"`
	Consent    bool    `json:"consent"`
	Stream     bool    `json:"stream"`
	Pieces     []piece `json:"pieces"`
}

// piece is a part of a page that comes in its own way: a sentence and a picture of one
// colour, which no other piece has.
type piece struct {
	How   string `json:"how"`   // see bench.js
	After int    `json:"after"` // milliseconds: of the timer, the answer or the picture
}

// sets are the files of pages, each measured by itself: pages that come in many ways, and long
// ones with a notice, pictures that come late when they are in view, and a paragraph later still.
var sets = []string{"pages", "long"}

// readPages reads the site's folder.
func readPages(dir string) (all []page, err error) {
	for _, set := range sets {
		data, err := os.ReadFile(filepath.Join(dir, set+".json"))
		if err != nil {
			return nil, err
		}
		var pages []page
		if err := json.Unmarshal(data, &pages); err != nil {
			return nil, err
		}
		for _, p := range pages {
			p.Set = set
			all = append(all, p)
		}
	}
	return all, nil
}

func (p page) hash(at int) uint32 {
	h := fnv.New32a()
	fmt.Fprint(h, p.Name, " ", at)
	return h.Sum32()
}

// mark is the sentence of a piece.
func (p page) mark(at int) string {
	return fmt.Sprintf("The note on board %08x was pinned there by hand.", p.hash(at))
}

// colour is that of a piece's picture; that of number -1 is on the notice, and must not
// be seen. They are too bright for text and its smoothing.
func (p page) colour(at int) [3]uint8 {
	h := p.hash(at)
	return [3]uint8{uint8(40 + h%180), uint8(41 + h>>8%180), 0x55 ^ uint8(h>>24)}
}

func (p page) picture(at, after int) string {
	c := p.colour(at)
	return fmt.Sprintf("/picture/%02x%02x%02x.png?after=%d", c[0], c[1], c[2], after)
}

// pictureAfter is how long a piece's picture takes to come.
func (c piece) pictureAfter() int {
	switch c.How {
	case "native", "observer":
		return c.After
	}
	return 20
}

// held is what a piece shows, where its script has it or asks for it.
type held struct {
	Mark    string `json:"mark"`
	Picture string `json:"picture"`
}

func (p page) held(at int) held { return held{p.mark(at), p.picture(at, p.Pieces[at].pictureAfter())} }

// part is a paragraph, and a piece after some of them.
type part struct {
	Text  string
	Piece any
}

// view is what the template shows.
type view struct {
	page
	Parts  []part
	Notice string
}

func (p page) view(stories []string) view {
	v := view{page: p, Notice: p.picture(-1, 0)}
	every := max(1, p.Paragraphs/max(1, len(p.Pieces)))
	next := 0
	add := func(text string) {
		x := part{Text: text}
		if next < len(p.Pieces) {
			c := p.Pieces[next]
			h := p.held(next)
			shown := map[string]any{
				"How": c.How, "At": next, "After": c.After, "Shown": c.How == "html" || c.How == "native",
				"Mark": h.Mark, "Picture": h.Picture, "Skeleton": p.Skeleton, "Held": "",
			}
			if c.How == "timer" || c.How == "observer" {
				data, _ := json.Marshal(h) // of strings alone
				shown["Held"] = base64.StdEncoding.EncodeToString(data)
			}
			x.Piece = shown
			next++
		}
		v.Parts = append(v.Parts, x)
	}
	for i := range p.Paragraphs {
		text := stories[(i*7+len(p.Name)+int(p.hash(-2)))%len(stories)]
		if i%every == every-1 {
			add(text)
		} else {
			v.Parts = append(v.Parts, part{Text: text})
		}
	}
	for next < len(p.Pieces) {
		add("")
	}
	return v
}

// isLazy tells whether some of a page comes only when it is in view.
func (p page) isLazy() bool {
	for _, c := range p.Pieces {
		if c.How == "native" || c.How == "observer" {
			return true
		}
	}
	return false
}

// answer is how long the piece's first or last request takes.
func (c piece) answer(step string) time.Duration {
	after := time.Duration(c.After) * time.Millisecond
	if c.How == "late" || c.How == "chain" && step == "first" {
		return after / 2
	}
	return after
}

// stories are the paragraphs.
func readStories(dir string) ([]string, error) {
	data, err := os.ReadFile(filepath.Join(dir, "stories.txt"))
	return strings.Split(strings.TrimSpace(string(data)), "\n"), err
}
