package gallery

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// runsView is a list of runs.
type runsView struct {
	common
	State  State
	States []State
	Runs   []runView
	Next   string
}

// runView is a run as pages show it.
type runView struct {
	Run
	Link, Retry, Cancel, Events string
	When                        moment
	Took                        string
	SnapshotLink, Thumbnail     string
}

func linkToRun(id string, parts ...string) string {
	return "/runs/" + url.PathEscape(id) + suffix(parts)
}

func (g *Gallery) runView(r Run) runView {
	v := runView{Run: r, Link: linkToRun(r.ID), Retry: linkToRun(r.ID, "retry"), Cancel: linkToRun(r.ID, "cancel"), Events: linkToRun(r.ID, "events"), When: moment{r.Created}}
	if !r.Started.IsZero() && !r.Ended.IsZero() {
		v.Took = inSeconds(r.Ended.Sub(r.Started).Milliseconds())
	}
	if r.Snapshot != "" {
		v.SnapshotLink = linkTo(r.Snapshot)
		if snap, err := g.store.Get(r.Snapshot); err == nil && thumbnailKind(snap) != "" {
			v.Thumbnail = linkTo(r.Snapshot, "thumbnail")
		}
	}
	return v
}

// Percent is the progress as an attribute has it.
func (v runView) Percent() int { return int(min(1, max(0, v.Progress)) * 100) }

// Said is the state in words.
func (v runView) Said() string {
	switch {
	case v.State == Running && v.Step != "":
		return firstUpper(v.Step)
	case v.State == Failed && v.Kind != "":
		return "Failed: " + strings.ReplaceAll(v.Kind, "_", " ")
	}
	return firstUpper(string(v.State))
}

// CanRetry says that it has ended without what it was to get.
func (v runView) CanRetry() bool { return v.State == Failed || v.State == Canceled }

func statesInWords() string {
	list := make([]string, len(States))
	for i, s := range States {
		list[i] = string(s)
	}
	return strings.Join(list, ", ")
}

func (g *Gallery) runs(w http.ResponseWriter, r *http.Request) error {
	if g.jobs == nil {
		return errNoJobs
	}
	q := r.URL.Query()
	v := runsView{common: g.common("Runs", "runs"), States: States, State: State(q.Get("state"))}
	if v.State != "" && !slices.Contains(States, v.State) {
		return problem{http.StatusBadRequest, fmt.Sprintf("%q is no state of a run: use %s, or none for all.", v.State, statesInWords())}
	}
	list, next, err := g.jobs.Runs(r.Context(), v.State, q.Get("after"), perPage*2)
	if err != nil {
		return err
	}
	for _, run := range list {
		v.Runs = append(v.Runs, g.runView(run))
		v.Refresh = v.Refresh || !run.State.Ended()
	}
	if next != "" {
		v.Next = "/runs?" + url.Values{"state": {string(v.State)}, "after": {next}}.Encode()
	}
	return g.show(w, http.StatusOK, "runs", v)
}

func (g *Gallery) run(w http.ResponseWriter, r *http.Request) error {
	if g.jobs == nil {
		return errNoJobs
	}
	run, err := g.jobs.Run(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	v := struct {
		common
		runView
	}{g.common("Capture of "+shortURL(run.URL), "runs", "load.js", "run.js"), g.runView(run)}
	v.Refresh = !run.State.Ended()
	if r.URL.Query().Has("part") {
		return g.show(w, http.StatusOK, "run", v.runView)
	}
	return g.show(w, http.StatusOK, "run-page", v)
}

// runEvents tells how a run goes on, as server-sent events: of each the state, the step
// and the progress. The last one is called end.
func (g *Gallery) runEvents(w http.ResponseWriter, r *http.Request) error {
	if g.jobs == nil {
		return errNoJobs
	}
	if _, err := g.jobs.Run(r.Context(), r.PathValue("id")); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	guard(h)
	to := http.NewResponseController(w)
	for run, err := range g.jobs.Watch(r.Context(), r.PathValue("id")) {
		if err != nil {
			return nil //nolint:nilerr // the answer has begun: the browser asks again
		}
		v := g.runView(run)
		data, err := json.Marshal(map[string]any{"state": v.State, "said": v.Said(), "percent": v.Percent()})
		if err != nil {
			return nil //nolint:nilerr // likewise
		}
		name := "progress"
		if v.State.Ended() {
			name = "end"
		}
		if _, err := fmt.Fprintf(w, "event: %s\ndata: %s\n\n", name, data); err != nil {
			return nil //nolint:nilerr // nobody listens any more
		}
		if err := to.Flush(); err != nil || v.State.Ended() {
			return nil //nolint:nilerr // likewise
		}
	}
	return nil
}

func (g *Gallery) retry(w http.ResponseWriter, r *http.Request) error {
	if g.jobs == nil {
		return errNoJobs
	}
	run, err := g.jobs.Retry(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	http.Redirect(w, r, linkToRun(run.ID), http.StatusSeeOther)
	return nil
}

func (g *Gallery) cancel(w http.ResponseWriter, r *http.Request) error {
	if g.jobs == nil {
		return errNoJobs
	}
	if err := g.jobs.Cancel(r.Context(), r.PathValue("id")); err != nil {
		return err
	}
	http.Redirect(w, r, linkToRun(r.PathValue("id")), http.StatusSeeOther)
	return nil
}
