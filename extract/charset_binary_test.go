package extract

import (
	"math/rand/v2"
	"testing"
)

// What is no text holds no article, whatever of it looks like letters.
func TestBinary(t *testing.T) {
	t.Parallel()
	random := rand.NewChaCha8([32]byte{7})
	noise := make([]byte, 64<<10)
	_, _ = random.Read(noise)
	if text := textOfPage(t, string(noise)); text != "" {
		t.Errorf("of noise there are %d bytes of text", len(text))
	}
	page := "<title>The wall</title><h1>The wall</h1><p>The wall was opened\x01 on Monday, and a great many people walked along it, slowly, in the rain.</p>" +
		"<p>Nobody had asked them to, and nobody\x02 told them when it would be closed again, if ever.</p>"
	if textOfPage(t, page) == "" {
		t.Error("a page with a few controls has no text")
	}
}
