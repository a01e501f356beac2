package cli

import (
	"errors"

	"github.com/tearsheet/tearsheet/browser"
)

// hints are what a person can do on this command line about a failure, by the option
// that decides whether it fails so.
var hints = map[string]string{
	"insecure":    "--insecure accepts it",
	"auth":        "--auth gives them, for this host and port",
	"client_cert": "--client-cert HOST:PORT=FILE gives it one",
	"allow_file":  "--allow-file opens them",
	"allow_net":   "--allow-net opens its network",
	"guard":       "--allow-net 0.0.0.0/0 --allow-net ::/0 opens all",
	"page_memory": "--page-memory gives it more",
	"chrome":      "run `tearsheet doctor --install`, or name one with --chrome",
	"sandbox":     "run `tearsheet doctor`, or leave --sandbox=require out",
}

// advised is a message with what can be done about it.
func advised(message, option string) string {
	if hint := hints[option]; hint != "" {
		return message + "; " + hint
	}
	return message
}

// explain is an error as a person is told it.
func explain(err error) string {
	if e, ok := errors.AsType[*browser.Error](err); ok {
		return advised(err.Error(), e.Option)
	}
	return err.Error()
}
