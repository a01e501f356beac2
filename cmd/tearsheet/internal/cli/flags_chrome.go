package cli

import (
	"errors"
	"net/http"
	"time"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/option"
)

// together refuses options of the browser that make no sense with each other.
func (o *optionFlags) together() error {
	var opts browser.Options
	o.apply(&opts)
	if wrong, ok := errors.AsType[*option.Error](opts.Validate()); ok {
		return usagef("--%s %s", wrong.Option.FlagName(), advised(wrong.Says, wrong.Option.Name))
	}
	return nil
}

// client makes the requests that are made besides those of the browser, by the same way
// as these; nil: nobody asked for one.
func (o *optionFlags) client(timeout time.Duration) (*http.Client, error) {
	var opts browser.Options
	o.apply(&opts)
	client, err := opts.Client(timeout)
	if err != nil {
		return nil, usagef("--proxy: sitemaps, feeds and robots.txt cannot be had through it: %w", err)
	}
	return client, nil
}

// browserOptions are the browser as the flags ask for it.
func (o *optionFlags) browserOptions(a *app) browser.Options {
	opts := browser.Options{Warn: func(message string) { a.log.Warn(message, zap.String("part", "browser")) }}
	o.apply(&opts)
	return opts
}
