package api

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/order"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/watching"
)

// AddedParam names a watched page in a path.
type AddedParam struct {
	Page string `path:"page" doc:"its ID, its name or its address"`
}

type addInput struct {
	RawBody []byte `contentType:"application/json"`
}

type putInput struct {
	AddedParam
	RawBody []byte `contentType:"application/json"`
}

type addedOutput struct {
	Status int
	Body   watching.Page
}

type askedOutput struct {
	Body askedPage
}

// askedPage is a page, and what was asked of it.
type askedPage struct {
	watching.Page
	Asked map[string]any `json:"asked" doc:"as it was added, with … for what is secret, which stands for what was kept where it is sent back; null: a file has the page"`
}

const aboutPages = " The members are the keys of a page of watch.yaml but those that reach the server's machine: files, commands, variables of its environment. The page is looked at at once, and by its schedule from then on, after a restart too. notify reaches what pages may reach, and no more."

func (s *server) addWatched(a huma.API) {
	op := operation(http.MethodPost, "/v1/watch/pages", "add-watched", "Watch a page", "A page that is watched already is a conflict."+aboutPages)
	op.DefaultStatus, op.MaxBodyBytes = http.StatusCreated, watching.MostAsked
	huma.Register(a, op, func(ctx context.Context, in *addInput) (*addedOutput, error) {
		if s.Watch == nil {
			return nil, errNotWatching
		}
		page, err := s.Watch.Add(ctx, in.RawBody)
		return answer(&addedOutput{http.StatusCreated, page}, err)
	})
	a.OpenAPI().Paths[op.Path].Post.RequestBody.Content["application/json"].Schema = watchedSchema()
}

func (s *server) putWatched(a huma.API) {
	op := operation(http.MethodPut, "/v1/watch/pages/{page}", "put-watched", "Change a page that was added, or watch one under a name",
		"What is left out is as if it had never been asked for. One that a watch.yaml has is a conflict."+aboutPages)
	op.DefaultStatus, op.MaxBodyBytes = http.StatusOK, watching.MostAsked
	huma.Register(a, op, func(ctx context.Context, in *putInput) (*addedOutput, error) {
		if s.Watch == nil {
			return nil, errNotWatching
		}
		page, made, err := s.Watch.Put(ctx, in.Page, in.RawBody)
		status := http.StatusOK
		if made {
			status = http.StatusCreated
		}
		return answer(&addedOutput{status, page}, err)
	})
	put := a.OpenAPI().Paths[op.Path].Put
	put.RequestBody.Content["application/json"].Schema = watchedSchema()
	put.Responses["201"] = &huma.Response{Description: "It was not watched before", Content: put.Responses["200"].Content}
}

func (s *server) getWatched(a huma.API) {
	op := operation(http.MethodGet, "/v1/watch/pages/{page}", "get-watched", "A page that the server watches, and what was asked of it", "")
	huma.Register(a, op, func(ctx context.Context, in *AddedParam) (*askedOutput, error) {
		if s.Watch == nil {
			return nil, errNotWatching
		}
		page, err := s.Watch.Page(ctx, in.Page)
		if err != nil {
			return answer[askedOutput](nil, err)
		}
		asked, err := s.Watch.Asked(in.Page)
		return answer(&askedOutput{askedPage{page, asked}}, err)
	})
}

func (s *server) removeWatched(a huma.API) {
	op := operation(http.MethodDelete, "/v1/watch/pages/{page}", "remove-watched", "Watch a page no longer that was added",
		"Its captures and changes stay. How it was is forgotten: added again, it is a new one. Messages that could not be told yet are dropped, as they are for an address that put-watched takes away. One that a watch.yaml has is a conflict.")
	op.DefaultStatus = http.StatusNoContent
	huma.Register(a, op, func(ctx context.Context, in *AddedParam) (*struct{}, error) {
		if s.Watch == nil {
			return nil, errNotWatching
		}
		return answer(&struct{}{}, s.Watch.Remove(ctx, in.Page))
	})
}

// watchedSchema describes what can be asked of a page, as OpenAPI has it.
func watchedSchema() *huma.Schema {
	text, err := json.Marshal(plainTypes(check.WatchedSchema()))
	s := &huma.Schema{}
	if err == nil {
		err = json.Unmarshal(text, s)
	}
	if err != nil {
		panic(err) // it is made of what can be written
	}
	for name := range s.Properties {
		if o, ok := option.Find(name); ok && order.Refused(o, nil) != "" {
			delete(s.Properties, name)
		}
	}
	delete(s.Properties, "template")
	return s
}

// plainTypes makes the scalars of YAML, which may be of several types, texts.
func plainTypes(schema map[string]any) map[string]any {
	text, err := json.Marshal(schema)
	var v map[string]any
	if err == nil {
		err = json.Unmarshal(text, &v)
	}
	if err != nil {
		panic(err) // likewise
	}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if _, several := v["type"].([]any); several {
				v["type"] = huma.TypeString
			}
			for _, inner := range v {
				walk(inner)
			}
		case []any:
			for _, inner := range v {
				walk(inner)
			}
		}
	}
	walk(v)
	return v
}
