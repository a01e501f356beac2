package extract

// fields are what an Article is made of, in the order they are read: a field may
// use those above it.
var fields = []struct {
	name string // as in the article's JSON
	read func(*source, *Article)
}{}
