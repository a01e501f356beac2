package cli

import (
	"regexp"
	"strings"
)

// inAddress finds a user's password in an address.
var inAddress = regexp.MustCompile(`(?:://|^)[^/?#@\s:]*:([^/?#\s]*)@`)

// Arguments gives the arguments of a program, and takes the passwords of addresses out of
// the place from which the system shows them to everybody on the machine.
func Arguments(args []string) []string {
	own := make([]string, len(args))
	for i, arg := range args {
		own[i] = strings.Clone(arg)
		_, value, ok := strings.Cut(arg, "=")
		if !ok || !strings.HasPrefix(arg, "-") {
			value = arg
		}
		if found := inAddress.FindStringSubmatchIndex(value); found != nil {
			from := len(arg) - len(value)
			blank(arg, from+found[2], from+found[3])
		}
	}
	return own
}
