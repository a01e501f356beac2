package retention

import (
	"strings"
	"testing"
	"time"
)

// at reads the times of captures.
func at(t *testing.T, times ...string) (list []Capture) {
	t.Helper()
	for _, text := range times {
		when, err := time.Parse("2006-01-02T15:04", text)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, Capture{At: when})
	}
	return list
}

func because(reasons [][]string) string {
	var list []string
	for _, r := range reasons {
		if len(r) == 0 {
			r = []string{"-"}
		}
		list = append(list, strings.Join(r, "+"))
	}
	return strings.Join(list, " | ")
}

// What is kept where times, zones and weeks meet.
func TestKeep(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		policy Policy
		times  []string
		want   string
	}{
		{"nothing there", Policy{Last: 1}, nil, ""},
		{"last", Policy{Last: 2}, []string{"2026-03-03T10:00", "2026-03-03T09:00", "2026-03-03T08:00"}, "last | last | -"},
		{"all of them", Policy{Last: Unlimited}, []string{"2026-03-03T10:00", "2026-03-03T09:00"}, "last | last"},
		{"two in an hour", Policy{Hourly: 2}, []string{"2026-03-03T10:59", "2026-03-03T10:00", "2026-03-03T09:59", "2026-03-03T09:30"}, "hourly | - | hourly | -"},
		{"hours without one do not count", Policy{Hourly: 2}, []string{"2026-03-03T10:59", "2026-02-01T10:00", "2026-01-03T09:59"}, "hourly | hourly | -"},
		{"the oldest makes it up", Policy{Daily: 3}, []string{"2026-03-03T10:00", "2026-03-03T09:00", "2026-03-02T10:00", "2026-03-02T09:00"}, "daily | - | daily | oldest daily"},
		{"and is not kept where there are enough", Policy{Daily: 2}, []string{"2026-03-03T10:00", "2026-03-02T10:00", "2026-03-02T09:00"}, "daily | daily | -"},
		{"a week over the end of a year", Policy{Weekly: 2}, []string{"2027-01-03T10:00", "2027-01-01T10:00", "2026-12-31T10:00", "2026-12-28T10:00", "2026-12-27T10:00", "2026-12-20T10:00"}, "weekly | - | - | - | weekly | -"},
		{"months and years", Policy{Monthly: 2, Yearly: 2}, []string{"2026-02-01T00:00", "2026-01-31T23:59", "2026-01-01T00:00", "2025-12-31T23:59", "2025-01-01T00:00"}, "monthly+yearly | monthly | - | yearly | -"},
	} {
		if got := because(test.policy.Keep(at(t, test.times...))); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

// What is not whole stands for nothing that is, and the last whole one stays.
func TestKeepWholeOnes(t *testing.T) {
	t.Parallel()
	list := at(t, "2026-03-03T10:00", "2026-03-03T09:00", "2026-03-02T10:00", "2026-03-01T10:00", "2026-03-01T09:00")
	list[0].Lacks, list[2].Lacks, list[4].Lacks = "blocked", "partial", "partial"
	for _, test := range []struct {
		policy Policy
		want   string
	}{
		{Policy{Daily: 3}, "- | daily | daily | daily | -"},
		{Policy{Daily: 9}, "- | daily | daily | daily | -"},
		{Policy{Last: 1}, "last | newest whole | - | - | -"},
		{Policy{Yearly: 5}, "- | yearly | - | oldest yearly | -"},
	} {
		if got := because(test.policy.Keep(list)); got != test.want {
			t.Errorf("%+v: %s, want %s", test.policy, got, test.want)
		}
	}
}

// What was pinned or proven stays, as long as nobody says otherwise.
func TestKeepWhatIsHeld(t *testing.T) {
	t.Parallel()
	list := at(t, "2026-03-03T10:00", "2026-03-02T10:00", "2026-03-01T10:00", "2026-02-01T10:00", "2026-01-01T10:00")
	list[1].Pinned, list[2].Proven, list[3].Broken = true, true, true
	list[0].Changed, list[4].Changed = false, true
	for _, test := range []struct {
		policy Policy
		want   string
	}{
		{Policy{Last: 1}, "last | pinned | signed | unreadable | -"},
		{Policy{Last: 1, Proven: true}, "last | pinned | - | unreadable | -"},
		{Policy{Changed: Unlimited}, "newest whole | pinned | signed | unreadable | changed"},
	} {
		if got := because(test.policy.Keep(list)); got != test.want {
			t.Errorf("%+v: %s, want %s", test.policy, got, test.want)
		}
	}
	if !(Policy{Proven: true}).Empty() || (Policy{Changed: 1}).Empty() {
		t.Error("a policy is empty that is not, or the other way round")
	}
}
