package extract

import (
	"strings"
	"unicode"

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
	c := ruledContent(src, declare(src, art))
	if c == nil {
		c = findContent(src, art)
	}
	art.Kind = wording.FirstOf(c.kind, kindOther)
	if src.url != nil {
		art.URL = src.url.String()
	}
	art.Text = renderText(c)
	art.WordCount = countWords(art.Text)
	art.ReadingMin = readingTime(art.WordCount)
	art.Images, art.Videos = c.media(src)
	for _, image := range art.Images {
		if image.URL == art.Image.URL && art.Image.Caption == "" {
			art.Image.Alt, art.Image.Caption = image.Alt, image.Caption
		}
	}
	body := c.cut(src)
	var err error
	if art.HTML, err = render.HTML(body); err != nil {
		return err
	}
	art.Markdown, err = render.Markdown(body)
	return err
}

// countWords counts words, taking two characters of a script without spaces for one.
func countWords(text string) int {
	words, wide := 0, 0
	for f := range strings.FieldsSeq(text) {
		letters := false
		for _, r := range f {
			switch wording.RuneWeight(r) {
			case wording.WideRune:
				wide++
			case 1:
				letters = letters || unicode.IsLetter(r) || unicode.IsNumber(r)
			}
		}
		if letters {
			words++
		}
	}
	return words + (wide+1)/2
}
