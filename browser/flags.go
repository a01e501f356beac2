package browser

import (
	"github.com/chromedp/chromedp"

	"github.com/tearsheet/tearsheet/browser/internal/launcher"
	"github.com/tearsheet/tearsheet/browser/internal/process"
)

// flags gives the options of one start of Chrome.
func (o Options) flags(binary, profile string, sandboxed bool, out *door) []chromedp.ExecAllocatorOption {
	list := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(binary),
		chromedp.UserDataDir(profile),
		chromedp.WindowSize(1280, 800),
		chromedp.Flag("no-sandbox", !sandboxed),
		chromedp.Flag("disable-dev-shm-usage", process.SmallSharedMemory()),
	}
	add := func(flags []launcher.Flag) {
		for _, f := range flags {
			list = append(list, chromedp.Flag(f.Name, f.Value))
		}
	}
	add(launcher.Common(o.Visible))
	if !launcher.IsHeadlessShell(binary) && !o.Visible {
		list = append(list, chromedp.Flag("headless", "new"))
	}
	switch u, err := o.proxyURL(); {
	case out != nil:
		list = append(list, chromedp.ProxyServer(out.Address()))
	case err == nil && u != nil: // without its password: others see the command lines of processes
		u.User = nil
		list = append(list, chromedp.ProxyServer(u.String()))
	}
	switch {
	case o.Guard:
		add(launcher.Guarded)
	case o.Isolate || o.Visible:
		add(launcher.IsolatedSites)
	default:
		add(launcher.Unisolated)
	}
	if o.roomy(out) {
		add(launcher.OneProcess)
	}
	return list
}

// roomy tells whether pages get rooms: where all is drawn and run by one process of a page that
// nobody knows, and that has the way to the network that Chrome has.
func (o Options) roomy(out *door) bool {
	return !o.Visible && !o.Isolate && !o.Guard && !o.ShareSession && out == nil
}
