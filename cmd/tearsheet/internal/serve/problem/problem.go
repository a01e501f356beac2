// Package problem writes errors as RFC 9457 has them: application/problem+json with type,
// title, status, detail and, for programs, the kind that other output of tearsheet names.
package problem

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// The kinds that are the server's own. Those of captures come beside them; see package browser.
const (
	InvalidRequest = "invalid_request"
	InvalidURL     = "invalid_url"
	TooLarge       = "too_large"
	NotFound       = "not_found"
	Unauthorized   = "unauthorized"
	Forbidden      = "forbidden"
	Conflict       = "conflict"
	Busy           = "busy"
	Stopping       = "stopping"
	Storage        = "storage"
	Internal       = "internal"
	Timeout        = "timeout"
)

// ContentType is that of a problem.
const ContentType = "application/problem+json"

// Problem is one error. It is an error of Go too, and one that huma writes as it is.
type Problem struct {
	Type   string  `json:"type" doc:"A name of the kind that no other program uses"`
	Title  string  `json:"title" doc:"The HTTP status in words"`
	Status int     `json:"status" doc:"The HTTP status"`
	Detail string  `json:"detail" doc:"What is wrong here, for people"`
	Kind   string  `json:"kind" doc:"What sort of failure it is, for programs"`
	Errors []Fault `json:"errors,omitempty" doc:"What is wrong with which part of the request"`

	header http.Header
}

// Fault is what is wrong with one part of a request.
type Fault struct {
	Where string `json:"where" doc:"The field, parameter or header"`
	Says  string `json:"says" doc:"What is wrong with it"`
}

// New makes a problem.
func New(status int, kind, format string, args ...any) *Problem {
	return &Problem{
		Type: "urn:tearsheet:problem:" + kind, Title: http.StatusText(status), Status: status,
		Detail: fmt.Sprintf(format, args...), Kind: kind, header: http.Header{},
	}
}

// With adds a header to the answer.
func (p *Problem) With(name, value string) *Problem {
	p.header.Set(name, value)
	return p
}

// String is the fault in a line. What is wrong with all of a request is in no place.
func (f Fault) String() string {
	if f.Where == "" {
		return f.Says
	}
	return f.Where + ": " + f.Says
}

// Faults says of a request what is wrong with each of its parts.
func Faults(status int, kind string, faults []Fault) *Problem {
	said := make([]string, len(faults))
	for i, f := range faults {
		said[i] = f.String()
	}
	p := New(status, kind, "%s", strings.Join(said, "; "))
	p.Errors = faults
	return p
}

// Error is the detail.
func (p *Problem) Error() string { return p.Detail }

// GetStatus is the HTTP status, for huma.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders are those of the answer, for huma.
func (p *Problem) GetHeaders() http.Header { return p.header }

// ContentType is that of a problem, for huma.
func (p *Problem) ContentType(string) string { return ContentType }

// Write sends the problem as the whole answer.
func (p *Problem) Write(w http.ResponseWriter) {
	for name, values := range p.header {
		w.Header()[name] = slices.Clone(values)
	}
	w.Header().Set("Content-Type", ContentType)
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // a client that has gone reads nothing
}

// statuses are the answers to errors that name a kind: those of package snapshots, and of
// captures.
var statuses = map[string]int{
	InvalidURL: http.StatusUnprocessableEntity, InvalidRequest: http.StatusUnprocessableEntity,
	NotFound: http.StatusNotFound, Forbidden: http.StatusForbidden, Conflict: http.StatusConflict, Busy: http.StatusTooManyRequests,
	Stopping: http.StatusServiceUnavailable, "canceled": http.StatusServiceUnavailable, Timeout: http.StatusGatewayTimeout,
	Storage: http.StatusInsufficientStorage, TooLarge: http.StatusRequestEntityTooLarge,
	"dns": http.StatusBadGateway, "connect": http.StatusBadGateway, "tls": http.StatusBadGateway, "redirect_loop": http.StatusBadGateway,
	"auth": http.StatusBadGateway, "browser": http.StatusBadGateway, "crash": http.StatusBadGateway, "download": http.StatusBadGateway, "blocked": http.StatusBadGateway,
	"action": http.StatusUnprocessableEntity,
}

// OfKind makes the problem of a failure that has a kind; of one that is not known it is an
// internal error.
func OfKind(kind, detail string) *Problem {
	if kind == "misuse" { // as package snapshots has it
		kind = InvalidRequest
	}
	status, ok := statuses[kind]
	if !ok {
		status = http.StatusInternalServerError
	}
	return New(status, kind, "%s", detail)
}

// Of makes the problem of an error: the error itself where it is one, else by the kind that
// it names.
func Of(err error) *Problem {
	if p, ok := errors.AsType[*Problem](err); ok {
		return p
	}
	if e, ok := errors.AsType[interface {
		error
		Kind() string
	}](err); ok {
		return OfKind(e.Kind(), err.Error())
	}
	return New(http.StatusInternalServerError, Internal, "%s", err.Error())
}
