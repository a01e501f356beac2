package browser

import (
	"net/url"
	"path"
	"slices"
	"strings"
)

// isPage tells a page from a file. Chrome looks into what has no type.
func isPage(mediaType string) bool {
	switch mediaType {
	case "", "text/html", "application/xhtml+xml", "application/x-unknown-content-type", "multipart/x-mixed-replace":
		return true
	}
	return false
}

// shownTypes are the files that Chrome shows by itself.
var shownTypes = []string{
	"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp", "image/svg+xml", "image/x-icon", "image/vnd.microsoft.icon", "image/apng",
	"application/json", "application/ld+json", "application/feed+json", "application/xml", "application/rss+xml", "application/atom+xml",
	"application/javascript", "application/manifest+json", "application/problem+json",
	"text/plain", "text/xml", "text/css", "text/javascript", "text/json", "text/markdown",
}

func isShown(mediaType string) bool { return slices.Contains(shownTypes, mediaType) }

// extensions names the ending for types whose address says nothing.
var extensions = map[string]string{
	"application/pdf": ".pdf", "application/json": ".json", "text/plain": ".txt", "text/csv": ".csv",
	"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp", "image/svg+xml": ".svg",
	"application/zip": ".zip", "application/xml": ".xml", "text/xml": ".xml",
}

// fileName makes a safe name for a file out of what the server suggests, else of its
// address, with an ending that fits its type. It starts with "original".
func fileName(suggested, address, mediaType string) string {
	name := suggested
	if name == "" {
		if u, err := url.Parse(address); err == nil {
			name = path.Base(u.Path)
		}
	}
	ext := strings.ToLower(path.Ext(name))
	if len(ext) < 2 || len(ext) > 8 || strings.Trim(ext[1:], "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
		ext = extensions[mediaType]
	}
	if ext == "" {
		ext = ".bin"
	}
	return "original" + ext
}
