// Package worker does the jobs of a queue: one process of any number.
//
//	w := worker.New(q, worker.Options{Do: capture, Slots: 6})
//	err := w.Run(ctx, drain)
//
//	worker.go  the loop that takes jobs up      job.go    one job, from claim to end
//	lease.go   signs of life, and their end     view.go   which hosts have jobs, and whose they are
package worker
