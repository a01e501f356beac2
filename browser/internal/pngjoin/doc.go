// Package pngjoin puts the pictures of parts of a page, which Chrome wrote as PNGs, below each
// other without looking at their pixels.
package pngjoin
