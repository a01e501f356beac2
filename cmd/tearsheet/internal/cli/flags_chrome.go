package cli

import (
	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/browser"
)

// browserOptions are the browser as the flags ask for it.
func (o *optionFlags) browserOptions(a *app) browser.Options {
	opts := browser.Options{Warn: func(message string) { a.log.Warn(message, zap.String("part", "browser")) }}
	o.apply(&opts)
	return opts
}
