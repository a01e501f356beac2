package tell

import (
	"context"
	"encoding/json"
	"io"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
)

// lines writes each change as a line of JSON.
type lines struct{ out io.Writer }

func (l lines) Tell(_ context.Context, m Message) error {
	encoder := json.NewEncoder(plain.JSON(l.out))
	encoder.SetEscapeHTML(false)
	for _, i := range m.Items {
		if err := encoder.Encode(i.Event); err != nil {
			return err
		}
	}
	return nil
}
