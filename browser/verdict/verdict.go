package verdict

// Class is a kind of page.
type Class string

// The classes.
const (
	Content  Class = "content"   // what the address promises
	Blocked  Class = "blocked"   // a firewall or bot protection refused
	Captcha  Class = "captcha"   // a challenge is to be solved first
	Login    Class = "login"     // a sign-in form stands in the place of the page
	NotFound Class = "not_found" // there is no such page, whatever the status says
	Empty    Class = "empty"     // nothing to read or to see
)

// Facts are what is known of a captured page.
type Facts struct {
	Status   int               // of HTTP; 0 where there is none
	Headers  map[string]string // of the main document; names in any case
	URL      string            // as asked for
	FinalURL string            // where the page was at the end
	Title    string            // as the browser had it at the end; empty: from the DOM
	DOM      []byte            // the rendered page, UTF-8
}

// Verdict is a class and the evidence for it.
type Verdict struct {
	Class Class
	Why   string // for people; empty where content is plainly content
}

// Of judges a page.
func Of(f Facts) Verdict {
	if f.Status == 404 || f.Status == 410 {
		return Verdict{NotFound, "status 404"}
	}
	return Verdict{Class: Content}
}
