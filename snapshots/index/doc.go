// Package index answers quickly what an archive holds: which snapshots, the newest
// first, and in which of them words occur. It keeps what it knows in a SQLite database
// in the archive's .index folder.
//
//	x := index.Open(store, index.Options{})
//	defer x.Close()
//	for entry, err := range x.List(ctx, snapshots.Query{Host: "example.com"}, 10) { ... }
//	result, err := x.Search(ctx, index.Query{Text: `"high tide" harbour`, Limit: 20})
//
// The database is a cache. The folders are the truth, and each question begins by
// looking whether they are as they were: the time at which a folder was last changed
// tells whether a name in it came or went. So what others add, and what is deleted by
// hand, is seen at once, whoever did it. A snapshot's own files are never changed once
// it is there. A manifest that was written to nevertheless is read again as it is listed;
// who wants to know whether all is as it was asks Store.Verify.
//
// Where the database cannot be written (a read-only archive, a full disk), List goes
// through the folders and Search makes an index for itself alone, so that the answers
// are the same and only slower. One that is damaged is thrown away and made anew.
//
//	index.go      opens, closes, asks again where something was out of date
//	database.go   the file, its tables, and what to do when they are damaged
//	folders.go    what was last seen of the folders, and what is different now
//	update.go     brings the database up to date
//	reread.go     reads again what was written to in place
//	follow.go     takes in what is captured, as it is captured
//	words.go      cuts text of any script into words
//	query.go      the language of a search
//	search.go     finds and ranks; snippet.go shows where
package index
