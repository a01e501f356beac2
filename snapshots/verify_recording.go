package snapshots

import (
	"github.com/tearsheet/tearsheet/snapshots/regular"
	"github.com/tearsheet/tearsheet/snapshots/wacz"
)

// VerifyRecording reads every byte of a WACZ file that is in no archive, and may be by
// another program, and compares it with what it says of itself.
func VerifyRecording(name string, trust wacz.Trust) (r Report, err error) {
	r = Report{File: name, Problems: []Problem{}}
	in, err := regular.Open(name)
	if err != nil {
		return r, err
	}
	defer in.Close() // only read: nothing to lose
	info, err := in.Stat()
	if err != nil {
		return r, err
	}
	r.Files, r.Bytes = 1, info.Size()
	file, err := wacz.Read(in, r.Bytes)
	if err != nil {
		r.add(name, Changed, "is no WACZ file that can be read: %v", err)
		return r, nil
	}
	found := file.Check(trust)
	for _, problem := range found.Problems {
		r.add(name, Changed, "%v", problem)
	}
	r.Signed, r.Domains, r.Stamped, r.Proved, r.Unproved = found.Keys, found.Domains, found.Stamps, found.Proved, found.Unproved
	return r, nil
}

// RequireDomain adds a problem unless the file is proved to be signed by a domain.
func (r *Report) RequireDomain(domain string) {
	for _, one := range r.Domains {
		if one == domain {
			return
		}
	}
	r.add(r.File, Missing, "it is not proved that %s has signed this", domain)
}
