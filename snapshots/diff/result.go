package diff

// Result is what differs between two captures: want, as it was or should be, and got.
// Empty lists mean that nothing differs, or that there was nothing to compare.
type Result struct {
	Picture   *Picture         `json:"picture,omitempty"` // nil: no picture on either side
	Text      Text             `json:"text"`
	Fields    []Field          `json:"fields"`
	Structure []Element        `json:"structure"`
	Resources []ResourceChange `json:"resources"`
	Headers   []Field          `json:"headers"`
	Console   []Message        `json:"console"` // errors and warnings that are new
}

// Picture is how two pictures differ.
type Picture struct {
	Want Size `json:"want"`
	Got  Size `json:"got"` // both 0 x 0 where a side has no picture

	Changed int     `json:"changed"` // pixels; those of added and removed rows among them
	Ratio   float64 `json:"ratio"`   // the share of all pixels, 0 to 1
	Allowed bool    `json:"allowed"` // there are differences, and the options allow as many

	Regions []Region `json:"regions"` // where pixels changed, in the new picture
	Added   []Band   `json:"added"`   // rows that only the new picture has
	Removed []Band   `json:"removed"` // rows that only the old one has

	// Diff is a PNG of the difference: what is the same faded, what changed in red, rows
	// that were added in blue and rows that were removed in orange. nil where nothing
	// differs, or where a side has no picture.
	Diff []byte `json:"-"`
}

// Size is that of a picture, in pixels.
type Size struct {
	Width  int `json:"width"`
	Height int `json:"height"`
}

// Region is a part of a picture and the pixels in it that changed.
type Region struct {
	X      int `json:"x"`
	Y      int `json:"y"`
	Width  int `json:"width"`
	Height int `json:"height"`
	Pixels int `json:"pixels"`
}

// Band is some rows of a picture, over its full width.
type Band struct {
	Y      int `json:"y"`
	Height int `json:"height"`
}

// Text is how two texts differ.
type Text struct {
	Added   int    `json:"added"`   // words
	Removed int    `json:"removed"` // words
	Hunks   []Hunk `json:"hunks"`
}

// Hunk is one place where two texts differ, with the lines round it.
type Hunk struct {
	Want  int    `json:"want"` // number of the first line in the old text, from 1
	Got   int    `json:"got"`  // and in the new one
	Lines []Line `json:"lines"`
}

// Line is one line of a hunk.
type Line struct {
	Op    Op     `json:"op"`
	Spans []Span `json:"spans"`
}

// Span is a part of a line.
type Span struct {
	Text    string `json:"text"`
	Changed bool   `json:"changed,omitempty"` // these words differ from those of the other line
}

// Op is what became of a line.
type Op string

// The ops, as patches write them.
const (
	Kept    Op = " "
	Added   Op = "+"
	Removed Op = "-"
)

// Field is one value that differs; empty where a side has none.
type Field struct {
	Name string `json:"field"`
	Want string `json:"want"`
	Got  string `json:"got"`
}

// Element is what became of an element of the document.
type Element struct {
	What   string `json:"what"`             // added, removed, moved, hidden, shown, changed
	Path   string `json:"path"`             // where: a CSS selector, such as main > ul.links > li:nth-of-type(2)
	Detail string `json:"detail,omitempty"` // the text in it, or the attribute that changed
}

// ResourceChange is a resource that was added, removed or changed.
type ResourceChange struct {
	What   string `json:"what"` // added, removed, changed
	URL    string `json:"url"`
	Detail string `json:"detail,omitempty"`
}

// Equal tells whether nothing differs, but for what the options allow.
func (r Result) Equal() bool {
	return r.Picture.equal() && len(r.Text.Hunks) == 0 && len(r.Fields) == 0 && len(r.Structure) == 0 &&
		len(r.Resources) == 0 && len(r.Headers) == 0 && len(r.Console) == 0
}

func (p *Picture) equal() bool { return p == nil || p.Changed == 0 || p.Allowed }
