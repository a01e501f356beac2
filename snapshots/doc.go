// Package snapshots keeps captured pages on disk, one folder a capture, so that
// each opens without any tool and outlives the program that wrote it.
//
//	archive/
//	  tearsheet-archive.json             marks the folder as an archive, with the format's version
//	  example.com/2026_11_story/         one page
//	    20261123T081502.123Z/            one snapshot: snapshot.json and the files it lists
//	  .tmp/                              drafts of processes that are writing now
//
// The promise is that a snapshot is there whole or not at all. A [Draft] is
// written to a temporary folder of the same file system, every file synced, the
// manifest last, and then renamed into place in one step. [Store.Verify] finds
// every byte that changed since.
//
// [Writer.Remove] takes one out again, and the archive's log says so; [Ledger] tells what the log
// says of pins, of removals, and of looks at pages that were as before.
//
// Open an archive for reading with [Open] and for writing with [OpenWriter].
// The package knows nothing of browsers or articles: it keeps named bytes, a
// [Manifest] of common facts, and whatever JSON the caller adds to it.
//
// FORMAT.md in this folder is the reference of everything on disk; layout.go is
// the only code that knows paths.
package snapshots
