package tell

import (
	"errors"
	"fmt"
	"strings"
)

// Guarded stands before a target that somebody named over the net. It reaches neither files nor
// commands nor variables of this machine, and addresses only as far as Ways lets strangers.
const Guarded = "guarded:"

// strangers are the schemes that may be named over the net: those whose messages go through the
// client or the dialler of Ways, and services whose address is theirs alone to say.
var strangers = map[string]bool{
	"http": true, "https": true, "smtp": true, "smtps": true, "mailto": true, "ntfy": true, "matrix": true,
	"slack": true, "discord": true, "telegram": true, "pushover": true, "pushbullet": true, "ifttt": true, "join": true,
}

func openGuarded(target string, w Ways) (Teller, error) {
	scheme, _, ok := strings.Cut(target, ":")
	switch {
	case !ok:
		return nil, errors.New("it is no address: use one of https://, smtp://, slack://, ntfy:// and the like")
	case strings.Contains(target, "${"):
		return nil, errors.New("variables of the server's environment cannot be asked for over HTTP")
	case !strangers[scheme]:
		return nil, fmt.Errorf("%.20q cannot be asked for over HTTP: use https, smtp, slack, discord, telegram, ntfy, matrix, pushover, pushbullet, ifttt or join", scheme)
	}
	return open(target, w, true)
}
