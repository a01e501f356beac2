package body

// mode is what is taken off a page of a kind.
type mode struct {
	never       cue  // boxes with these cues
	unlessProse cue  // boxes with these, unless they read like prose
	thread      bool // posts of one make stand together
	broad       bool // the whole main part is wanted, not one text in it
	goods       bool // one thing on sale: its text and its facts are wanted, what is around its price is not
	teasers     bool // boxes that announce other pages
	lines       bool // single lines between the paragraphs
	labels      bool // the words on a shop's buttons, bare numbers
	head        bool // what stands before the first paragraph
	tail        bool // what follows the last
}

// aroundText are the cues of what stands around texts, of any kind of page.
const aroundText = cueDrop | cueCaption | cueMeta

var (
	articleMode = mode{never: aroundText | cueComment | cueStage, unlessProse: cueWeak | cueCard, teasers: true, lines: true, head: true, tail: true}

	// bareMode takes names for nothing: they lied.
	bareMode = mode{broad: true}

	modes = map[string]mode{
		"":           {never: aroundText | cueComment, unlessProse: cueWeak | cueCard | cueStage, lines: true, head: true, tail: true},
		KindArticle:  articleMode,
		KindLiveblog: articleMode,
		KindForum:    {never: aroundText | cueStage | cueThread, unlessProse: cueWeak | cueCard, thread: true},
		KindList:     {never: cueDrop | cueComment | cueFilter, unlessProse: cueWeak | cueStage, broad: true, labels: true},
		KindProduct:  {never: aroundText | cueComment | cueStage | cueShop | cueFilter, unlessProse: cueWeak | cueCard, broad: true, goods: true, labels: true, tail: true},
		KindOther:    {never: cueDrop | cueComment | cueFilter, unlessProse: cueWeak, broad: true, labels: true},
	}
)
