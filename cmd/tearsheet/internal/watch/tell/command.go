package tell

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// command runs a command of the user's for each message: the changes come on its standard input,
// a line of JSON each, the words and the pictures in files that the environment names.
type command struct{ line, dir string }

func (c command) Tell(ctx context.Context, m Message) error {
	temp, err := os.MkdirTemp("", "tearsheet-told-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp) // it is of no use any more
	var in bytes.Buffer
	encoder := json.NewEncoder(&in)
	encoder.SetEscapeHTML(false)
	env := append(os.Environ(), "TEARSHEET_ID="+m.ID, "TEARSHEET_URL="+m.Items[0].URL, "TEARSHEET_SUBJECT="+subjectOf(m), "TEARSHEET_TEXT="+textOf(m, 16000))
	pictures := ""
	for n, i := range m.Items {
		if err := encoder.Encode(i.Event); err != nil {
			return err
		}
		for _, p := range i.Pictures {
			file := filepath.Join(temp, fmt.Sprintf("%d-%s", n+1, p.Name))
			if err := os.WriteFile(file, p.PNG, 0o600); err != nil {
				return err
			}
			if pictures != "" {
				pictures += string(os.PathListSeparator)
			}
			pictures += file
		}
	}
	shell, flag := "sh", "-c"
	if runtime.GOOS == "windows" {
		shell, flag = "cmd", "/C"
	}
	cmd := exec.CommandContext(ctx, shell, flag, c.line)
	cmd.Dir, cmd.Stdin, cmd.Env = c.dir, &in, append(env, "TEARSHEET_PICTURES="+pictures)
	if out, err := cmd.CombinedOutput(); err != nil {
		return saying(err, out)
	}
	return nil
}
