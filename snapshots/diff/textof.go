package diff

import "strings"

// TextOf is the text of a document that a reader may see, as Compare sees it: a line for
// the title and for each block. What only style sheets hide is not known here.
func TextOf(dom []byte) (string, error) {
	doc, err := Parse(dom)
	if err != nil {
		return "", err
	}
	return strings.Join(visibleLines(doc), "\n"), nil
}
