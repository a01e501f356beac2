package cli

import (
	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/snapshots/replay"
)

// replayFlags say what answers in the place of the network.
type replayFlags struct{ file string }

func (o *replayFlags) addFlags(flags *pflag.FlagSet) {
	flags.StringVar(&o.file, "replay", "", "WACZ, WARC or HAR file that answers in the place of the network; without addresses the pages that it lists are captured, of a WARC the first")
}

// open opens the archive; it is nil where there is none to replay.
func (o *replayFlags) open() (*replay.Archive, error) {
	if o.file == "" {
		return nil, nil
	}
	archive, err := replay.Open(o.file)
	if err != nil {
		return nil, usagef("--replay: %w", err)
	}
	return archive, nil
}

// pages are the addresses of an archive's own pages.
func (o *replayFlags) pages(archive *replay.Archive) []string {
	var list []string
	for _, page := range archive.Pages {
		list = append(list, page.URL)
	}
	return list
}

// through has a request answered from an archive, if there is one.
func (o *replayFlags) through(archive *replay.Archive, req browser.Request) browser.Request {
	if archive != nil {
		req.Replay = pipeline.Replayer(archive, req.URL)
	}
	return req
}
