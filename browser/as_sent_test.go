package browser

import "testing"

// Where Chrome cannot write a document out, it is what the server sent, in UTF-8.
func TestAsSent(t *testing.T) {
	tab := &tab{documents: &documents{sent: &File{Data: []byte("<p>Stra\xdfe"), MediaType: "text/html; charset=windows-1252", URL: "https://courier.example/"}}}
	page := &Page{}
	if !tab.asSent(page) || string(page.DOM) != "<p>Straße" || page.FinalURL != "https://courier.example/" || len(page.Truncated) != 1 {
		t.Errorf("%q at %s, %q", page.DOM, page.FinalURL, page.Truncated)
	}
	if tab.asSent(page) {
		t.Error("what Chrome wrote was replaced")
	}
}
