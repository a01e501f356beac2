package cli

import (
	"time"

	"github.com/schollz/progressbar/v3"
	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/index"
	_ "github.com/tearsheet/tearsheet/snapshots/storage/azblob" // so that an archive can be in a bucket
	_ "github.com/tearsheet/tearsheet/snapshots/storage/gs"
	_ "github.com/tearsheet/tearsheet/snapshots/storage/s3"
)

// openIndex gives the index of an archive. A person is shown how far it is where it has
// much to read.
func (a *app) openIndex(store *snapshots.Store) *index.Index { return a.openIndexFresh(store, 0) }

// openIndexFresh is openIndex for who asks often: what was seen of the folders holds for a while.
func (a *app) openIndexFresh(store *snapshots.Store, fresh time.Duration) *index.Index {
	var bar *progressbar.ProgressBar
	return index.Open(store, index.Options{
		Fresh: fresh,
		Progress: func(what string, done, total int) {
			if !a.Terminal {
				return
			}
			if bar == nil {
				bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(a.Err), progressbar.OptionShowCount(),
					progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond))
			}
			bar.Describe("reading " + what)
			bar.ChangeMax(total)
			_ = bar.Set(done) // of drawing on a terminal
			if done >= total {
				bar.Finish()
				bar = nil
			}
		},
		Trouble: func(err error) {
			a.log.Info("the archive's index cannot be used: the folders are read instead", zap.Error(err))
		},
	})
}
