package api

import (
	"fmt"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/order"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/shelf"
)

// orderInput is an order in the query of a request. What else may stand there the table of
// options says, so huma cannot know it.
type orderInput struct {
	URL    string `query:"url" doc:"address of the page"`
	MaxAge string `query:"max_age" doc:"how old an answer from the archive may be, such as 1h; without it the page is captured" example:"1h"`

	order  order.Order
	maxAge time.Duration
}

// Resolve reads the query.
func (in *orderInput) Resolve(ctx huma.Context) []error {
	u := ctx.URL()
	var err error
	if in.order, err = order.FromQuery(u.Query(), "max_age"); err != nil {
		return []error{err}
	}
	if in.MaxAge != "" {
		if in.maxAge, err = shelf.Age(in.MaxAge); err != nil {
			return []error{invalid("max_age", fmt.Errorf("%w", err))}
		}
	}
	return nil
}
