// Package classify tells what kind of page was captured: content, or a page that
// stands in its place.
//
// It is there to name such pages in a report, so that nobody takes a block page for
// the news. It must never be used to evade anything: not to get round a captcha, a
// login or a block, nor to choose when to try again in another disguise.
package classify
