// Package launcher has what a Chrome needs before it runs: its binary, its command line, and a
// folder for its files that goes with it, whatever becomes of either of us.
package launcher
