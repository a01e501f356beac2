package main

import (
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// natsNode is one server of a cluster, in a process of its own: NAME PORT CLUSTER-PORT DIR ROUTES
func natsNode() {
	var port, cluster int
	if _, err := fmt.Sscan(os.Args[2]+" "+os.Args[3], &port, &cluster); err != nil {
		panic(err)
	}
	s, err := server.NewServer(&server.Options{
		ServerName: os.Args[1], Host: "127.0.0.1", Port: port, JetStream: true, StoreDir: os.Args[4], SyncAlways: true,
		Cluster: server.ClusterOpts{Name: "test", Host: "127.0.0.1", Port: cluster}, Routes: server.RoutesFromStr(os.Args[5]), NoLog: true,
	})
	if err != nil {
		panic(err)
	}
	s.Start()
	s.WaitForShutdown()
}

// cluster is three servers on this machine.
type cluster struct {
	t     *testing.T
	args  [][]string
	nodes []*exec.Cmd
	url   string
}

func startCluster(t *testing.T, n int) *cluster {
	t.Helper()
	c := &cluster{t: t}
	var urls, routes []string
	ports := freePorts(t, 2*n)
	for i := range n {
		urls = append(urls, fmt.Sprintf("nats://127.0.0.1:%d", ports[i]))
		routes = append(routes, fmt.Sprintf("nats://127.0.0.1:%d", ports[n+i]))
	}
	dir := t.TempDir()
	for i := range n {
		c.args = append(c.args, []string{fmt.Sprintf("node%d", i), fmt.Sprint(ports[i]), fmt.Sprint(ports[n+i]), filepath.Join(dir, fmt.Sprint(i)), strings.Join(routes, ",")})
		c.nodes = append(c.nodes, nil)
		c.start(i)
	}
	c.url = strings.Join(urls, ",")
	for _, one := range urls {
		c.await(one)
	}
	return c
}

func (c *cluster) start(i int) {
	c.nodes[i] = exec.Command("nats-node", c.args[i]...)
	c.nodes[i].Stderr = os.Stderr
	if err := c.nodes[i].Start(); err != nil {
		c.t.Fatal(err)
	}
	node := c.nodes[i]
	c.t.Cleanup(func() {
		_ = node.Process.Kill()
		_ = node.Wait()
	})
}

// await waits until a server takes connections.
func (c *cluster) await(address string) {
	u, err := url.Parse(address)
	if err != nil {
		c.t.Fatal(err)
	}
	for begun := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		conn, err := net.Dial("tcp", u.Host)
		if err == nil {
			conn.Close()
			return
		}
		if time.Since(begun) > time.Minute {
			c.t.Fatal(err)
		}
	}
}

// kill kills a server and starts it again.
func (c *cluster) kill(i int) {
	_ = c.nodes[i].Process.Kill()
	_ = c.nodes[i].Wait()
	c.start(i)
}

func freePorts(t *testing.T, n int) (list []int) {
	t.Helper()
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		list = append(list, l.Addr().(*net.TCPAddr).Port)
	}
	return list
}
