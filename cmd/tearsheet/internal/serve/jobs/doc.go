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
//	database.go  the file and its table
//	job.go       what a job is, and how it is read
//	queue.go     opening and closing; add.go, ask.go, cancel.go, work.go: what one does with it
//	watch.go     tells who waits for a job that it has changed
//	hooks.go     whom to tell of jobs that have ended
package jobs
