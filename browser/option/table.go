package option

import (
	"math"
	"time"
)

// Papers are the names of what a PDF can be printed on.
var Papers = []string{"a3", "a4", "a5", "legal", "letter", "tabloid"}

// Blockable are the kinds of request that need not be made.
var Blockable = []string{"images", "fonts", "media", "stylesheets", "scripts", "third-party"}

// Table is every option, in the order in which manifests have them.
var Table = []Option{
	{Name: "timeout", Type: Duration{time.Second}, Default: "45s", Group: Page, Config: true,
		Help: "time for one page; what exists by then is kept"},

	{Name: "viewport", Type: Size{50, 10000}, Default: "1280x800", Group: Page, Look: true,
		Help: "window of the page, WIDTHxHEIGHT in CSS pixels"},
	{Name: "scale", Type: Number{0.1, 5}, Default: "1", Group: Page, Look: true,
		Help: "device pixels to a CSS pixel"},
	{Name: "mobile", Type: Bool{}, Default: "false", Group: Page, Look: true,
		Help: "be a phone: touch, meta viewport, overlay scrollbars"},
	{Name: "device", Type: Text{}, Group: Page, Look: true,
		Help: `phone or tablet to be, such as "iPhone 13" ("list" lists them)`},
	{Name: "user_agent", Type: Text{plain}, Group: Page, Look: true, Config: true,
		Help: "what the browser calls itself"},
	{Name: "locale", Type: Text{locale}, Group: Page, Look: true, Config: true,
		Help: "language tag that scripts and servers see, such as de-AT"},
	{Name: "timezone", Type: Text{zone}, Group: Page, Look: true, Config: true,
		Help: "time zone that scripts see, such as Europe/Berlin"},
	{Name: "media", Type: Word{Of: []string{"screen", "print"}, Zero: "screen"}, Default: "screen", Group: Page, Look: true, Config: true,
		Help: "CSS media type: screen or print"},
	{Name: "color_scheme", Type: Word{Of: []string{"auto", "light", "dark"}, Zero: "auto"}, Default: "auto", Group: Page, Look: true, Config: true,
		Help: "what the page is told to prefer: light, dark or auto"},
	{Name: "deterministic", Type: Bool{}, Default: "false", Group: Page, Look: true,
		Help: "same page, same bytes: date and chance stand still, en-US, UTC, no motion"},

	{Name: "format", Type: Word{Of: []string{"png", "jpeg", "webp"}}, Default: "png", Group: Page,
		Help: "of the picture: png, jpeg or webp"},
	{Name: "quality", Type: Int{1, 100}, Default: "85", Group: Page,
		Help: "of a jpeg or webp picture, 1 to 100"},
	{Name: "selector", Type: Text{selector}, Group: Page, Config: true,
		Help: "CSS selector of the one element to show in the picture"},
	{Name: "full_page", Type: Bool{}, Default: "true", Group: Page, Flag: "no-full-page", Config: true,
		Help: "picture of the window only"},
	{Name: "mask", Type: Texts{selector}, Group: Page, Config: true,
		Help: "CSS selector of what a flat colour covers in the picture (repeatable)"},
	{Name: "hide", Type: Texts{selector}, Group: Page, Config: true,
		Help: "CSS selector of what the picture leaves out, its place kept empty (repeatable)"},
	{Name: "evidence", Type: Bool{}, Default: "false", Group: Page,
		Help: "keep a picture from before anything was cleared as well"},

	{Name: "settle", Type: Word{Of: []string{"fast", "normal", "patient"}, Zero: "normal"}, Default: "normal", Group: Page, Config: true,
		Help: "how patient to be: fast, normal or patient"},
	{Name: "wait_for", Type: Texts{Awaited}, Group: Page, Config: true,
		Help: "what must be there first: a CSS selector, text=WORDS, role=ROLE or js=EXPRESSION; behind an action, what must be there next (repeatable)"},
	{Name: "wait", Type: Duration{0}, Default: "0s", Group: Page, Config: true,
		Help: "time to wait in addition, once the page has settled"},
	{Name: "scroll_pages", Type: Int{0, 1000}, Default: "20", Group: Page, Config: true,
		Help: "windows of infinite scroll to follow"},
	{Name: "clock", Type: Word{Of: []string{"auto", "real"}, Zero: "auto"}, Default: "auto", Group: Page, Config: true,
		Help: "timers of the page: auto (its clock is moved ahead to them while nothing else goes on) or real"},

	{Name: "overlays", Type: Word{Of: []string{"dismiss", "hide", "keep"}}, Default: "dismiss", Group: Page, Config: true,
		Help: "what to do with what lies over the page: dismiss, hide or keep"},
	{Name: "consent", Type: Word{Of: []string{"reject", "accept", "hide", "keep"}}, Default: "reject", Group: Page, Config: true,
		Help: "what to answer to cookie notices: reject, accept, hide or keep"},
	{Name: "overlay_rules", Type: Text{}, Group: Page,
		Help: "folder of overlay rules of your own, tried first"},

	{Name: "script", Type: Texts{plain}, Group: Page,
		Help: "file of JavaScript to run in each document before its own (repeatable)"},
	{Name: "style", Type: Texts{}, Group: Page,
		Help: "file of CSS, or CSS itself, to lay over the page's own (repeatable)"},
	{Name: "eval", Type: Text{}, Group: Page,
		Help: "JavaScript to run once the page is ready; what it gives is \"eval\" in the line and the manifest, a promise is awaited"},

	{Name: "headers", Type: Headers{}, Group: Page, Flag: "header", Short: "H", Config: true,
		Help: `header to send with every request, "Name: value" (repeatable)`},
	{Name: "insecure", Type: Bool{}, Default: "false", Group: Page, Config: true,
		Help: "accept certificates that are not valid"},
	{Name: "filter_list", Type: Texts{}, Group: Page,
		Help: "file in EasyList or hosts syntax: what it blocks is not loaded, what it hides not shown (repeatable)"},
	{Name: "block", Type: Words{Blockable}, Group: Page, Config: true,
		Help: "kinds of request not to make: images, fonts, media, stylesheets, scripts, third-party"},
	{Name: "download_max", Type: Bytes{}, Default: "256MiB", Group: Page,
		Help: "how much of a file to keep"},
	{Name: "allow_file", Type: Bool{}, Default: "false", Group: Page,
		Help: "open file:// addresses"},

	{Name: "save", Type: Words{[]string{"pdf", "mhtml", "thumbnail", "console", "html", "wacz"}}, Group: Save,
		Help: "what to keep besides: pdf, mhtml, thumbnail, console, html, wacz (several with commas)"},
	{Name: "paper", Type: Word{Of: Papers, Fold: true}, Default: "a4", Group: Save,
		Help: "of a PDF: a3, a4, a5, legal, letter, tabloid"},
	{Name: "landscape", Type: Bool{}, Default: "false", Group: Save,
		Help: "print a PDF on its side"},
	{Name: "pdf_header", Type: Bool{}, Default: "false", Group: Save,
		Help: "print title, time, address and number on each sheet of a PDF"},
	{Name: "pdf_media", Type: Word{Of: []string{"print", "screen"}}, Default: "print", Group: Save,
		Help: "print a PDF as its page looks on paper or on a screen: print, screen"},
	{Name: "pdf_single_page", Type: Bool{}, Default: "false", Group: Save,
		Help: "print a PDF on one sheet, as wide as the window and as tall as the page"},
	{Name: "check_formats", Type: Bool{}, Default: "false", Group: Save,
		Help: "open each format that is kept and compare it with the picture: coverage.formats says what differs"},
	{Name: "keep_secrets", Type: Bool{}, Default: "false", Group: Save,
		Help: "keep the values of cookies, tokens and passwords in what is stored and told"},
	{Name: "redact_bodies", Type: Bool{}, Default: "false", Group: Save,
		Help: "take such values out of what servers answered, and of documents, too: they are then not as they were"},

	{Name: "follow_pages", Type: Int{1, math.MaxInt32}, Default: "1", Group: Run,
		Help: "pages of an article that runs over several to capture and put together"},
	{Name: "share_session", Type: Bool{}, Default: "false", Group: Run,
		Help: "let the pages share cookies, storage and the HTTP cache, as with one visitor: faster where they have much in common"},

	{Name: "chrome", Type: Text{plain}, Group: Chrome,
		Help: "browser to start ($TEARSHEET_CHROME; found by itself if not given)"},
	{Name: "remote", Type: Text{debugging}, Group: Chrome,
		Help: "use the browser that runs at this DevTools address, such as ws://127.0.0.1:9222"},
	{Name: "sandbox", Type: Word{Of: []string{"auto", "require", "off"}, Zero: "auto"}, Default: "auto", Group: Chrome,
		Help: "Chrome's own sandbox: auto (on where it can be), require or off"},
	{Name: "proxy", Type: Text{proxy}, Group: Chrome,
		Help: "proxy server for the pages, such as http://127.0.0.1:3128"},
}
