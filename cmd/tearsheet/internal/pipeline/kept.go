package pipeline

import (
	"github.com/tearsheet/tearsheet/browser"
)

// storedAllTheSame are the failures of a page that was taken as it was when it failed: a
// picture of that moment says more than the error does.
var storedAllTheSame = map[browser.Kind]bool{browser.KindAction: true, browser.KindAuth: true}

// keepsFailed tells whether a page that failed is stored. What it then says of itself names
// the failure, and that it is not what was asked for.
func keepsFailed(page *browser.Page, err error) bool {
	if err == nil || !storedAllTheSame[browser.Kind(kindOf(err))] || page.Picture == nil && page.DOM == nil {
		return false
	}
	page.Partial = true
	page.Truncated = append(page.Truncated, err.Error())
	return true
}

// shotFiles lists the pictures that were taken on the way.
func shotFiles(shots []browser.Shot) (list []file) {
	for _, s := range shots {
		name := "screenshot-" + s.Name
		list = append(list, file{name, name + pictureEnding(s.Format), s.Data})
	}
	return list
}
