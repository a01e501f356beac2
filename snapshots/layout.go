package snapshots

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Every path of an archive is made in this file.

// ManifestName is the manifest's name in each snapshot's folder.
const ManifestName = "snapshot.json"

// ProofName is the name of what may lie beside it: signatures and time stamps of its digest.
const ProofName = "snapshot.proof.json"

const (
	markerName  = "tearsheet-archive.json" // makes a folder an archive
	logName     = "tearsheet-log.jsonl"    // says what was stored; see log.go
	indexName   = ".index"                 // what makes searching fast; see package index
	watchName   = ".watch"                 // what is known of pages that are watched; see the command watch
	jobsName    = ".jobs"                  // captures that a server was asked for; see package serve/jobs
	galleryName = ".gallery"               // what is made of pictures so that they are shown at once
	objectsName = ".objects"               // files that snapshots share, by their digest; see share.go
	tempName    = ".tmp"                   // sessions of writers, with their drafts
	lockName    = "lock"                   // of the temp folder, and of each session in it
	stampLayout = "20060102T150405.000Z"   // a snapshot's folder, in UTC

	maxReadable = 80  // bytes of a URL kept readable in one name
	maxName     = 255 // bytes that file systems allow one name
)

// ID names a snapshot in its archive: host, page and time, as
// "example.com/2026_11_story/20261123T081502.123Z". It is the folder's path
// from the archive down, with forward slashes everywhere.
type ID string

// ParseID checks that s can be an ID. It never leads out of the archive.
func ParseID(s string) (ID, error) {
	parts := strings.Split(s, "/")
	if len(parts) != 3 || !isHostFolder(parts[0]) || !isSafeName(parts[1]) {
		return "", newError(KindMisuse, "read snapshot id", strconv.Quote(s), "want host/page/time")
	}
	if _, _, ok := parseStamp(parts[2]); !ok {
		return "", newError(KindMisuse, "read snapshot id", strconv.Quote(s), "want host/page/time with a time like "+stampLayout)
	}
	return ID(s), nil
}

// Host is the first part: the page's host and, unless it is the usual one, port.
func (id ID) Host() string { return id.part(0) }

// Page is the second part: the readable form of the URL's path and query.
func (id ID) Page() string { return id.part(1) }

// Time is when the snapshot was taken, to the millisecond.
func (id ID) Time() time.Time {
	t, _, _ := parseStamp(id.part(2))
	return t
}

func (id ID) part(n int) string {
	if parts := strings.Split(string(id), "/"); n < len(parts) {
		return parts[n]
	}
	return ""
}

// CompareIDs puts the newest first; snapshots of one moment go by name.
func CompareIDs(a, b ID) int {
	return cmp.Or(compareStamps(b.part(2), a.part(2)), cmp.Compare(a, b))
}

// compareStamps orders by time, then by number. A longer stamp of the same
// moment has the higher number, since numbers have no leading zeros.
func compareStamps(a, b string) int {
	n := min(len(a), len(b), len(stampLayout))
	return cmp.Or(cmp.Compare(a[:n], b[:n]), cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

// stamp names the n-th snapshot of a moment: the second one ends in "-2".
func stamp(t time.Time, n int) string {
	s := t.UTC().Format(stampLayout)
	if n > 1 {
		s += "-" + strconv.Itoa(n)
	}
	return s
}

// parseStamp reads what stamp wrote, and nothing else.
func parseStamp(s string) (t time.Time, n int, ok bool) {
	moment, number, numbered := strings.Cut(s, "-")
	t, err := time.Parse(stampLayout, moment)
	if err != nil {
		return time.Time{}, 0, false
	}
	n = 1
	if numbered {
		if n, err = strconv.Atoi(number); err != nil || n < 2 {
			return time.Time{}, 0, false
		}
	}
	return t, n, stamp(t, n) == s
}

func (s *Store) snapshotDir(id ID) string {
	return filepath.Join(s.dir, filepath.FromSlash(string(id)))
}

// Folder is where a page's snapshots are; a host's pages where page is empty, and the
// archive itself where host is empty too.
func (s *Store) Folder(host, page string) string { return filepath.Join(s.dir, host, page) }

// Written tells two states of a snapshot's manifest apart without reading it: it is the size and
// the time at which it was last written, and empty where there is none.
func (s *Store) Written(id ID) string {
	info, err := os.Stat(filepath.Join(s.snapshotDir(id), ManifestName))
	if err != nil {
		return ""
	}
	return strconv.FormatInt(info.Size(), 10) + "." + strconv.FormatInt(info.ModTime().UnixNano(), 10)
}

// IndexDir is where an index of the archive may be kept. What is there can be deleted
// at any time.
func (s *Store) IndexDir() string { return filepath.Join(s.dir, indexName) }

// JobsDir is where a server keeps the captures that it was asked for.
func (s *Store) JobsDir() string { return filepath.Join(s.stateDir(), jobsName) }

// WatchDir is where a watch keeps what it knows of its pages, and whom it has still to tell.
func (s *Store) WatchDir() string { return filepath.Join(s.stateDir(), watchName) }

func (s *Store) stateDir() string { return cmp.Or(s.State, s.dir) }

// GalleryDir is where previews and parts of pictures may be kept. What is there can be
// deleted at any time.
func (s *Store) GalleryDir() string { return filepath.Join(s.dir, galleryName) }

// objectPath is where a file is that snapshots share.
func (s *Store) objectPath(sum Digest) string {
	name := sum.String()
	return filepath.Join(s.dir, objectsName, name[:2], name)
}

func (s *Store) markerPath() string { return filepath.Join(s.dir, markerName) }
func (s *Store) logPath() string    { return filepath.Join(s.dir, logName) }
func (s *Store) tempDir() string    { return filepath.Join(s.dir, tempName) }

// PageOf gives the two folders that hold the snapshots of a URL, as
// "example.com/2026_11_story". It is the same for the same URL at all times and
// on all machines, and no two URLs share one.
//
// The names are readable, at most 100 bytes long and fit for every file system
// in use. What they cannot show (upper case, a query, another scheme, ...) is
// kept apart by a hash of the whole URL behind a '~'.
func PageOf(rawURL string) (string, error) {
	u, err := splitURL(rawURL)
	if err != nil {
		return "", err
	}
	return hostFolder(u) + "/" + pageFolder(u), nil
}

// hostFolder names the host: plain where it is a plain host name.
func hostFolder(u urlParts) string {
	switch {
	case u.host == "":
		return "_" + readable(u.scheme)
	case isPlain(u.host) && u.port == "":
		return u.host
	case isPlain(u.host) && isDigits(u.port):
		return u.host + "_" + u.port
	}
	if ip, err := netip.ParseAddr(u.host); err == nil && ip.Is6() && ip.Zone() == "" && isDigits("0"+u.port) {
		name := "ipv6_" + strings.ReplaceAll(ip.String(), ":", "-")
		if u.port != "" {
			name += "_" + u.port
		}
		return name
	}
	return hashed(u.host+" "+u.port, net.JoinHostPort(u.host, u.port))
}

// rootPage is the page folder of a site's front page.
const rootPage = "index"

// pageFolder names path and query. A plain https path is written with '_' for
// '/', which loses nothing as '_' itself is not plain; all else gets a hash.
func pageFolder(u urlParts) string {
	path, isPath := strings.CutPrefix(u.rest, "/")
	if u.scheme == "https" && u.user == "" && u.host != "" && isPath {
		switch {
		case path == "":
			return rootPage
		case path != rootPage && isPlain(strings.ReplaceAll(path, "/", "-")):
			return strings.ReplaceAll(path, "/", "_")
		}
	}
	if path == "" {
		path = rootPage
	}
	return hashed(path, u.String())
}

// formerPage is the page folder that a URL once had, where that was another: a front page
// whose name has a hash was called page.
func formerPage(u urlParts) (page string, ok bool) {
	if u.rest != "/" || pageFolder(u) == rootPage {
		return "", false
	}
	return hashed("", u.String()), true
}

// belongs tells whether the snapshots of a URL are, or once were, in the page folder of
// an ID.
func (id ID) belongs(rawURL string) bool {
	u, err := splitURL(rawURL)
	if err != nil || hostFolder(u) != id.Host() {
		return false
	}
	former, ok := formerPage(u)
	return pageFolder(u) == id.Page() || ok && former == id.Page()
}

// hashed is the readable part of text, with a hash of what it stands for.
func hashed(text, whole string) string {
	return readable(text) + "~" + shortHash(whole)
}

// shortHash is 80 bits of SHA-256 in lower-case base 32: two of a million URLs
// of one site share one with a chance of one in a trillion.
func shortHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}

// readable keeps the letters and digits of a piece of a URL, in any script.
func readable(s string) string {
	s = s[:min(len(s), 10*maxReadable)] // the rest could not show
	s = norm.NFC.String(strings.ToLower(strings.ToValidUTF8(unescape(s), "-")))
	var b strings.Builder
	separated := true // so that none comes first
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) && !separated {
			if b.Len()+utf8.RuneLen(r) > maxReadable {
				break
			}
			b.WriteRune(r)
			separated = false
			continue
		}
		if !separated && b.Len() < maxReadable {
			b.WriteByte(separator(r))
		}
		separated = true
	}
	name := strings.TrimRight(b.String(), "-._")
	if name == "" {
		return "page"
	}
	if isReserved(name) {
		return "_" + name
	}
	return name
}

func separator(r rune) byte {
	switch r {
	case '/':
		return '_'
	case '.':
		return '.'
	}
	return '-'
}

// unescape undoes percent-encoding where it is well-formed.
func unescape(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if c, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(c))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// isPlain says that a name can stand as it is: lower-case letters, digits,
// dots and hyphens, on every file system the same.
func isPlain(s string) bool {
	if s == "" || len(s) > maxReadable || isReserved(s) || !isAlnum(s[0]) || s[len(s)-1] == '.' {
		return false
	}
	for i := range len(s) {
		if !isAlnum(s[i]) && s[i] != '.' && s[i] != '-' {
			return false
		}
	}
	return true
}

func isAlnum(c byte) bool { return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' }

func isDigits(s string) bool {
	return s != "" && len(s) <= 6 && strings.Trim(s, "0123456789") == ""
}

// reserved names mean a device on Windows, with any extension too; the names
// of the marker and the log are taken in every archive.
var reserved = map[string]bool{
	"con": true, "prn": true, "aux": true, "nul": true,
	"com0": true, "com1": true, "com2": true, "com3": true, "com4": true, "com5": true, "com6": true, "com7": true, "com8": true, "com9": true,
	"lpt0": true, "lpt1": true, "lpt2": true, "lpt3": true, "lpt4": true, "lpt5": true, "lpt6": true, "lpt7": true, "lpt8": true, "lpt9": true,
}

func isReserved(name string) bool {
	base, _, _ := strings.Cut(name, ".")
	return reserved[base] || name == markerName || name == logName
}

// isSafeName says that s is one ordinary name in a folder on any file system.
func isSafeName(s string) bool {
	if s == "" || len(s) > maxName || s[0] == '.' || strings.HasSuffix(s, ".") || !utf8.ValidString(s) {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || strings.ContainsRune(`/\:*?"<>| `, r)
	})
}

// isHostFolder says that an entry of the archive is a host's folder.
func isHostFolder(s string) bool { return isSafeName(s) && s != markerName && s != logName }

// checkFileName refuses names that some file system could not keep, or would
// confuse with another.
func checkFileName(name string) error {
	plain := isPlain(strings.ReplaceAll(name, "_", "-")) && !isReserved(name)
	if !plain || name == ManifestName || name == ProofName {
		return fmt.Errorf("bad file name %q: use lower-case letters, digits, '.', '-' and '_'", name)
	}
	return nil
}
