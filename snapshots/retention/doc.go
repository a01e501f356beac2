// Package retention says which snapshots of a page are kept when an archive is made smaller.
//
// The rules are those of restic's forget: keep the last n; or, of each of the last n hours, days,
// weeks, months or years in which there was one, the last. Where a rule finds fewer than n, it
// keeps the oldest too. A snapshot that any rule wants is kept. Times are in UTC, weeks those of
// ISO 8601, hours and days without a snapshot do not count.
//
// Pages add three things. A rule keeps those that changed something. A capture that is not whole,
// since it had not finished or a bot protection answered, stands for no hour that has a whole one, and
// the newest whole capture of a page is always kept. What is pinned, signed or time-stamped stays.
//
//	policy.go  the rules, as a function of a list of captures
//	plan.go    what they mean for an archive
package retention
