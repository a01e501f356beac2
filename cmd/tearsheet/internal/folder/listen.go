package folder

import (
	"fmt"
	"hash/fnv"
	"net"
)

// Listen listens on this machine for a folder, named by its whole path. Its port is the same
// each time where it is free, since pages show it, and archives are ordered by it.
func Listen(dir string) (net.Listener, error) {
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", portOf(dir)))
	if err != nil {
		return net.Listen("tcp", "127.0.0.1:0")
	}
	return listener, nil
}

// portOf picks a port for a folder from those that systems do not hand out by themselves.
func portOf(dir string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(dir))
	return 20000 + int(h.Sum32()%10000)
}
