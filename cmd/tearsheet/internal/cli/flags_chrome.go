package cli

import (
	"strings"

	"github.com/spf13/pflag"
	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/browser"
)

// chromeFlags say which browser is used.
type chromeFlags struct {
	path    string
	remote  string
	sandbox string
	proxy   string
}

func (o *chromeFlags) addFlags(flags *pflag.FlagSet) {
	flags.StringVar(&o.path, "chrome", "", "browser to start ($TEARSHEET_CHROME; found by itself if not given)")
	flags.StringVar(&o.remote, "remote", "", "use the browser that runs at this DevTools address, such as ws://127.0.0.1:9222")
	flags.StringVar(&o.sandbox, "sandbox", "auto", "Chrome's own sandbox: auto (on where it can be), require or off")
	flags.StringVar(&o.proxy, "proxy", "", "proxy server for the pages, such as http://127.0.0.1:3128")
}

func (o *chromeFlags) validate() error {
	if o.remote != "" && !strings.Contains(o.remote, "://") {
		return usagef("--remote %q: use an address such as ws://127.0.0.1:9222", o.remote)
	}
	return choice{"--sandbox", o.sandbox, []string{"auto", "require", "off"}}.validate()
}

// options are the browser as the flags ask for it.
func (o *chromeFlags) options(a *app) browser.Options {
	sandbox := browser.Sandbox(o.sandbox)
	if sandbox == "auto" {
		sandbox = browser.SandboxAuto
	}
	return browser.Options{
		Chrome: o.path, Remote: o.remote, Sandbox: sandbox, Proxy: o.proxy,
		Warn: func(message string) { a.log.Warn(message, zap.String("part", "browser")) },
	}
}
