// Package diff tells what differs between two captures of a page: the picture, the text
// that a reader sees, the article's fields, the document, what it loaded, the headers of
// its answer, and what it complained of.
//
//	result, err := diff.Compare(diff.Side{Picture: want}, diff.Side{Picture: got}, diff.Options{})
//	if err == nil && !result.Equal() {
//		fmt.Println(strings.Join(result.Summary(), "\n"))
//	}
//
// What neither side has is not compared, so a caller chooses the parts by giving them.
// Sides and results are plain data: the package knows neither browsers nor archives.
//
//	compare.go    the parts, one after the other
//	decode.go     a picture's pixels
//	picture.go    two pictures: align, compare, paint
//	align.go      which rows of one picture are which of the other
//	delta.go      how far apart two colours look, and what is anti-aliasing
//	regions.go    where changed pixels lie
//	paint.go      the picture of the difference
//	text.go       a document's visible text, line by line
//	hunks.go      two texts, by lines and then by words
//	placed.go     a document's visible text, and where each line stands
//	lists.go      two lists: what makes one of the other
//	paragraphs.go two texts, paragraph by paragraph, with those that moved
//	fields.go     two JSON objects, field by field
//	origin.go     the same site at two addresses
//	headers.go    the headers of two answers
//	structure.go  elements that came, went, moved, or are hidden
//	elements.go   which elements count, and how they are named
//	loaded.go     resources and the console
//	summary.go    all of it in a few lines
package diff
