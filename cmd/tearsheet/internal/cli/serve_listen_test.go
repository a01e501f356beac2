package cli

import (
	"runtime"
	"testing"
)

// Who finds the address taken is told what to do.
func TestListenWhereSomethingListens(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("it has an error of its own")
	}
	first, err := listenOn("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	address := first.Addr().String()
	if second, err := listenOn(address); err == nil {
		second.Close()
		t.Errorf("two listen on %s", address)
	} else if err.Error() != "--listen "+address+": something listens there already: stop it, or name another address" {
		t.Error(err)
	}
}
