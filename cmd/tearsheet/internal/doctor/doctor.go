// Package doctor looks at a machine and says whether captures will work on it.
package doctor

import "context"

// Status says how bad a finding is.
type Status string

// The statuses, from good to bad.
const (
	OK   Status = "ok"
	Warn Status = "warn" // captures work, but some will be worse for it
	Fail Status = "fail" // captures do not work
)

// Finding is what one check found.
type Finding struct {
	Check  string `json:"check"` // "browser", "fonts", ...
	Status Status `json:"status"`
	Detail string `json:"detail"` // what is there
	Advice string `json:"advice"` // what to do; empty where all is well
}

// Options say what captures will use, and how they use it.
type Options struct {
	Archive string
	// FindBrowser gives the browser's binary.
	FindBrowser func() (path string, err error)
	// StartBrowser starts and stops the browser and gives its version.
	StartBrowser func(ctx context.Context, path string, sandbox bool) (version string, err error)
	// CheckArchive tells whether a folder is an archive. It is an error if it is
	// neither that nor free to become one.
	CheckArchive func(dir string) (there bool, err error)
	// TryBucket writes to the bucket that the archive is in, and tells whether there is one;
	// nil: the archive is in a folder.
	TryBucket func(ctx context.Context) (there bool, err error)
}

// checks are made in this order.
var checks = []struct {
	name string
	look func(context.Context, Options) []Finding
}{
	{"browser", checkBrowser},
	{"fonts", checkFonts},
	{"shared memory", checkSharedMemory},
	{"archive", checkArchive},
	{"temp folder", checkTemp},
}

// Examine makes all checks and gives each finding as it comes.
func Examine(ctx context.Context, opts Options, found func(Finding)) {
	for _, c := range checks {
		for _, f := range c.look(ctx, opts) {
			if f.Check == "" {
				f.Check = c.name
			}
			found(f)
		}
	}
}

func ok(detail string) []Finding { return []Finding{{Status: OK, Detail: detail}} }
func warn(detail, advice string) []Finding {
	return []Finding{{Status: Warn, Detail: detail, Advice: advice}}
}
func fail(detail string, advice string) []Finding {
	return []Finding{{Status: Fail, Detail: detail, Advice: advice}}
}
