package classify_test

import (
	"fmt"

	"github.com/tearsheet/tearsheet/browser/classify"
)

func ExamplePage() {
	v := classify.Page(classify.Facts{
		Status: 200,
		URL:    "https://courier.example/1931",
		Title:  "Page not found",
		DOM:    []byte("<h1>Page not found</h1><p>Try the search.</p>"),
	})
	fmt.Println(v.Class)
	fmt.Println(v.Why)
	// Output:
	// not_found
	// the heading says "not found"; the title says "page not found"; and little else
}
