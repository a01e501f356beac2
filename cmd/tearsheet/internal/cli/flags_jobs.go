package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/tearsheet/tearsheet/browser/identity"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/crawl"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/input"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
)

// listedPages are pages with options of their own: those of files among the arguments, and of lines
// of JSON in lists. What a page says counts before what its file says of all, and that before
// the flags.
type listedPages struct {
	flags *pageFlags
	files []check.Job

	mu   sync.Mutex
	made map[string]*pageFlags // by what is asked for: files are read once
}

// isFile tells whether an argument is a file with one of these endings, and no address.
func isFile(arg string, endings ...string) bool {
	if !slices.Contains(endings, strings.ToLower(filepath.Ext(arg))) || strings.Contains(arg, "://") {
		return false
	}
	info, err := os.Stat(arg)
	return err == nil && info.Mode().IsRegular()
}

// read takes the files of jobs out of the arguments; - stands for standard input.
func (j *listedPages) read(args []string) (rest, from []string, err error) {
	for _, arg := range args {
		switch {
		case arg == "-":
			from = append(from, "-")
		case isFile(arg, ".jsonl"):
			from = append(from, arg)
		case isFile(arg, ".yaml", ".yml", ".json"):
			list, err := check.LoadJobs(arg)
			if err != nil {
				return nil, nil, usageError{err}
			}
			for _, one := range list {
				if _, err := j.pageFlags(one); err != nil {
					return nil, nil, usagef("%s: %w", one.Source, err)
				}
			}
			j.files = append(j.files, list...)
		default:
			rest = append(rest, arg)
		}
	}
	return rest, from, nil
}

// task is a page to capture, with what is asked for.
type task struct {
	input.Target
	job   check.Job
	page  *pageFlags
	place *crawl.Page // in a crawl; nil: it is of none
}

// tasks gives the pages of files of jobs, and then the others.
func (j *listedPages) tasks(others iter.Seq2[input.Target, error], allowFile bool) iter.Seq2[task, error] {
	return func(yield func(task, error) bool) {
		for _, one := range j.files {
			t := input.Target{URL: one.URL, Source: one.Source}
			page, err := j.pageFlags(one)
			if err == nil {
				t.URL, err = input.Parse(one.URL, allowFile || last(page.given("allow_file")) == "true")
			}
			if err != nil {
				t.URL, t.Err = one.URL, err
			}
			if !yield(task{Target: t, job: one, page: page}, nil) {
				return
			}
		}
		for t, err := range others {
			if !yield(j.task(t), err) {
				return
			}
		}
	}
}

// task makes a page of a list one with what its line says.
func (j *listedPages) task(t input.Target) task {
	if t.Job == "" || t.Err != nil {
		return task{Target: t, page: j.flags}
	}
	job, err := check.ParseJob(t.Job, t.Source)
	page := j.flags
	if err == nil {
		page, err = j.pageFlags(job)
	}
	if err != nil {
		t.Err = badJob{err}
	}
	return task{Target: t, job: job, page: page}
}

// badJob is the failure of a page of which something is asked that cannot be.
type badJob struct{ error }

// Kind is that of a job that makes no sense.
func (badJob) Kind() string { return "invalid_job" }

// pageFlags are the flags with what a job says in their place.
func (j *listedPages) pageFlags(job check.Job) (*pageFlags, error) {
	asked, err := json.Marshal(job.Capture)
	if err != nil {
		return nil, err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	page := j.made[string(asked)]
	if page == nil {
		page = &pageFlags{profiles: j.flags.profiles}
		for _, f := range j.flags.list {
			own := &optionFlag{option: f.option, texts: f.texts}
			if texts, ok := job.Capture[f.option.Name]; ok {
				own.texts = texts
			} else if _, ok := job.Capture["viewport"]; ok && f.option.Name == "device" {
				own.texts = nil // which would say otherwise
			}
			page.list = append(page.list, own)
		}
		if err := page.validate(); err != nil {
			return nil, err
		}
		if j.made == nil {
			j.made = map[string]*pageFlags{}
		}
		j.made[string(asked)] = page
	}
	one := *page
	one.actions = j.flags.actions
	if job.Actions != nil {
		one.actions.list = job.Actions
	}
	return &one, nil
}

// through is the pipeline for a task; states are the files to which what browsers keep goes.
func (t task) through(p *pipeline.Pipeline, states *stateFiles) *pipeline.Pipeline {
	one := *p
	t.page.apply(&one)
	one.Name, one.Group = t.job.Name, t.job.Group
	one.Keeps = func(state *identity.State) error {
		return errors.Join(states.save(last(t.page.given("save_state")), state), t.page.profiles.keep(last(t.page.given("profile")), state))
	}
	return &one
}

// id is the same for the same page with the same wishes.
func (t task) id() (string, error) {
	asked, err := json.Marshal(t.job.Capture)
	return fmt.Sprintf("%s\n%s\n%s", t.URL, t.job.Name, asked), err
}
