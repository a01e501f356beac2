package browser

import "strings"

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
