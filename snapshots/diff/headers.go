package diff

import (
	"regexp"
	"slices"
	"strings"
)

// fleeting are headers that differ with every answer, or follow from what is compared
// anyway.
var fleeting = []string{
	"age", "alt-svc", "cf-ray", "connection", "content-length", "date", "etag", "expires", "keep-alive", "last-modified", "nel", "report-to", "server-timing",
	"set-cookie", "traceparent", "transfer-encoding", "via", "x-amz-cf-id", "x-amz-id-2", "x-amz-request-id", "x-amzn-requestid", "x-amzn-trace-id", "x-azure-ref",
	"x-cache", "x-cache-hits", "x-correlation-id", "x-request-id", "x-runtime", "x-served-by", "x-timer", "x-trace-id", "x-varnish",
}

// nonce is a part of a policy that is new each time.
var nonce = regexp.MustCompile(`'nonce-[^']*'`)

// compareHeaders compares the headers of two answers, whatever the case of their names.
func compareHeaders(want, got map[string]string, skip []string) []Field {
	if want == nil || got == nil { // an answer that nobody kept is not one without headers
		return nil
	}
	lower := func(headers map[string]string) map[string]string {
		m := make(map[string]string, len(headers))
		for name, value := range headers {
			m[strings.ToLower(name)] = nonce.ReplaceAllString(value, "'nonce-...'")
		}
		return m
	}
	return compareMaps(lower(want), lower(got), func(name string) bool {
		return slices.Contains(fleeting, name) || slices.Contains(skip, "header:"+name)
	})
}
