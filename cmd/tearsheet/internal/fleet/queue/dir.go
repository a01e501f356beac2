package queue

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"
	"github.com/nats-io/nats-server/v2/server"
)

// dir is a folder with the files of a server. The first process that opens it runs the
// server, for others too; when it ends another one of them takes its place.
type dir struct {
	path  string
	token string // without it nobody on this machine is let in

	mu     sync.Mutex
	lock   *flock.Flock
	server *server.Server // nil: another process has it
	closed bool
}

func openDir(path string) (*dir, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, err
	}
	d := &dir{path: path, lock: flock.New(filepath.Join(path, "lock"), flock.SetPermissions(0o600))}
	d.token, err = d.readToken()
	return d, err
}

// readToken reads the folder's token, and makes it where there is none.
func (d *dir) readToken() (string, error) {
	file := filepath.Join(d.path, "token")
	if err := writeWhole(file, rand.Text(), os.Link); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	text, err := os.ReadFile(file)
	if err == nil && len(text) == 0 {
		err = fmt.Errorf("%s is empty: delete it", file)
	}
	return string(text), err
}

// writeWhole writes a file so that nobody sees a part of it.
func writeWhole(file, text string, publish func(from, to string) error) error {
	temp, err := os.CreateTemp(filepath.Dir(file), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name())
	_, err = temp.WriteString(text)
	if err = errors.Join(err, temp.Close()); err != nil {
		return err
	}
	return publish(temp.Name(), file)
}

// Dial connects to the folder's server, wherever that is now, and starts it where there is
// none. It is what the client calls whenever it has to connect anew.
func (d *dir) Dial(network, _ string) (net.Conn, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return nil, net.ErrClosed
	}
	file := filepath.Join(d.path, "address")
	if d.server == nil {
		locked, err := d.lock.TryLock()
		if err != nil {
			return nil, err
		}
		if locked {
			if err := d.start(file); err != nil {
				return nil, errors.Join(err, d.lock.Unlock())
			}
		}
	}
	address, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return net.DialTimeout(network, strings.TrimSpace(string(address)), 2*time.Second)
}

// start runs the server in this process, on this machine's own address alone.
func (d *dir) start(file string) error {
	s, err := server.NewServer(&server.Options{
		ServerName: "tearsheet", Host: "127.0.0.1", Port: server.RANDOM_PORT, Authorization: d.token,
		JetStream: true, StoreDir: d.path, SyncAlways: true,
		NoSigs: true, NoLog: true,
	})
	if err != nil {
		return err
	}
	s.Start()
	if !s.ReadyForConnections(patient) || !s.JetStreamEnabled() {
		s.Shutdown()
		s.WaitForShutdown()
		return errors.New("the server of the queue does not start: is the disk full?")
	}
	if err := writeWhole(file, s.Addr().String(), os.Rename); err != nil {
		s.Shutdown()
		s.WaitForShutdown()
		return err
	}
	d.server = s
	return nil
}

func (d *dir) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
	if d.server != nil {
		d.server.Shutdown()
		d.server.WaitForShutdown()
		_ = d.lock.Unlock() // the process ends with it at the latest
	}
}
