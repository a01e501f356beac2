package pipeline

import (
	"context"
	"fmt"
	"net/url"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/extract"
)

// follow captures the further pages of an article and puts their text behind it, up to
// p.FollowPages of them in all. A page that fails ends it: what was got until then stays,
// and the notes say what is missing.
func (p *Pipeline) follow(ctx context.Context, req browser.Request, record *recorder, first *browser.Page, article *extract.Article) (further []*browser.Page, notes []string) {
	if p.FollowPages < 2 || article == nil || article.Kind != "article" {
		return nil, nil
	}
	start, err := url.Parse(first.FinalURL)
	if err != nil {
		return nil, nil
	}
	pager := extract.NewPager(start)
	for page := first; ; {
		address, err := p.nextPage(pager, page)
		if err != nil || address == "" {
			return further, notes
		}
		number := len(further) + 2
		if number > p.FollowPages {
			return further, append(notes, fmt.Sprintf("the article goes on after page %d: %s", p.FollowPages, address))
		}
		record.commit()
		req.URL = address
		var text *extract.Article
		if page, err = p.capture(ctx, req); err == nil {
			text, err = p.read(page)
		}
		if err == nil && page.Response.Status >= 400 {
			err = fmt.Errorf("the server answered %d", page.Response.Status)
		}
		if err != nil {
			notes = append(notes, fmt.Sprintf("page %d of the article is missing: %v", number, err))
			return further, append(notes, dropped(record)...)
		}
		if !article.Append(text) {
			return further, append(notes, dropped(record)...)
		}
		further = append(further, page)
	}
}

// dropped takes a page that is not kept out of the record.
func dropped(record *recorder) (notes []string) {
	if err := record.Rollback(); err != nil {
		return []string{"the record is broken: " + err.Error()}
	}
	return nil
}

// nextPage asks the pager with a captured page.
func (p *Pipeline) nextPage(pager *extract.Pager, page *browser.Page) (string, error) {
	opts, err := optionsFor(page)
	if err != nil {
		return "", err
	}
	opts.SiteRules = p.SiteRules
	return pager.Next(page.DOM, opts)
}

// furtherFiles lists what the further pages of an article are kept as.
func furtherFiles(pages []*browser.Page) []file {
	var list []file
	for i, page := range pages {
		number := i + 2
		list = append(list, file{fmt.Sprintf("dom-%d", number), fmt.Sprintf("dom-%d.html", number), page.DOM})
		if page.Picture != nil {
			list = append(list, file{fmt.Sprintf("screenshot-%d", number), fmt.Sprintf("screenshot-%d%s", number, pictureEnding(page.PictureFormat)), page.Picture})
		}
	}
	return list
}
