package identity

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// onlyHTTP begins the lines of cookies that scripts do not see; all else with # is a remark.
const onlyHTTP = "#HttpOnly_"

// readNetscape reads cookies.txt: seven fields a line, with tabs between them.
func readNetscape(data []byte) (State, error) {
	var s State
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimRight(line, "\r\n")
		line, hidden := strings.CutPrefix(line, onlyHTTP)
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) == 6 { // some leave out an empty value
			fields = append(fields, "")
		}
		if len(fields) != 7 {
			return State{}, fmt.Errorf("line %d has %d fields and not the 7 of cookies.txt, with tabs between them", n, len(fields))
		}
		c := Cookie{Name: fields[5], Value: fields[6], Domain: fields[0], Path: fields[2], Secure: isTrue(fields[3]), HTTPOnly: hidden}
		if isTrue(fields[1]) && !strings.HasPrefix(c.Domain, ".") {
			c.Domain = "." + c.Domain
		}
		if !isTrue(fields[1]) {
			c.Domain = strings.TrimPrefix(c.Domain, ".")
		}
		seconds, err := strconv.ParseFloat(fields[4], 64)
		if err != nil {
			return State{}, fmt.Errorf("line %d: its fifth field is no time", n)
		}
		if seconds > 0 {
			c.Expires = time.Unix(int64(seconds), 0)
		}
		if c.Domain == "" || c.Name == "" && c.Value == "" {
			return State{}, fmt.Errorf("line %d has no domain or no name", n)
		}
		s.Cookies = append(s.Cookies, c)
	}
	return s, nil
}

func isTrue(word string) bool { return strings.EqualFold(word, "true") }
