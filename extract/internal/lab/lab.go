// Package lab lets the program that trains the model of blocks look over the shoulder
// of the search for the body. Nobody else needs it.
package lab

// Sheet is a page as the model sees it.
type Sheet struct {
	Kind   string
	Story  bool        // the model is asked about pages of this kind
	Texts  []string    // of each block; empty for pictures
	First  [][]float32 // features of each block in the first round
	Second func(first [][]float32, chances []float32) [][]float32
	Rules  []bool // what the rules keep
}

var (
	// Watch is called with each page that is read, if it is set.
	Watch func(*Sheet)

	// Use is the model to decide with instead of the one that is built in, if it is set.
	Use *Model

	// Names are those of the features of the second round, those of the first being the
	// first of them.
	Names []string

	// Decode gives a page in UTF-8 as the extractor reads it.
	Decode func(page []byte) []byte
)
