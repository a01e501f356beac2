package extract

// mode is what is taken off a page of a kind.
type mode struct {
	never       cue  // boxes with these cues
	unlessProse cue  // boxes with these, unless they read like prose
	thread      bool // posts of one make stand together
	broad       bool // the whole main part is wanted, not one text in it
	teasers     bool // boxes that announce other pages
	lines       bool // single lines between the paragraphs
	labels      bool // the words on a shop's buttons, bare numbers
	head        bool // what stands before the first paragraph
	tail        bool // what follows the last
}

const furniture = cueDrop | cueCaption | cueMeta

var (
	articleMode = mode{never: furniture | cueComment | cueStage, unlessProse: cueWeak | cueCard, teasers: true, lines: true, head: true, tail: true}

	// bareMode takes names for nothing: they lied.
	bareMode = mode{broad: true}

	modes = map[string]mode{
		"":           {never: furniture | cueComment, unlessProse: cueWeak | cueCard | cueStage, lines: true, head: true, tail: true},
		kindArticle:  articleMode,
		kindLiveblog: articleMode,
		kindForum:    {never: furniture | cueStage | cueThread, unlessProse: cueWeak | cueCard, thread: true},
		kindList:     {never: cueDrop | cueComment | cueFilter, unlessProse: cueWeak | cueStage, broad: true, labels: true},
		kindProduct:  {never: furniture | cueComment | cueStage | cueShop | cueFilter, unlessProse: cueWeak | cueCard, labels: true, tail: true},
		kindOther:    {never: cueDrop | cueComment | cueFilter, unlessProse: cueWeak, broad: true, labels: true},
	}
)
