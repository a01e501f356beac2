// Package history tells what became of a page over its snapshots: what changed from one to the
// next, and since when each paragraph stands so.
//
//	version.go   a snapshot as one version of its page, and whether it counts
//	timeline.go  the versions of a page, with looks at it and removals between them
//	step.go      what differs between two versions
//	words.go     the same in words
//	blame.go     since when each paragraph stands so
//
// Only whole captures are compared with each other: one that had not finished, or that a bot
// protection answered, says nothing of the page.
package history
