package pipeline

import (
	"context"
	"fmt"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/extract"
)

// Take captures one address and reads its article, and stores nothing. The page is there
// with an error too, as far as it was got; the article is nil where there is no document.
// Secrets are in neither, as in what is stored.
func (p *Pipeline) Take(ctx context.Context, req browser.Request) (*browser.Page, *extract.Article, error) {
	page, err := p.capture(ctx, req)
	c := p.Save.censorOf(req).knowing(page)
	defer c.page(page)
	if err != nil || len(page.DOM) == 0 {
		return page, nil, err
	}
	article, err := p.read(page)
	if err != nil {
		return page, nil, fmt.Errorf("the article could not be read: %w", err)
	}
	return page, c.article(article), nil
}
