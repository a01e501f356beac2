package launcher

// Flag is one of Chrome's command line. The value true stands for one without a value.
type Flag struct {
	Name  string
	Value any
}

// common is the command line that every Chrome gets, with why where it is not plain.
var common = []Flag{
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
	{"blink-settings", "primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4"}, // a mouse, as at every desk

	// UDP that a page opens must not go around a proxy.
	{"webrtc-ip-handling-policy", "disable_non_proxied_udp"},
	{"force-webrtc-ip-handling-policy", "disable_non_proxied_udp"},
}

// headless are those of a browser that nobody looks at.
var headless = map[string]bool{"disable-gpu": true, "hide-scrollbars": true, "mute-audio": true, "disable-threaded-animation": true, "disable-threaded-scrolling": true, "deny-permission-prompts": true, "blink-settings": true}

// featuresOff are those of Chrome's that are switched off.
const featuresOff = "Translate,BackForwardCache,OptimizationHints,MediaRouter,DialMediaRouteProvider,PaintHolding,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,AutoDeElevate,RenderDocument,DestroyProfileOnBrowserClose,InterestFeedContentSuggestions"

// Unisolated keeps frames of other sites in the page's process, so that one session sees
// them and their requests. A capture has a browser context of its own with nothing in it,
// and Chrome's sandbox stays on, so there is nothing for a frame to reach.
var Unisolated = []Flag{
	{"disable-site-isolation-trials", true},
	{"disable-features", featuresOff + ",IsolateOrigins,site-per-process"},
}

// OneProcess has all that is in a browser context run in one process, which the next page in
// it finds there. Contexts never share one.
var OneProcess = []Flag{{"renderer-process-limit", "1"}}

// IsolatedSites puts frames of other sites into processes of their own, since a page has an
// identity that is none of their business.
var IsolatedSites = []Flag{
	{"disable-features", featuresOff},
	{"site-per-process", true},
}

// Guarded leaves no way to the network but the door: none for what is on this machine, none
// over UDP, and no names that Chrome could look up by itself.
var Guarded = []Flag{
	{"disable-features", featuresOff},
	{"site-per-process", true},
	{"proxy-bypass-list", "<-loopback>"},
	{"disable-quic", true},
	{"host-resolver-rules", "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"},
}

// Common is the command line that every Chrome gets, one that is shown on the screen or not.
func Common(visible bool) (list []Flag) {
	for _, f := range common {
		if !visible || !headless[f.Name] {
			list = append(list, f)
		}
	}
	return list
}
