package doctor

import (
	"context"
	"fmt"
)

const installAdvice = "run tearsheet doctor --install, or name a browser with --chrome"

// checkBrowser finds the browser and starts it, first with its sandbox.
func checkBrowser(ctx context.Context, opts Options) []Finding {
	path, err := opts.FindBrowser()
	if err != nil {
		return fail(err.Error(), installAdvice)
	}
	sandbox := Finding{Check: "sandbox", Status: OK, Detail: "Chrome's own sandbox works"}
	version, err := opts.StartBrowser(ctx, path, true)
	if err != nil {
		sandbox = Finding{
			Check: "sandbox", Status: Warn, Detail: "Chrome does not start with its own sandbox",
			Advice: "allow user namespaces and, as root, use a browser outside of root's home; until then captures run without the sandbox: take care with pages that you do not trust",
		}
		version, err = opts.StartBrowser(ctx, path, false)
	}
	if err != nil {
		return fail(fmt.Sprintf("%s does not start: %v", path, err), installAdvice)
	}
	return append(ok(fmt.Sprintf("%s at %s", version, path)), sandbox)
}
