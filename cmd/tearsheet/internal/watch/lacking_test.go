package watch

import (
	"fmt"
	"testing"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/tell"
)

// Who watches for a value that the page does not have is told so, unless nothing was seen of it.
func TestValuesThatAPageLacks(t *testing.T) {
	pages, err := Prepare([]check.Watched{{
		Job: check.Job{URL: "https://tide.example/"}, Every: time.Hour, Values: map[string]string{"price": ".price", "seats": ".seats"},
	}}, tell.Ways{})
	if err != nil {
		t.Fatal(err)
	}
	for want, state := range map[string]changes.State{
		"[price .price]": {Values: map[string]string{"seats": ""}},
		"[]":             {Trouble: "503"},
	} {
		log, said := observer.New(zap.WarnLevel)
		(&Watch{Log: zap.New(log)}).noteLacking(pages[0], state)
		told := []string{}
		for _, entry := range said.All() {
			told = append(told, fmt.Sprint(entry.ContextMap()["value"], " ", entry.ContextMap()["at"]))
		}
		if got := fmt.Sprint(told); got != want {
			t.Errorf("it tells %s, not %s", got, want)
		}
	}
}
