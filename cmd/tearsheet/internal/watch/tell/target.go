package tell

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"strings"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/webhook"
)

// Teller tells somebody of a message. It may be told again what it was told before: the message
// then has the same ID.
type Teller interface {
	Tell(ctx context.Context, m Message) error
}

// Ways are what tellers work with.
type Ways struct {
	Client *http.Client   // for webhooks
	Secret webhook.Secret // that they are signed with
	Out    io.Writer      // for JSON lines
	Dial   Dial           // to mail servers that are Guarded; nil: as it comes
	Dir    string         // in which commands run and feeds are written
}

// Dial opens a connection.
type Dial = func(ctx context.Context, network, address string) (net.Conn, error)

// Lines is the target of JSON lines on stdout.
const Lines = "stdout"

// variable is the name of a variable of the environment in a target.
var variable = regexp.MustCompile(`\$\{([A-Za-z_][A-Za-z0-9_]*)\}`)

// Open gives who tells a target: http(s)://, smtp://, exec:, atom:, or what shoutrrr knows. What
// is secret in it is better a ${VARIABLE}: it is put in here, and nowhere kept.
func Open(target string, w Ways) (Teller, error) {
	if named, ok := strings.CutPrefix(target, Guarded); ok {
		return openGuarded(named, w)
	}
	var missing error
	full := variable.ReplaceAllStringFunc(target, func(v string) string {
		value, ok := os.LookupEnv(v[2 : len(v)-1])
		if !ok {
			missing = fmt.Errorf("%s: the environment has no such variable", v)
		}
		return value
	})
	if missing != nil {
		return nil, missing
	}
	return open(full, w, false)
}

// open gives who tells a target without variables; guarded: in such a way only as Ways has.
func open(full string, w Ways, guarded bool) (Teller, error) {
	scheme, rest, ok := strings.Cut(full, ":")
	if !ok && full != Lines {
		return nil, errors.New("it is no address: use https://..., slack://..., smtp://..., exec:COMMAND or atom:FILE")
	}
	switch scheme {
	case Lines:
		return lines{w.Out}, nil
	case "http", "https":
		if err := webhook.Check(full); err != nil {
			return nil, err
		}
		return hook{full, w}, nil
	case "smtp", "smtps", "mailto":
		var dial Dial
		if guarded {
			dial = w.Dial
		}
		return openMail(full, dial)
	case "exec":
		if strings.TrimSpace(rest) == "" {
			return nil, errors.New("name a command, exec:COMMAND")
		}
		return command{rest, w.Dir}, nil
	case "atom":
		return openFeed(rest, w.Dir)
	}
	return openService(full, w.Client, guarded)
}
