package extract

import (
	"github.com/tearsheet/tearsheet/extract/internal/body"
	"github.com/tearsheet/tearsheet/extract/internal/render"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// wordsPerMinute is how fast a grown-up reads.
const wordsPerMinute = 230

// readingTime is how many minutes it takes to read so many words.
func readingTime(words int) int { return (words + wordsPerMinute - 1) / wordsPerMinute }

// readBody finds the body and writes it out. It runs after the fields, which it
// must not repeat.
func readBody(src *source, art *Article) error {
	p := src.page()
	found := body.Find(p, art.said())
	art.Kind = Kind(found.Kind)
	if src.url != nil {
		art.URL = src.url.String()
	}
	art.Text = found.Text()
	art.WordCount = wording.CountWords(art.Text)
	art.ReadingMin = readingTime(art.WordCount)
	pictures, players := found.Media(p)
	for _, pic := range pictures {
		art.Images = append(art.Images, Image(pic))
		if pic.URL == art.Image.URL && art.Image.Caption == "" {
			art.Image.Alt, art.Image.Caption = pic.Alt, pic.Caption
		}
	}
	for _, v := range players {
		art.Videos = append(art.Videos, Video(v))
	}
	tree := found.Cut(p)
	var err error
	if art.HTML, err = render.HTML(tree); err != nil {
		return err
	}
	art.Markdown, err = render.Markdown(tree)
	return err
}
