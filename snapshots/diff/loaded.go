package diff

import (
	"fmt"
	"slices"
	"strings"
)

// compareResources lists what one side loaded and the other did not, and what was
// answered otherwise. The order in which things load says nothing.
func compareResources(want, got []Resource, skip []string) []ResourceChange {
	if want == nil || got == nil { // a list that nobody kept is not an empty one
		return nil
	}
	skipped := func(r Resource) bool {
		return slices.ContainsFunc(skip, func(s string) bool { return strings.Contains(s, "://") && strings.HasPrefix(r.URL, s) })
	}
	before := map[string]Resource{}
	for _, r := range want {
		before[r.URL] = r
	}
	var list []ResourceChange
	seen := map[string]bool{}
	for _, r := range got {
		if seen[r.URL] || skipped(r) {
			continue
		}
		seen[r.URL] = true
		old, ok := before[r.URL]
		if detail := resourceDetail(old, r); !ok {
			list = append(list, ResourceChange{"added", r.URL, describe(r)})
		} else if detail != "" {
			list = append(list, ResourceChange{"changed", r.URL, detail})
		}
	}
	for _, r := range want {
		if !seen[r.URL] && !skipped(r) {
			seen[r.URL] = true
			list = append(list, ResourceChange{"removed", r.URL, describe(r)})
		}
	}
	slices.SortStableFunc(list, func(a, b ResourceChange) int { return strings.Compare(a.URL, b.URL) })
	return list
}

// resourceDetail says in what two answers differ, as far as both are known.
func resourceDetail(want, got Resource) string {
	switch {
	case want.Status != got.Status:
		return fmt.Sprintf("status %d, was %d", got.Status, want.Status)
	case want.SHA256 != "" && got.SHA256 != "" && want.SHA256 != got.SHA256 && want.Size != got.Size:
		return fmt.Sprintf("%d bytes, was %d", got.Size, want.Size)
	case want.SHA256 != "" && got.SHA256 != "" && want.SHA256 != got.SHA256:
		return "other content of the same length"
	case want.Size > 0 && got.Size > 0 && want.Size != got.Size:
		return fmt.Sprintf("%d bytes, was %d", got.Size, want.Size)
	}
	return ""
}

func describe(r Resource) string {
	parts := []string{}
	if r.Kind != "" {
		parts = append(parts, r.Kind)
	}
	if r.Status != 0 {
		parts = append(parts, fmt.Sprintf("status %d", r.Status))
	}
	return strings.Join(parts, ", ")
}

// complaints are the levels of a console's messages that are problems.
var complaints = []string{"error", "warning", "assert", "exception", "request"}

// newComplaints lists the errors and warnings that only the new side has, each as often
// as it is new.
func newComplaints(want, got []Message) []Message {
	if want == nil || got == nil { // likewise
		return nil
	}
	known := map[Message]int{}
	for _, m := range want {
		known[gist(m)]++
	}
	var list []Message
	for _, m := range got {
		if !slices.Contains(complaints, m.Level) {
			continue
		}
		if known[gist(m)] > 0 {
			known[gist(m)]--
			continue
		}
		list = append(list, m)
	}
	return list
}

// gist is a message without where it was written: scripts change their names with each
// build. Of a request that failed the address is all there is to tell.
func gist(m Message) Message {
	if m.Level != "request" {
		m.URL = ""
	}
	return m
}
