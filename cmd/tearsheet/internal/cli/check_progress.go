package cli

import (
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/report"
)

// checkProgress shows on a terminal how far a check is.
type checkProgress struct{ bar *progressbar.ProgressBar }

func newCheckProgress(a *app, pages int) *checkProgress {
	if !a.Terminal {
		return &checkProgress{}
	}
	return &checkProgress{progressbar.NewOptions(pages, progressbar.OptionSetWriter(a.Err), progressbar.OptionSetDescription("checking"),
		progressbar.OptionShowCount(), progressbar.OptionSetItsString("pages"),
		progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond))}
}

// done counts one more page.
func (p *checkProgress) done(report.Case) {
	if p.bar != nil {
		p.bar.Add(1)
	}
}

func (p *checkProgress) finish() {
	if p.bar != nil {
		p.bar.Finish()
	}
}
