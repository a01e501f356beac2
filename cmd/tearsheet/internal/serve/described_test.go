package serve

import "testing"

// A program that is made from the description meets no answer that it has not heard of.
func TestAnswersAreDescribed(t *testing.T) {
	k := open(t, setup{})
	var spec struct {
		Paths map[string]map[string]struct {
			Responses map[string]struct {
				Content map[string]struct{ Schema struct{ Type string } }
			}
		}
	}
	k.get("/openapi.json").is(t, 200, &spec)
	for _, c := range []struct{ path, method, status, media string }{
		{"/v1/captures", "post", "200", "application/json"},
		{"/v1/captures", "post", "202", "application/json"},
		{"/v1/snapshots/{id}", "get", "206", "*/*"},
		{"/v1/snapshots/{id}", "get", "304", ""},
		{"/v1/snapshots/{id}/files/{kind}", "get", "206", "*/*"},
		{"/v1/screenshot", "get", "200", "image/webp"},
		{"/v1/screenshot", "get", "default", "application/problem+json"},
	} {
		r, ok := spec.Paths[c.path][c.method].Responses[c.status]
		if _, described := r.Content[c.media]; !ok || c.media != "" && !described {
			t.Errorf("%s %s says nothing of %s %s", c.method, c.path, c.status, c.media)
		}
	}
	for _, path := range []string{"/v1/snapshots/{id}", "/v1/article"} {
		if got := spec.Paths[path]["get"].Responses["200"].Content["application/json"].Schema.Type; got != "object" {
			t.Errorf("%s gives JSON of type %q", path, got)
		}
	}
}
