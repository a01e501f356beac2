package pipeline

import "testing"

// What answers with a picture is a picture, whatever else it says of itself.
func TestIsPicture(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		mediaType, body string
		want            bool
	}{
		"drawing":      {"image/svg+xml", "<svg/>", true},
		"png as html":  {"text/html", "\x89PNG\r\n\x1a\n....", true},
		"error page":   {"text/html", "<h1>Not found</h1>", false},
		"nothing said": {"", "no", false},
	} {
		if got := isPicture(c.mediaType, []byte(c.body)); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
