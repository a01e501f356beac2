package cli

import (
	"path/filepath"
	"testing"
)

func TestPlace(t *testing.T) {
	for value, want := range map[string]string{
		"tearsheets":               "tearsheets",
		"/srv/pages":               "/srv/pages",
		"file:///srv/pages":        filepath.FromSlash("/srv/pages"),
		"file:/srv/pages":          filepath.FromSlash("/srv/pages"),
		"FILE://localhost/srv":     filepath.FromSlash("/srv"),
		"file:///srv/my%20pages":   filepath.FromSlash("/srv/my pages"),
		"s3://pages/of?region=x":   "s3://pages/of?region=x",
		"gs://pages/of":            "gs://pages/of",
		"azblob://pages?account=x": "azblob://pages?account=x",
		"file://elsewhere/srv":     "",
		"file://":                  "",
		"file:///srv/pages?who=me": "",
		"file:///srv/%zz":          "",
	} {
		var got string
		if err := (place{&got}).Set(value); got != want || (err != nil) != (want == "") {
			t.Errorf("%s is %q, not %q: %v", value, got, want, err)
		}
	}
}
