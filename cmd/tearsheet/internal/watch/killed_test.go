package watch

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/webhook"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/store"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/tell"
)

// world is a page that is edited so many times.
type world struct{ edits int }

func (w *world) Take(_ context.Context, _ *Page, address string, worth func(changes.State) bool) (string, error) {
	s := changes.State{URL: address, Status: 200, At: time.Now(), IsArticle: true, Title: "Tide"}
	for i := range w.edits + 1 {
		s.Paragraphs = append(s.Paragraphs, changes.Paragraph{Text: fmt.Sprintf("Edit number %d says that the tide came in again.", i)})
	}
	if worth(s) {
		return fmt.Sprintf("snapshot of edit %d", w.edits), nil
	}
	return "", nil
}

func (w *world) Listed(context.Context, *Page) ([]string, error) { return nil, nil }
func (w *world) File(string, string) []byte                      { return nil }

const worldEdits = 5

// killedAt names the step at which this process ends itself, worldIn where its files are.
const killedAt, worldIn, hookTo = "TEARSHEET_TEST_KILLED_AT", "TEARSHEET_TEST_WORLD", "TEARSHEET_TEST_HOOK"

// TestMain is the watch that is killed, where the environment says so.
func TestMain(m *testing.M) {
	if os.Getenv(worldIn) == "" {
		os.Exit(m.Run())
	}
	if err := watchWorld(os.Getenv(worldIn), os.Getenv(hookTo), os.Getenv(killedAt)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// watchWorld looks at the page, edit by edit, from where the run before was ended.
func watchWorld(dir, hook, at string) error {
	ctx := context.Background()
	memory, err := store.Open(ctx, filepath.Join(dir, "memory"))
	if err != nil {
		return err
	}
	step, last := 0, -1
	if at != "" {
		if last, err = strconv.Atoi(at); err != nil {
			return err
		}
	}
	memory.Steps(func(string) {
		if step == last {
			self, err := os.FindProcess(os.Getpid())
			if err == nil {
				err = self.Kill()
			}
			fmt.Fprintln(os.Stderr, "killed:", err)
			select {} // until it is
		}
		step++
	})
	ways := tell.Ways{Client: http.DefaultClient, Secret: make(webhook.Secret, 32), Out: io.Discard}
	pages, err := Prepare([]check.Watched{{Job: check.Job{URL: "https://tide.example/"}, Every: time.Hour, Notify: []string{hook}}}, ways)
	if err != nil {
		return err
	}
	progress := filepath.Join(dir, "edits")
	w := &world{}
	if data, err := os.ReadFile(progress); err == nil {
		if w.edits, err = strconv.Atoi(string(data)); err != nil {
			return err
		}
	}
	watch := &Watch{Store: memory, Taker: w, Log: zap.NewNop(), Dir: dir}
	watch.Sender = tell.NewSender(&tell.Sender{Store: memory, Item: watch.Item, Ways: ways, Log: zap.NewNop()})
	for ; w.edits <= worldEdits; w.edits++ {
		if err := os.WriteFile(progress, []byte(strconv.Itoa(w.edits)), 0o600); err != nil {
			return err
		}
		if n := watch.Once(ctx, ctx, pages, 1); n > 0 {
			return fmt.Errorf("%d pages failed", n)
		}
	}
	return memory.Close()
}

// A watch that is killed at any step tells every change, and each once.
func TestKilled(t *testing.T) {
	moments := 20
	if testing.Short() {
		moments = 4
	}
	var mu sync.Mutex
	var told []string // what receivers get
	ids := map[string]string{}
	hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var m struct{ Data tell.Event }
		if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
			t.Error(err)
		}
		mu.Lock()
		defer mu.Unlock()
		id := r.Header.Get("Webhook-Id")
		if _, again := ids[id]; again {
			t.Logf("%s came twice, with the same ID", id)
			return
		}
		ids[id] = m.Data.Changes[0].After
		told = append(told, m.Data.Changes[0].After)
	}))
	defer hook.Close()
	run := func(dir, at string) error {
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), worldIn+"="+dir, hookTo+"="+hook.URL, killedAt+"="+at)
		out, err := cmd.CombinedOutput()
		if err != nil {
			return fmt.Errorf("%w: %s", err, out)
		}
		return nil
	}
	for moment := range moments {
		dir := t.TempDir()
		mu.Lock()
		told, ids = nil, map[string]string{}
		mu.Unlock()
		if err := run(dir, strconv.Itoa(moment*2+moment/3)); err == nil {
			t.Errorf("at step %d nothing was killed", moment*2+moment/3)
		}
		if err := run(dir, ""); err != nil {
			t.Fatal(err)
		}
		mu.Lock()
		want := ""
		for i := 1; i <= worldEdits; i++ {
			want += fmt.Sprintf("Edit number %d says that the tide came in again.\n", i)
		}
		if got := strings.Join(told, "\n") + "\n"; got != want {
			t.Errorf("killed at step %d: told\n%s", moment*2+moment/3, got)
		}
		mu.Unlock()
	}
}
