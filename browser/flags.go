package browser

import (
	"github.com/chromedp/chromedp"
)

// chromeFlags is the command line that every Chrome gets, with why where it is not
// plain. true stands for a flag without a value.
var chromeFlags = []struct {
	name  string
	value any
}{
	// Nothing that the page did not ask for.
	{"no-first-run", true},
	{"no-default-browser-check", true},
	{"no-pings", true},
	{"disable-background-networking", true},
	{"disable-breakpad", true},
	{"disable-client-side-phishing-detection", true},
	{"disable-component-update", true},
	{"disable-component-extensions-with-background-pages", true},
	{"disable-default-apps", true},
	{"disable-domain-reliability", true},
	{"disable-extensions", true},
	{"disable-sync", true},
	{"disable-search-engine-choice-screen", true},
	{"metrics-recording-only", true},
	{"password-store", "basic"},
	{"use-mock-keychain", true},
	{"deny-permission-prompts", true},

	// A tab that nobody looks at works like one in front.
	{"disable-background-timer-throttling", true},
	{"disable-backgrounding-occluded-windows", true},
	{"disable-renderer-backgrounding", true},
	{"disable-hang-monitor", true},
	{"disable-prompt-on-repost", true},

	// The same pixels everywhere. GPU raster is wrong on tall pages.
	{"disable-gpu", true},
	{"force-color-profile", "srgb"},
	{"hide-scrollbars", true},
	{"disable-partial-raster", true},
	{"disable-checker-imaging", true},
	{"disable-threaded-animation", true},
	{"disable-threaded-scrolling", true},
	{"mute-audio", true},
	{"autoplay-policy", "user-gesture-required"},

	// UDP that a page opens must not go around a proxy.
	{"webrtc-ip-handling-policy", "disable_non_proxied_udp"},
	{"force-webrtc-ip-handling-policy", "disable_non_proxied_udp"},
}

// unseen are the flags of a browser that nobody looks at.
var unseen = map[string]bool{"disable-gpu": true, "hide-scrollbars": true, "mute-audio": true, "disable-threaded-animation": true, "disable-threaded-scrolling": true, "deny-permission-prompts": true}

// featuresOff are those of Chrome's that are switched off.
const featuresOff = "Translate,BackForwardCache,OptimizationHints,MediaRouter,DialMediaRouteProvider,PaintHolding,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,AutoDeElevate,RenderDocument,DestroyProfileOnBrowserClose,InterestFeedContentSuggestions"

// unisolated keeps frames of other sites in the page's process, so that one session sees
// them and their requests. A capture has a browser context of its own with nothing in it,
// and Chrome's sandbox stays on, so there is nothing for a frame to reach.
var unisolated = []chromedp.ExecAllocatorOption{
	chromedp.Flag("disable-site-isolation-trials", true),
	chromedp.Flag("disable-features", featuresOff+",IsolateOrigins,site-per-process"),
}

// isolatedSites puts frames of other sites into processes of their own, since a page has an
// identity that is none of their business.
var isolatedSites = []chromedp.ExecAllocatorOption{
	chromedp.Flag("disable-features", featuresOff),
	chromedp.Flag("site-per-process", true),
}

// guarded leaves no way to the network but the door: none for what is on this machine, none
// over UDP, and no names that Chrome could look up by itself.
var guarded = []chromedp.ExecAllocatorOption{
	chromedp.Flag("disable-features", featuresOff),
	chromedp.Flag("site-per-process", true),
	chromedp.Flag("proxy-bypass-list", "<-loopback>"),
	chromedp.Flag("disable-quic", true),
	chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"),
}

// flags gives the options of one start of Chrome.
func (o Options) flags(binary, profile string, sandboxed bool, out *door) []chromedp.ExecAllocatorOption {
	list := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(binary),
		chromedp.UserDataDir(profile),
		chromedp.WindowSize(1280, 800),
		chromedp.Flag("no-sandbox", !sandboxed),
		chromedp.Flag("disable-dev-shm-usage", smallSharedMemory()),
	}
	for _, f := range chromeFlags {
		if !o.Visible || !unseen[f.name] {
			list = append(list, chromedp.Flag(f.name, f.value))
		}
	}
	if !isHeadlessShell(binary) && !o.Visible {
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
		return append(list, guarded...)
	case o.Isolate || o.Visible:
		return append(list, isolatedSites...)
	}
	return append(list, unisolated...)
}
