package guard

import (
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/netip"
	"strconv"
	"strings"
)

// What of SOCKS5 (RFC 1928) a browser uses: no authentication, and connections over TCP.
const (
	socksVersion  = 5
	socksNoAuth   = 0
	socksNoMethod = 0xff
	socksConnect  = 1

	socksIPv4 = 1
	socksName = 3
	socksIPv6 = 4
)

// reply is the answer to a request for a connection.
type reply byte

const (
	replyGranted     reply = 0
	replyFailed      reply = 1
	replyNotAllowed  reply = 2
	replyUnreachable reply = 4
	replyNoCommand   reply = 7
)

var errSocks = errors.New("this is not what a SOCKS5 client says")

// accept reads what a client wants to be connected to, host:port.
func accept(conn io.ReadWriter) (address string, err error) {
	var head [2]byte
	if _, err := io.ReadFull(conn, head[:]); err != nil {
		return "", err
	}
	methods := make([]byte, head[1])
	if _, err := io.ReadFull(conn, methods); err != nil {
		return "", err
	}
	if head[0] != socksVersion {
		return "", errSocks
	}
	method := byte(socksNoMethod)
	for _, m := range methods {
		if m == socksNoAuth {
			method = m
		}
	}
	if _, err := conn.Write([]byte{socksVersion, method}); err != nil || method == socksNoMethod {
		return "", errors.Join(errSocks, err)
	}
	var request [4]byte
	if _, err := io.ReadFull(conn, request[:]); err != nil {
		return "", err
	}
	host, err := readHost(conn, request[3])
	if err != nil {
		return "", err
	}
	var port [2]byte
	if _, err := io.ReadFull(conn, port[:]); err != nil {
		return "", err
	}
	if request[0] != socksVersion || request[1] != socksConnect {
		return "", errors.Join(errSocks, answer(conn, replyNoCommand))
	}
	return net.JoinHostPort(host, strconv.Itoa(int(binary.BigEndian.Uint16(port[:])))), nil
}

// readHost reads a host of one of the three kinds.
func readHost(conn io.Reader, kind byte) (string, error) {
	length := [1]byte{}
	switch kind {
	case socksIPv4:
		length[0] = 4
	case socksIPv6:
		length[0] = 16
	case socksName:
		if _, err := io.ReadFull(conn, length[:]); err != nil {
			return "", err
		}
	default:
		return "", errSocks
	}
	host := make([]byte, length[0])
	if _, err := io.ReadFull(conn, host); err != nil {
		return "", err
	}
	if kind == socksName { // browsers put addresses here too
		return strings.Trim(string(host), "[]"), nil
	}
	address, _ := netip.AddrFromSlice(host)
	return address.String(), nil
}

// answer tells the client what came of its request.
func answer(conn io.Writer, r reply) error {
	_, err := conn.Write([]byte{socksVersion, byte(r), 0, socksIPv4, 0, 0, 0, 0, 0, 0})
	return err
}
