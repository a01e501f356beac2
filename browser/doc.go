// Package browser turns an address into a Page: the bytes and facts of a web page
// as a patient person would have seen it. It drives headless Chrome and is the only
// package that knows the DevTools protocol; nothing of it shows in the types here.
//
//	b, err := browser.Launch(ctx, browser.Options{})
//	defer b.Close()
//	page, err := b.Capture(ctx, browser.Request{URL: "https://example.com/"})
//
// The files, in the order of a capture:
//
//	launch.go     starts Chrome: find.go, flags.go, with internal/launcher and internal/process
//	browser.go    keeps one Chrome running, renews it, restarts it
//	request.go    what is asked for; package option has the table of it all
//	capture.go    the steps of one capture, by name; receipt.go what it says of itself
//	session.go    what one try owns of a Chrome, and how it ends
//	crashed.go    a page whose process has ended, of its own or since it took too much memory;
//	              own_chrome.go one that takes Chrome along, heartbeat.go a Chrome that hears nobody
//	without_scripts.go  what is left of a page that is too much
//	remote_pool.go  browsers that run elsewhere, and which of them gets a page
//	warm_tab.go   keeps a tab ready for the next capture
//	room.go       a context with a process that one page after the other uses, emptied in between
//	room_left.go  what a page leaves in it, and how that is taken away
//	rooms.go      keeps those for the next page of their site
//	tab.go        one page in a browser context (browser_context.go), watched for its death
//	isolated.go   its frames that Chrome runs in processes of their own
//	proxy_or_guard.go  how it reaches the network: guarded (package guard), or through a proxy;
//	              password.go says the proxy's password
//	identity.go   who its visitor is: cookies, storage, logins, certificates
//	emulate.go    the device, place and medium that it is shown; glass.go its window, into which
//	              nobody looks while it settles
//	network.go    what is in flight; response.go the main document's answer; unloaded.go
//	              what did not come and is missed
//	document.go   answers that are no pages (filetypes.go), and requests that are not made
//	recording.go  every exchange of a page (package exchange), for those who keep it, by
//	              internal/record; internal/held reads what Chrome holds back for it and others
//	replay.go     answers in the place of the network; intercept.go holds requests back for both
//	world.go      our JavaScript (js/, which cmd/bundle joins): some in a world that the page cannot
//	              reach; closed_roots.go opens to it what markup has closed
//	settle.go     waits until the page is complete, and says why it stopped; arrive.go follows
//	              pages that lead on, and cuts off what never comes
//	gate.go       answers the page with a question that stands before the one that was meant
//	waitfor.go    what the user wants to see first
//	lazy.go       makes the page show all that it has; pointer.go is the hand that some wait for
//	overlays.go   clears what lies over it; package overlay holds what is known
//	actions*.go   do to it what the user wants done; own_scripts.go runs the user's
//	picture.go    the screenshot; internal/pngjoin puts tall ones together
//	strategy.go   how it is taken: at once, in a tall window, joined.go from windows, screens.go as
//	              the wheel turns the page; zooms.go tells a drawing that the wheel scales
//	far_frames.go frames of other sites, which Chrome draws only while they are in the window
//	formats.go    MHTML and thumbnail; formats_pdf.go paper; formats_check.go what they lack;
//	              look.go opens them as files; console.go what the page wrote to its console
package browser
