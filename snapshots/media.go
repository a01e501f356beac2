package snapshots

import "path"

// mediaTypes are fixed here, as the operating system's own table differs from
// one machine to the next and a manifest should not.
var mediaTypes = map[string]string{
	".avif":  "image/avif",
	".csv":   "text/csv; charset=utf-8",
	".gif":   "image/gif",
	".gz":    "application/gzip",
	".html":  "text/html; charset=utf-8",
	".jpeg":  "image/jpeg",
	".jpg":   "image/jpeg",
	".json":  "application/json",
	".jsonl": "application/x-ndjson",
	".md":    "text/markdown; charset=utf-8",
	".mhtml": "multipart/related",
	".pdf":   "application/pdf",
	".png":   "image/png",
	".svg":   "image/svg+xml",
	".txt":   "text/plain; charset=utf-8",
	".wacz":  "application/wacz",
	".warc":  "application/warc",
	".webp":  "image/webp",
	".xml":   "application/xml",
	".zip":   "application/zip",
}

func mediaTypeOf(name string) string {
	if t, ok := mediaTypes[path.Ext(name)]; ok {
		return t
	}
	return "application/octet-stream"
}
