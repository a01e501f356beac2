package install

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// pins are the builds that this version of tearsheet knows: version -> platform -> SHA-256
// of the archive, in hex. A release has those of its day, written by `make pins`.
type pins map[string]map[string]string

//go:embed pins.json
var pinned []byte

// knownPins reads what is built in.
func knownPins() (p pins, err error) {
	err = json.Unmarshal(pinned, &p)
	return p, err
}

// newest gives the newest build for a platform that is known; empty: none is.
func (p pins) newest(platform string) (version string) {
	for v, sums := range p {
		if sums[platform] != "" && (version == "" || slices.Compare(numbers(v), numbers(version)) > 0) {
			version = v
		}
	}
	return version
}

// numbers are the parts of a version.
func numbers(version string) (list []int) {
	for part := range strings.SplitSeq(version, ".") {
		n, _ := strconv.Atoi(part)
		list = append(list, n)
	}
	return list
}

// storageOf is where Chrome for Testing keeps a build.
func storageOf(version, platform string) build {
	return build{version, "https://storage.googleapis.com/chrome-for-testing-public/" + version + "/" + platform + "/" + product + "-" + platform + ".zip"}
}

// wanted is the hash that a build must have: the user's, else the one that is known. ok is
// false where builds are known and this is none of them.
func (d Download) wanted(version, platform string) (sum string, ok bool) {
	sum = cmp.Or(d.SHA256, d.pins[version][platform])
	return sum, sum != "" || len(d.pins) == 0
}
