// Package jobs keeps the captures that a server was asked for, so that what was accepted
// is done, whatever becomes of the process, and done once.
//
//	q, err := jobs.Open(dir, jobs.Options{Run: run, ...})
//	defer q.Close()
//	go q.Work(ctx)
//	job, err := q.Add(ctx, jobs.New{URL: "https://example.com/", Order: order})
//	job, err = q.Wait(ctx, job.ID)
//
// A job is accepted once it is in the database and on the disk. Who takes it up says so
// first, and who finds one that was taken up by a process that died asks whether it had
// come to a snapshot already before it is begun anew.
//
// It is a database beside the queue of a fleet (package fleet/queue), and not that queue, for what
// it holds is not work but who asked for it: keys of requests that may be repeated, how many
// jobs a token may have waiting (counted in the step that accepts one), equal orders that are
// joined, lists by state with a cursor, webhooks that have still to be told. A stream answers none
// of these without all of its messages being read, or a store of keys beside it that does not
// change in the same step. Where a server has a queue (--queue) the work is in that alone: a job
// has one ID in both, and whoever does it stores it once. Without one no server of a queue is
// started: 56 MB instead of 81, and 40 ms of CPU instead of 160 (idle, amd64).
//
//	database.go  the file and its table
//	job.go       what a job is, and how it is read
//	queue.go     opening and closing; add.go, ask.go, cancel.go, work.go: what one does with it
//	watch.go     tells who waits for a job that it has changed
//	hooks.go     whom to tell of jobs that have ended
package jobs
