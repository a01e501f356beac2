package doctor

import (
	"context"
	"fmt"
	"os"

	"github.com/tearsheet/tearsheet/browser"
)

const installAdvice = "run tearsheet doctor --install, or name a browser with --chrome"

// checkBrowser finds the browser and starts it, first with its sandbox.
func checkBrowser(ctx context.Context, opts Options) []Finding {
	path, err := browser.Find(opts.Chrome)
	if err != nil {
		if opts.Chrome != "" || os.Getenv(browser.EnvChrome) != "" {
			return fail(err.Error(), installAdvice) // it says which of the two
		}
		return fail("none was found", installAdvice)
	}
	version, sandboxed := tryLaunch(ctx, path, browser.SandboxRequire)
	if sandboxed == nil {
		return append(ok(fmt.Sprintf("%s at %s", version, path)),
			Finding{Check: "sandbox", Status: OK, Detail: "Chrome's own sandbox works"})
	}
	version, err = tryLaunch(ctx, path, browser.SandboxOff)
	if err != nil {
		return fail(fmt.Sprintf("%s does not start: %v", path, err), installAdvice)
	}
	return append(ok(fmt.Sprintf("%s at %s", version, path)), Finding{
		Check: "sandbox", Status: Warn, Detail: "Chrome does not start with its own sandbox",
		Advice: "allow user namespaces, or run tearsheet where they are allowed; until then captures run without it: take care with pages that you do not trust",
	})
}

func tryLaunch(ctx context.Context, path string, sandbox browser.Sandbox) (version string, err error) {
	b, err := browser.Launch(ctx, browser.Options{Chrome: path, Sandbox: sandbox})
	if err != nil {
		return "", err
	}
	return b.Version(), b.Close()
}
