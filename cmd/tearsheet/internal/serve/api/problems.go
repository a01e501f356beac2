package api

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/problem"
)

// huma has one way to make errors for the whole program, and the API is all that uses it.
func init() { huma.NewError = newProblem }

// newProblem makes a problem of an error that huma found.
func newProblem(status int, says string, errs ...error) huma.StatusError {
	p := problem.New(status, kinds[status], "%s", says)
	if p.Kind == "" {
		p = problem.New(status, problem.InvalidRequest, "%s", says)
		if status >= 500 {
			p = problem.New(status, problem.Internal, "%s", says)
		}
	}
	var faults []problem.Fault
	for _, err := range errs {
		if own, ok := errors.AsType[*problem.Problem](err); ok {
			return own
		}
		f := problem.Fault{Says: err.Error()}
		var detailed huma.ErrorDetailer
		if errors.As(err, &detailed) {
			f = problem.Fault{Where: detailed.ErrorDetail().Location, Says: detailed.ErrorDetail().Message}
		}
		faults = append(faults, f)
	}
	if len(faults) > 0 {
		said := make([]string, len(faults))
		for i, f := range faults {
			said[i] = f.String()
		}
		p.Detail, p.Errors = says+": "+strings.Join(said, "; "), faults
	}
	return p
}

var kinds = map[int]string{
	http.StatusRequestEntityTooLarge: problem.TooLarge,
	http.StatusRequestTimeout:        problem.Timeout,
	http.StatusNotFound:              problem.NotFound,
}

// answer makes what a handler gives a problem, if it failed.
func answer[T any](out *T, err error) (*T, error) {
	switch {
	case err == nil:
		return out, nil
	case errors.Is(err, context.Canceled):
		return nil, problem.New(499, "canceled", "the client has gone") // which reads it no more
	}
	p := problem.Of(err)
	if p.Status == http.StatusTooManyRequests || p.Status == http.StatusServiceUnavailable {
		p = p.With("Retry-After", retryAfter)
	}
	return nil, p
}

// retryAfter is when to come back to a server that has too much to do, in seconds.
const retryAfter = "5"

// invalid is a problem with one parameter.
func invalid(where string, err error) error {
	return problem.Faults(http.StatusUnprocessableEntity, problem.InvalidRequest, []problem.Fault{{Where: where, Says: err.Error()}})
}
