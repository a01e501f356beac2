package queue

import (
	"encoding/json"
	"testing"

	"github.com/nats-io/nats-server/v2/server"
)

// The servers of the cluster are configured so that what they acknowledge is on disk, and where
// workers are counted by (scale.yaml) is where the servers tell how much there is to do.
func TestClusterFiles(t *testing.T) {
	t.Setenv("NATS_NAME", "nats-0")
	o, err := server.ProcessConfigFile("../../../../../.docker/kubernetes/nats.conf")
	if err != nil {
		t.Fatal(err)
	}
	if !o.JetStream || !o.SyncAlways || o.StoreDir != "/data" || len(o.Routes) != 3 || o.HTTPPort != 8222 || o.ServerName != "nats-0" {
		t.Errorf("jetstream %v, synced %v, in %q, %d routes, told at %d, name %q", o.JetStream, o.SyncAlways, o.StoreDir, len(o.Routes), o.HTTPPort, o.ServerName)
	}

	q := open(t, t.TempDir())
	s := q.dir.server
	if s == nil {
		t.Fatal("the queue has no server of its own")
	}
	told, err := s.Jsz(&server.JSzOptions{Accounts: true, Streams: true})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(told)
	if err != nil {
		t.Fatal(err)
	}
	var seen struct {
		Accounts []struct {
			Streams []struct {
				Name  string
				State struct{ Messages *int }
			} `json:"stream_detail"`
		} `json:"account_details"`
	}
	if err := json.Unmarshal(text, &seen); err != nil {
		t.Fatal(err)
	}
	for _, account := range seen.Accounts {
		for _, stream := range account.Streams {
			if stream.Name == "tearsheet-jobs" && stream.State.Messages != nil {
				return
			}
		}
	}
	t.Errorf("it tells %s", text)
}
