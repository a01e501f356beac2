package extract

import (
	"os"
	"path/filepath"
	"testing"
)

// allocationsMost is how many allocations it may take to read a kilobyte of a page. Seconds say
// little on a machine that does other things as well; this is the same on each. It takes 700.
const allocationsMost = 750

// TestAllocations reads the pages of testdata/pages, and counts.
func TestAllocations(t *testing.T) {
	var allocations, kilobytes float64
	for _, dir := range pageFolders(t) {
		page, err := os.ReadFile(filepath.Join(dir, "source.html"))
		if err != nil {
			t.Fatal(err)
		}
		allocations += testing.AllocsPerRun(1, func() {
			if _, err := Extract(page, Options{}); err != nil {
				t.Error(err)
			}
		})
		kilobytes += float64(len(page)) / 1024
	}
	if each := allocations / kilobytes; each > allocationsMost {
		t.Errorf("%.0f allocations a kilobyte, where %d are enough", each, allocationsMost)
	}
}
