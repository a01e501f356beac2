// Package wacz packs recorded pages into WACZ 1.1.1: one ZIP file with the WARC, an index
// that finds every record in it, the list of pages with their text, and the digests of all.
// Any program that replays web archives opens it, and none is needed to look inside.
//
//	archive/data.warc.gz     the records
//	indexes/index.cdxj       where each is
//	pages/pages.jsonl        the pages: address, title, text
//	datapackage.json         every file with its size and SHA-256
//	datapackage-digest.json  the SHA-256 of datapackage.json
//
// The files: write.go and read.go are its two ways, cdxj.go is the index, sent.go how it
// names what a request sends, page.go the list of pages, verify.go compares all digests.
package wacz
