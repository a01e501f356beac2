package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/jobs"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/order"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/tokens"
)

type createInput struct {
	WaitParam
	Key     string `header:"Idempotency-Key" maxLength:"255" doc:"the same key gives the same job, however often the request is sent"`
	RawBody []byte `contentType:"application/json"`
}

func (s *server) createCapture(a huma.API) {
	op := operation(http.MethodPost, "/v1/captures", "create-capture", "Capture a page",
		"The members of the body are those of the flags of `tearsheet capture`, with underscores. An answer of 202 is a promise: the job is done even if the server is ended before it is.")
	op.DefaultStatus = http.StatusAccepted
	huma.Register(a, op, func(ctx context.Context, in *createInput) (*jobOutput, error) {
		return answer(s.create(ctx, in))
	})
	responses := a.OpenAPI().Paths["/v1/captures"].Post.Responses
	responses["200"] = &huma.Response{Description: "It has ended already", Content: responses["202"].Content, Headers: responses["202"].Headers}
	// What huma says of a raw body is that it is one.
	a.OpenAPI().Paths["/v1/captures"].Post.RequestBody.Content["application/json"].Schema = order.Schema(map[string]*huma.Schema{
		"webhook": {Type: huma.TypeString, Description: "address that is told when the capture has ended, signed as Standard Webhooks has it"},
	})
}

func (s *server) create(ctx context.Context, in *createInput) (*jobOutput, error) {
	o, further, err := order.FromJSON(in.RawBody, "webhook")
	if err != nil {
		return nil, err
	}
	if o, err = s.Desk.Check(o); err != nil {
		return nil, err
	}
	hook := further["webhook"]
	if hook != "" {
		if err := s.checkHook(hook); err != nil {
			return nil, err
		}
	}
	patience, cancel, err := in.waiting(ctx)
	if err != nil {
		return nil, err
	}
	token, _ := tokens.Holder(ctx)
	j, err := s.Jobs.Add(ctx, jobs.New{Order: o, Owner: token.Name, Key: in.Key, Hook: hook, Most: token.Waiting})
	if err != nil {
		return nil, err
	}
	if patience != nil {
		defer cancel()
		if waited, err := s.Jobs.Wait(patience, token.Name, j.ID); err == nil && waited.ID != "" {
			j = waited // the job is accepted, whatever becomes of waiting for it
		}
	}
	return outputOf(j), nil
}

func (s *server) checkHook(address string) error {
	if s.Hook == nil {
		return invalid("webhook", errNoSecret)
	}
	if err := s.Hook(address); err != nil {
		return invalid("webhook", err)
	}
	return nil
}
