// Package fleet has pages captured by many workers on many machines, each job once, and each
// host as politely as if one worker did all.
//
//	queue       the jobs, in NATS JetStream: a server in this process, or a cluster
//	politeness  what is known of a host, and what it allows now: no clock, no network
//	frontier    which host to ask next, and how one of its jobs is taken up
//	worker      does jobs, one process of many
//	sim         the same decisions for a million hosts, on a clock of its own
//
// There is no consumer for a host, and nobody owns one. The jobs of a host are a subject of
// a stream, so that the next one is a single look-up, and a host that is down costs the
// others nothing. What must be agreed on is one small record a host: which of its pages are
// being captured, by whom and until when, and before when no other may begin. It is changed
// by compare-and-set only, so that two workers cannot both believe that it is their turn.
//
// Job by job acknowledgement as consumers have it was not taken. A host that may be asked
// once in ten seconds would have to hold back all of its jobs, each with its heartbeat, and
// those of others behind them; and how often a job was tried, when it may be tried again,
// and what names its snapshot must outlive the worker, which is not what a consumer keeps.
package fleet
