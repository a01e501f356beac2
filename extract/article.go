package extract

import "github.com/tearsheet/tearsheet/extract/internal/body"

// Article is what a page says about itself: its text and the fields around it.
//
// A field that the page does not state is empty, never guessed. Lists are never
// nil, so that their JSON is [] and not null.
type Article struct {
	URL          string   `json:"url"`           // address the page was read from
	CanonicalURL string   `json:"canonical_url"` // absolute; empty where none is declared
	Kind         Kind     `json:"kind"`
	Title        string   `json:"title"`
	Subtitle     string   `json:"subtitle"`
	Authors      []string `json:"authors"`   // people, in the page's order
	Agency       string   `json:"agency"`    // news agency the story came from
	Dateline     string   `json:"dateline"`  // place the story was filed from
	Credits      Credits  `json:"credits"`   // the credit line under a wire story
	Published    string   `json:"published"` // RFC 3339 in the page's own zone; the date alone where no time is stated
	Modified     string   `json:"modified"`  // as Published
	SiteName     string   `json:"site_name"`
	Section      string   `json:"section"`
	Breadcrumbs  []string `json:"breadcrumbs"` // from the root down, the page itself left out
	Tags         []string `json:"tags"`
	Language     string   `json:"language"`  // BCP 47
	Direction    string   `json:"direction"` // ltr or rtl
	Description  string   `json:"description"`
	Notes        []string `json:"notes"` // disclaimers and editor's notes that are not body
	Image        Image    `json:"image"` // the lead image
	Images       []Image  `json:"images"`
	Videos       []Video  `json:"videos"`
	Paywalled    bool     `json:"paywalled"`
	Pages        int      `json:"pages"`               // how many pages the article runs over
	Truncated    bool     `json:"truncated,omitempty"` // the page has more, or states more, than what is read of one
	WordCount    int      `json:"word_count"`
	ReadingMin   int      `json:"reading_minutes"`
	Text         string   `json:"text"`     // paragraphs separated by one blank line
	Markdown     string   `json:"markdown"` // CommonMark with tables
	HTML         string   `json:"html"`     // sanitised
}

// Credits are the people that a wire story names for each kind of work.
type Credits struct {
	Reporting           []string `json:"reporting"`
	AdditionalReporting []string `json:"additional_reporting"`
	Editing             []string `json:"editing"`
	Writing             []string `json:"writing"`
}

// Image is a picture of the article.
type Image struct {
	URL     string `json:"url"`
	Alt     string `json:"alt,omitempty"`
	Caption string `json:"caption,omitempty"`
	Credit  string `json:"credit,omitempty"`
}

// Video is a moving picture of the article: a file or an embedded player.
type Video struct {
	URL   string `json:"url"`
	Title string `json:"title,omitempty"`
}

// Kind says what sort of page an article is from.
type Kind string

// The kinds of page.
const (
	KindArticle  Kind = body.KindArticle
	KindLiveblog Kind = body.KindLiveblog
	KindList     Kind = body.KindList
	KindForum    Kind = body.KindForum
	KindProduct  Kind = body.KindProduct
	KindOther    Kind = body.KindOther
)
