package cli

import (
	"io"

	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// quiet is a log without secrets.
type quiet struct{ to io.Writer }

func (q quiet) Write(p []byte) (int, error) {
	if _, err := io.WriteString(q.to, warc.Secrets.Text(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// withoutSecrets is what an error says, without the secrets in it.
func withoutSecrets(err error) string { return warc.Secrets.Text(err.Error()) }
