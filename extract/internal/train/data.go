package main

import (
	"compress/gzip"
	"encoding/json"
	"hash/fnv"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// page is a page of truth.json, as far as its body is concerned.
type page struct {
	ID      string   `json:"id"`
	File    string   `json:"file"`
	Set     string   `json:"set"`
	Kind    string   `json:"kind"`
	URL     string   `json:"url"`
	Text    *string  `json:"text"`
	Alt     *string  `json:"alt_text"`
	Include []string `json:"include"`
	Exclude []string `json:"exclude"`
}

const folds = 5

// fold is the part of the pages that a page is judged with: those of one host are in one.
func (p *page) fold() int {
	u, err := url.Parse(p.URL)
	host := p.ID
	if err == nil && u.Host != "" {
		host = strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	}
	h := fnv.New32a()
	h.Write([]byte(host))
	return int(h.Sum32() % folds)
}

func readTruth(data string) ([]*page, error) {
	raw, err := os.ReadFile(filepath.Join(data, "truth.json"))
	if err != nil {
		return nil, err
	}
	var truth struct {
		Pages []*page `json:"pages"`
	}
	err = json.Unmarshal(raw, &truth)
	return truth.Pages, err
}

func readPage(data string, p *page) ([]byte, error) {
	f, err := os.Open(filepath.Join(data, filepath.FromSlash(p.File)))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}
