package browser

import (
	"bytes"
	"strings"

	"github.com/chromedp/cdproto/network"
)

// cutShort says in words how an answer can end too early.
var cutShort = []struct{ prefix, says string }{
	{"CONTENT_LENGTH_MISMATCH", "the server ended it before the length that it had said"},
	{"INCOMPLETE_CHUNKED_ENCODING", "the server ended it in the middle"},
	{"INVALID_CHUNKED_ENCODING", "its parts are not as they should be"},
	{"CONTENT_DECODING_FAILED", "it could not be unpacked to its end"},
	{"CONNECTION_RESET", "the connection was reset"},
	{"CONNECTION_CLOSED", "the connection was closed"},
	{"HTTP2_", "the connection broke off"},
	{"QUIC_", "the connection broke off"},
	{"", "the connection broke off"},
}

// cutOff says why the main document's answer, of which something came, ended too early;
// empty where it did not.
func (n *traffic) cutOff() string {
	response, _, loadError := n.document()
	n.mu.Lock()
	stopped := n.stopped
	n.mu.Unlock()
	if stopped != nil {
		return stopped.Error()
	}
	name, isNet := strings.CutPrefix(loadError, "net::ERR_")
	if response == nil || !isNet || name == "ABORTED" {
		return ""
	}
	for _, c := range cutShort {
		if strings.HasPrefix(name, c.prefix) {
			return c.says + " (" + loadError + ")"
		}
	}
	return loadError
}

// tornMost is how much of a document's end is looked at.
const tornMost = 4 << 10

// torn says why a document must have ended too early though nobody says so: the server gave
// no length, packed it, and what came out breaks off within a sentence. Chrome takes what is
// packed for whole wherever it ends. Empty: it is as good as any.
func (t *tab) torn() string {
	r, _, _ := t.net.document()
	if r == nil || !strings.HasPrefix(strings.ToLower(r.Protocol), "http/1") || !isPage(r.MediaType) {
		return ""
	}
	if r.header("Content-Encoding") == "" || r.header("Content-Length") != "" || r.header("Transfer-Encoding") != "" {
		return ""
	}
	ctx, cancel := t.share(0.2)
	defer cancel()
	got, err := callIn(ctx, t, network.GetResponseBody, network.GetResponseBodyParams{RequestID: t.net.mainRequest()})
	if err != nil {
		return ""
	}
	end := bytes.ToLower(got.Body[max(0, len(got.Body)-tornMost):])
	if bytes.Contains(end, []byte("</html")) || bytes.Contains(end, []byte("</body")) || bytes.HasSuffix(bytes.TrimSpace(end), []byte(">")) {
		return ""
	}
	return "what the server packed breaks off, and it gave no length"
}
