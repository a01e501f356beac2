// Package charset decodes pages: by what they declare where the bytes bear it out
// (decode.go), else by their bytes (guess.go) and letters (letters.go). It undoes a second
// encoding (twice.go) and tells what is no text at all (binary.go).
package charset
