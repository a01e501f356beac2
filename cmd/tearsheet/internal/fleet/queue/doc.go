// Package queue keeps the jobs of a fleet in NATS JetStream: of a cluster by its address, or
// of a server in this process, with its files in a folder.
//
//	q, err := queue.Open(ctx, "nats://10.0.0.1:4222")      // or a folder
//	err = q.Add(ctx, jobs, func(j queue.Job) { ... })       // on the disk when it is told
//	worker := ...                                           // see package worker
//
// Five streams, each name with that of the queue before it:
//
//	jobs   PREFIX.jobs.SHARD.HOST.PRIORITY.RUN   a message a job, deleted when it has ended
//	hosts  PREFIX.hosts.HOST                     what workers agree on: the newest counts
//	done   PREFIX.done.RUN.ID                    what came of a job that was done: one each
//	dead   PREFIX.dead.RUN.ID                    what was given up, with the reason
//	runs   PREFIX.runs.RUN                       whether a run is paused
//
// HOST is a hash of the host's name, SHARD its beginning. A job counts as accepted when the
// server has acknowledged it. The server of a folder has synced it by then; one of a cluster
// has where its configuration says sync_interval: always.
//
//	open.go    address, connection, streams      dir.go    the server of a folder
//	job.go     what a job is, and its subject    add.go    accepting jobs
//	board.go   what package frontier asks for    settle.go a job's end
//	list.go    reading jobs, counting            runs.go   pausing, cancelling, requeueing
//	news.go    what is told and may be lost      clock.go  the server's time
//	await.go   having one job done               known.go  which jobs ask for the same
package queue
