package warc

import (
	"fmt"
	"strings"

	"github.com/tearsheet/tearsheet/browser/exchange"
)

// What a message may say is the same for a Writer, which refuses all else, and for those
// who read: whatever was written can be read again.

// maxURL is the length of an address up to which it is recorded: it stands twice in a line
// of an index.
const maxURL = 256 << 10

// ValidStatus tells whether a number is a status of HTTP: three digits, the first no 0.
func ValidStatus(status int) bool { return status >= 100 && status <= 999 }

// parseStatus reads the status of a message.
func parseStatus(text string) (status int, ok bool) {
	if len(text) != 3 {
		return 0, false
	}
	for i := range text {
		if text[i] < '0' || text[i] > '9' {
			return 0, false
		}
		status = 10*status + int(text[i]-'0')
	}
	return status, ValidStatus(status)
}

// ValidName tells whether a text can be the name of a line of a header, or a method: a
// token, as RFC 9110 has it.
func ValidName(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(c rune) bool {
		return c <= ' ' || c >= 0x7f || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, c)
	})
}

// valid says why an exchange cannot be written.
func valid(x exchange.Exchange) error {
	address := x.Request.URL
	switch {
	case !ValidStatus(x.Response.Status):
		return fmt.Errorf("%s was answered with the status %d, which HTTP does not have", Excerpt(address), x.Response.Status)
	case !ValidName(x.Request.Method) || strings.ToUpper(x.Request.Method) != x.Request.Method:
		return fmt.Errorf("%s was asked for with the method %q, which cannot be recorded", Excerpt(address), Excerpt(x.Request.Method))
	case address == "" || strings.ContainsFunc(address, func(c rune) bool { return c <= ' ' || c == 0x7f }) || strings.ContainsAny(address[:1]+address[len(address)-1:], "<>"):
		return fmt.Errorf("%q is no address that can be recorded", Excerpt(address))
	case len(address) > maxURL:
		return fmt.Errorf("the address %s... has %d bytes: more than are recorded", Excerpt(address), len(address))
	}
	if size := len(responseHead(x.Response, 0)); size > maxHead-64 {
		return fmt.Errorf("the header of %s has %d bytes: more than are recorded", Excerpt(address), size)
	}
	if size := len(requestHead(x.Request)); size > maxHead-64 {
		return fmt.Errorf("the header sent to %s has %d bytes: more than are recorded", Excerpt(address), size)
	}
	return nil
}
