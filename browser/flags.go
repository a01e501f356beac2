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

	// Frames of other sites stay in the page's process, so that one session sees them
	// and their requests. A capture has a browser context of its own with nothing in it but
	// what its user gave for it, and Chrome's sandbox stays on: SECURITY.md says what remains.
	{"disable-site-isolation-trials", true},
	{"disable-features", "Translate,IsolateOrigins,site-per-process,BackForwardCache,OptimizationHints,MediaRouter,DialMediaRouteProvider,PaintHolding,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,AutoDeElevate,RenderDocument,DestroyProfileOnBrowserClose,InterestFeedContentSuggestions"},

	// UDP that a page opens must not go around a proxy.
	{"webrtc-ip-handling-policy", "disable_non_proxied_udp"},
	{"force-webrtc-ip-handling-policy", "disable_non_proxied_udp"},
}

// flags gives the options of one start of Chrome.
func (o Options) flags(binary, profile string, sandboxed bool) []chromedp.ExecAllocatorOption {
	list := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(binary),
		chromedp.UserDataDir(profile),
		chromedp.WindowSize(1280, 800),
		chromedp.Flag("no-sandbox", !sandboxed),
		chromedp.Flag("disable-dev-shm-usage", smallSharedMemory()),
	}
	for _, f := range chromeFlags {
		list = append(list, chromedp.Flag(f.name, f.value))
	}
	if !isHeadlessShell(binary) {
		list = append(list, chromedp.Flag("headless", "new"))
	}
	if o.Proxy != "" {
		list = append(list, chromedp.ProxyServer(o.Proxy))
	}
	return list
}
