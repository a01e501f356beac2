package guard

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"net"
	"net/netip"
	"os"
	"strconv"
	"strings"
)

// mayUse tells whether the other end of a connection on loopback is a process of that user.
// Where the system does not tell whose it is, it may.
func mayUse(conn net.Conn, user int) bool {
	if user < 0 {
		return true
	}
	theirs, err := netip.ParseAddrPort(conn.RemoteAddr().String())
	if err != nil {
		return false
	}
	ours, err := netip.ParseAddrPort(conn.LocalAddr().String())
	if err != nil {
		return false
	}
	owner, known := ownerOf(theirs, ours)
	return !known || owner == user
}

// ownerOf gives the user that a connection of this machine belongs to.
func ownerOf(from, to netip.AddrPort) (user int, known bool) {
	f, err := os.Open("/proc/net/tcp")
	if err != nil {
		return 0, false
	}
	defer f.Close()
	wanted := kernelForm(from) + " " + kernelForm(to)
	for lines := bufio.NewScanner(f); lines.Scan(); {
		// sl local_address rem_address st tx:rx tr:when retrnsmt uid ...
		if fields := strings.Fields(lines.Text()); len(fields) > 7 && fields[1]+" "+fields[2] == wanted {
			user, err := strconv.Atoi(fields[7])
			return user, err == nil
		}
	}
	return 0, false
}

// kernelForm is an address as /proc/net/tcp has it.
func kernelForm(a netip.AddrPort) string {
	four := a.Addr().Unmap().As4()
	return fmt.Sprintf("%08X:%04X", binary.NativeEndian.Uint32(four[:]), a.Port())
}
