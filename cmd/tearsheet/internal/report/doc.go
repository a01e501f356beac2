// Package report tells what came of comparing pages, in the form that each reader likes:
// [HTML] for people who look, [Terminal] for those who wait, [JUnit] and [GitHub] for
// build servers, [Summary] for the page of a job, [JSON] for programs.
//
// All of them write the same [Report]: plain data, of which the writers change nothing.
// Everything in it may come from a hostile page.
package report
