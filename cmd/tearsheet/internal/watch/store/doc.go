// Package store keeps what a watch has to know when it is ended at any moment: what is known of
// each page, when it is due, the changes, and who is still to be told of them.
//
// One transaction keeps a visit: the new state, the change and its messages. Before it the change
// is found again, behind it the message is told: once, and surely.
//
//	database.go  the file and its tables
//	pages.go     what is known of pages, and of one visit
//	outbox.go    messages that are to be told
//	feeds.go     entries of feeds that were seen
//	rules.go     what is volatile, to list and to unlearn
//	added.go     pages that are watched because somebody asked a server for it
//	timeline.go  the changes in their order
package store
