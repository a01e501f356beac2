// Package dates reads moments as people and machines write them, in many languages, scripts,
// eras and zones, and settles what two statements of one moment tell together.
//
// A text is cut into tokens (tokens.go); shapes of dates are looked for among them (read.go),
// then the time and the zone beside the date (clock.go, zones.go). Years of other calendars
// are turned into ours (eras.go). How long ago something was is no date (relative.go).
package dates
