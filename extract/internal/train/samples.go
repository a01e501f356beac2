package main

import (
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"

	"github.com/tearsheet/tearsheet/extract"
	"github.com/tearsheet/tearsheet/extract/internal/lab"
)

// sample is one page in one markup, read.
type sample struct {
	page    *page
	markup  string
	group   int
	sheet   *lab.Sheet
	labels  []float32
	weights []float32
	use     []bool // blocks to learn from: no more than so many of a page
}

// read reads a page as the extractor sees it.
func read(html []byte) *lab.Sheet {
	var sheet *lab.Sheet
	lab.Watch = func(s *lab.Sheet) { sheet = s }
	defer func() { lab.Watch = nil }()
	defer func() { _ = recover() }()
	_, _ = extract.Extract(html, extract.Options{})
	return sheet
}

// readAll reads pages in so many disguises besides their own markup.
func readAll(data string, pages []*page, disguises int) ([]*sample, error) {
	var out []*sample
	for i, p := range pages {
		html, err := readPage(data, p)
		if err != nil {
			return nil, err
		}
		add := func(markup string, html []byte) {
			if sheet := read(html); sheet != nil && sheet.Story {
				s := &sample{page: p, markup: markup, group: i, sheet: sheet}
				out = append(out, s)
			}
		}
		add("own", html)
		random := rand.New(rand.NewPCG(uint64(i), 7)) //nolint:gosec // to be repeated
		for range disguises {
			if other, err := disguise(lab.Decode(html), random); err == nil {
				add("disguise", other)
			}
		}
	}
	var wait sync.WaitGroup
	work := make(chan *sample)
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for s := range work {
				s.label()
			}
		})
	}
	for _, s := range out {
		work <- s
	}
	close(work)
	wait.Wait()
	return out, nil
}

// label tells which blocks are wanted, and how much each counts.
func (s *sample) label() {
	n := len(s.sheet.Texts)
	defer s.choose()
	s.labels, s.weights = make([]float32, n), make([]float32, n)
	blocks := make([][]string, n)
	for i, t := range s.sheet.Texts {
		blocks[i] = tokens(t)
	}
	if s.page.Text == nil {
		s.labelByStrings()
		return
	}
	truth := tokens(*s.page.Text)
	s.labels = align(blocks, truth)
	if s.page.Alt != nil {
		for i, l := range align(blocks, tokens(*s.page.Alt)) { // either is right
			if l > 0.5 != (s.labels[i] > 0.5) {
				blocks[i] = nil
			}
		}
	}
	for i, b := range blocks {
		if len(b) > 0 {
			s.weights[i] = (float32(len(b)) + 3) / float32(len(truth)+60)
		}
	}
	s.restrain(4)
}

// labelByStrings labels the blocks that hold strings that are wanted or not, or stand
// in such.
func (s *sample) labelByStrings() {
	for i, t := range s.sheet.Texts {
		t = strings.Join(strings.Fields(t), " ")
		if t == "" {
			continue
		}
		holds := func(list []string) bool {
			for _, x := range list {
				if x = strings.Join(strings.Fields(x), " "); x != "" && (strings.Contains(t, x) || len(t) > 20 && strings.Contains(x, t)) {
					return true
				}
			}
			return false
		}
		want, not := holds(s.page.Include), holds(s.page.Exclude)
		if want == not {
			continue
		}
		s.weights[i] = 0.08
		if want {
			s.labels[i] = 1
		}
	}
	s.restrain(1)
}

// restrain keeps one page from counting more than others.
func (s *sample) restrain(most float32) {
	var sum float32
	for _, w := range s.weights {
		sum += w
	}
	if sum > most {
		for i := range s.weights {
			s.weights[i] *= most / sum
		}
	}
}

// choose takes no more than so many blocks of a page to learn from, which stand for all.
func (s *sample) choose() {
	const most = 80
	random := rand.New(rand.NewPCG(uint64(s.group), 11)) //nolint:gosec // to be repeated
	s.use = make([]bool, len(s.weights))
	var list []int
	for i, w := range s.weights {
		if w > 0 {
			list = append(list, i)
		}
	}
	var all, some float32
	for k, i := range random.Perm(len(list)) {
		all += s.weights[list[i]]
		if k < most {
			s.use[list[i]] = true
			some += s.weights[list[i]]
		}
	}
	for i := range s.weights {
		if s.use[i] {
			s.weights[i] *= all / some
		}
	}
}
