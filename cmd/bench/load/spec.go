//go:build linux

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schema is as much of a JSON schema as values are made from.
type schema struct {
	Type       any
	Enum       []any
	Examples   []any
	Default    any
	Minimum    *float64
	Maximum    *float64
	Items      *schema
	Properties map[string]*schema
	Required   []string
}

// operation is one thing that the API does, as it says itself.
type operation struct {
	method, path string
	Parameters   []struct {
		Name, In string
		Required bool
		Schema   *schema
	}
	RequestBody *struct {
		Content map[string]struct{ Schema *schema }
	}
	Responses map[string]struct {
		Content map[string]struct{ Schema json.RawMessage }
	}
	answers map[string]*jsonschema.Schema // status and media type -> what is answered
}

// where finds the members of the description that answers are checked with.
const document = "http://server.example/openapi.json"

func pointer(parts ...string) string {
	for i, p := range parts {
		parts[i] = strings.NewReplacer("~", "~0", "/", "~1").Replace(p)
	}
	return document + "#/" + strings.Join(parts, "/")
}

// readSpec reads the description of an API.
func readSpec(data []byte) ([]*operation, error) {
	var spec struct {
		Paths map[string]map[string]*operation
	}
	if err := json.Unmarshal(data, &spec); err != nil {
		return nil, err
	}
	whole, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource(document, whole); err != nil {
		return nil, err
	}
	var all []*operation
	for path, methods := range spec.Paths {
		for method, o := range methods {
			o.method, o.path, o.answers = strings.ToUpper(method), path, map[string]*jsonschema.Schema{}
			for status, r := range o.Responses {
				for media := range r.Content {
					s, err := compiler.Compile(pointer("paths", path, method, "responses", status, "content", media, "schema"))
					if err != nil {
						return nil, err
					}
					o.answers[status+" "+media] = s
				}
			}
			all = append(all, o)
		}
	}
	slices.SortFunc(all, func(a, b *operation) int { return strings.Compare(a.path+a.method, b.path+b.method) })
	return all, nil
}

// wrong says what is wrong with an answer; empty: nothing.
func (o *operation) wrong(method string, a answer) string {
	if says := o.wrongStatus(a.status); says != "" {
		return says
	}
	switch {
	case a.status >= 300 && a.status < 400 && a.header.Get("Location") != "":
		return "" // the same address, written better
	case a.status == 429 && a.header.Get("Retry-After") == "":
		return "no Retry-After"
	}
	described := strconv.Itoa(a.status)
	if _, ok := o.Responses[described]; !ok {
		if a.status < 400 {
			return "a status that is not described"
		}
		described = "default"
	}
	if method == "HEAD" || a.status == 304 || a.status == 204 {
		return ""
	}
	return o.wrongBody(described, a)
}

// wrongStatus says why a status is one of which the server should never have come to.
func (o *operation) wrongStatus(status int) string {
	switch {
	case status >= 500 && !slices.Contains([]int{502, 503, 504, 507}, status):
		return "an internal error"
	case status >= 500 && status != 503 && status != 507 && o.path != "/v1/article" && o.path != "/v1/screenshot":
		return "the failure of another server, which is not asked here"
	}
	return ""
}

// wrongBody says what is wrong with what an answer holds, by what is described of its status.
func (o *operation) wrongBody(described string, a answer) string {
	media, _, _ := mime.ParseMediaType(a.header.Get("Content-Type"))
	s, ok := o.answers[described+" "+media]
	if !ok {
		for _, any := range []string{"application/octet-stream", "*/*"} {
			if _, ok := o.Responses[described].Content[any]; ok {
				return "" // a file is what it is
			}
		}
		return fmt.Sprintf("a media type that is not described: %q", a.header.Get("Content-Type"))
	}
	if media != "application/json" && !strings.HasSuffix(media, "+json") {
		return ""
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(a.body))
	if err != nil {
		return "no JSON: " + err.Error()
	}
	if err := s.Validate(value); err != nil {
		return "not by its schema: " + err.Error()
	}
	if p, _ := value.(map[string]any); a.status >= 400 && fmt.Sprint(p["status"]) != strconv.Itoa(a.status) {
		return "a problem of another status"
	}
	return ""
}
