package diff

import (
	"hash/maphash"

	"github.com/aymanbagabas/go-udiff/lcs"
)

// edit replaces want[from:to] by got[gotFrom:gotTo].
type edit struct{ from, to, gotFrom, gotTo int }

// edits gives what makes one list of the other. It looks for what occurs once in both
// first, since the search for the longest common list gives up early on long ones.
func edits(want, got []string) []edit {
	seed := maphash.MakeSeed()
	hashes := func(list []string) []uint64 {
		h := make([]uint64, len(list))
		for i, s := range list {
			h[i] = maphash.String(seed, s)
		}
		return h
	}
	var all []edit
	w, g := 0, 0
	for _, anchor := range append(anchors(hashes(want), hashes(got)), pair{len(want), len(got)}) {
		for _, d := range lcs.DiffLines(want[w:anchor.want], got[g:anchor.got]) {
			next := edit{w + d.Start, w + d.End, g + d.ReplStart, g + d.ReplEnd}
			if n := len(all); n > 0 && all[n-1].to == next.from && all[n-1].gotTo == next.gotFrom {
				all[n-1].to, all[n-1].gotTo = next.to, next.gotTo
			} else {
				all = append(all, next)
			}
		}
		w, g = anchor.want+1, anchor.got+1
	}
	return all
}
