package filter_test

import (
	"fmt"
	"strings"

	"github.com/tearsheet/tearsheet/browser/filter"
)

func Example() {
	list, stats := filter.Parse(strings.NewReader(`! A list
||ads.example^$third-party
@@||ads.example/fonts/
##.sponsored
/banner[0-9]+/
`))
	fonts, err := filter.Block("fonts")
	if err != nil {
		fmt.Println(err)
		return
	}
	list = filter.Combine(list, fonts)
	for _, url := range []string{"https://ads.example/show.js", "https://ads.example/fonts/a.css", "https://news.example/a.js"} {
		rule, blocked := list.Blocks(filter.Request{URL: url, DocumentURL: "https://news.example/", Type: filter.Script})
		fmt.Printf("%s %v %q\n", url, blocked, rule)
	}
	fmt.Println(list.Hides("news.example"), stats.Unsupported)
	// Output:
	// https://ads.example/show.js true "||ads.example^$third-party"
	// https://ads.example/fonts/a.css false ""
	// https://news.example/a.js false ""
	// [.sponsored] map[regular expression:1]
}
