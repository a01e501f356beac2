package install

import (
	"context"
	"crypto/md5"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// DefaultIndex lists the builds of Chrome for Testing.
const DefaultIndex = "https://googlechromelabs.github.io/chrome-for-testing/last-known-good-versions-with-downloads.json"

// Download fetches the headless shell of Chrome for Testing.
type Download struct {
	Dir    string       // where versions go, each in a folder of its own
	Index  string       // address of the list of builds; empty: DefaultIndex
	Client *http.Client // nil: one that gives up after half an hour
	SHA256 string       // that the archive must have, in hex; empty: the one that is known of it

	pins pins // nil: those that are built in
}

const (
	product    = "chrome-headless-shell"
	maxIndex   = 16 << 20
	maxArchive = 1 << 30
)

// platforms are Chrome for Testing's names of systems.
var platforms = map[string]string{
	"linux/amd64":   "linux64",
	"linux/arm64":   "linux-arm64",
	"darwin/amd64":  "mac-x64",
	"darwin/arm64":  "mac-arm64",
	"windows/386":   "win32",
	"windows/amd64": "win64",
}

// build is one build of the headless shell.
type build struct {
	version string
	url     string
}

// Fetch downloads a build, checks it, puts it in Dir and gives the path of its binary: the
// newest whose hash is known, or the stable one of Index, whose hash must be known too.
// Older versions there are removed.
func (d Download) Fetch(ctx context.Context, sys System, say func(string)) (string, error) {
	if d.pins == nil {
		var err error
		if d.pins, err = knownPins(); err != nil {
			return "", err
		}
	}
	if d.Client == nil {
		d.Client = &http.Client{Timeout: 30 * time.Minute}
	}
	if sys.ID == "alpine" {
		return "", errors.New("its builds do not run on Alpine; install the package chromium")
	}
	b, err := d.build(ctx, sys)
	if err != nil {
		return "", err
	}
	must, known := d.wanted(b.version, platforms[sys.GOOS+"/"+sys.GOARCH])
	switch {
	case !known:
		return "", fmt.Errorf("this version of tearsheet does not know build %s: give the SHA-256 that its archive must have with --install-sha256", b.version)
	case must == "":
		say("this tearsheet knows the hashes of no builds: that the download is the right one is what https is for; --install-sha256 makes sure of it")
	}
	say("downloading " + b.url)
	if err := os.MkdirAll(d.Dir, 0o755); err != nil {
		return "", err
	}
	temp, err := os.MkdirTemp(d.Dir, ".new-*")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(temp)
	archive := filepath.Join(temp, "archive.zip")
	sum, err := d.save(ctx, b.url, archive)
	if err != nil {
		return "", err
	}
	if must != "" && !strings.EqualFold(must, sum) {
		return "", fmt.Errorf("%s has the SHA-256 %s and not the one that it must have: it was not installed", b.url, sum)
	}
	say("checked it; SHA-256 " + sum)
	unpacked := filepath.Join(temp, "unpacked")
	if err := unzip(archive, unpacked); err != nil {
		return "", err
	}
	binary, err := findBinary(unpacked, sys.GOOS)
	if err != nil {
		return "", err
	}
	final := filepath.Join(d.Dir, b.version)
	if err := os.RemoveAll(final); err != nil {
		return "", err
	}
	if err := os.Rename(unpacked, final); err != nil {
		return "", err
	}
	return filepath.Join(final, binary), d.removeOthers(b.version)
}

// build is the one to download.
func (d Download) build(ctx context.Context, sys System) (build, error) {
	platform := platforms[sys.GOOS+"/"+sys.GOARCH]
	if d.Index == "" || d.Index == DefaultIndex {
		d.Index = DefaultIndex
		if version := d.pins.newest(platform); version != "" && d.SHA256 == "" {
			return storageOf(version, platform), nil
		}
	}
	return d.newest(ctx, sys)
}

// newest reads the list of builds.
func (d Download) newest(ctx context.Context, sys System) (build, error) {
	var index struct {
		Channels map[string]struct {
			Version   string
			Downloads map[string][]struct{ Platform, URL string }
		}
	}
	resp, err := d.get(ctx, d.Index)
	if err != nil {
		return build{}, err
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(io.LimitReader(resp.Body, maxIndex)).Decode(&index); err != nil {
		return build{}, fmt.Errorf("the list of builds at %s cannot be read: %w", d.Index, err)
	}
	stable := index.Channels["Stable"]
	if !filepath.IsLocal(stable.Version) || strings.ContainsAny(stable.Version, `/\`) {
		return build{}, fmt.Errorf("the list of builds at %s names no stable version", d.Index)
	}
	platform := platforms[sys.GOOS+"/"+sys.GOARCH]
	for _, dl := range stable.Downloads[product] {
		if dl.Platform == platform {
			return build{stable.Version, dl.URL}, nil
		}
	}
	return build{}, fmt.Errorf("it has no build for %s/%s: install Chromium yourself and name it with --chrome", sys.GOOS, sys.GOARCH)
}

// save downloads to a file and compares length and checksums with what the server
// says. It gives the SHA-256.
func (d Download) save(ctx context.Context, address, path string) (sum string, err error) {
	resp, err := d.get(ctx, address)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	f, err := os.Create(path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	sha := sha256.New()
	checks := newChecksums()
	n, err := io.Copy(io.MultiWriter(f, sha, checks), io.LimitReader(resp.Body, maxArchive+1))
	switch {
	case err != nil:
		return "", err
	case n > maxArchive:
		return "", fmt.Errorf("%s is larger than %d MB", address, maxArchive>>20)
	case resp.ContentLength >= 0 && n != resp.ContentLength:
		return "", fmt.Errorf("%s broke off after %d of %d bytes", address, n, resp.ContentLength)
	}
	return fmt.Sprintf("%x", sha.Sum(nil)), checks.compare(resp.Header)
}

// Secure tells whether what an address leads to can be trusted to come from there; nil: it can.
func Secure(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return errors.New("is no address")
	}
	return secure(u)
}

// secure refuses what others could change on the way. What comes from this machine did not
// travel.
func secure(u *url.URL) error {
	if u.Scheme == "https" {
		return nil
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil && ip.IsLoopback() && u.Scheme == "http" {
		return nil
	}
	return fmt.Errorf("%s is no https address: what comes from there could be anybody's", u.Redacted())
}

func (d Download) get(ctx context.Context, address string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err == nil {
		err = secure(req.URL)
	}
	if err != nil {
		return nil, err
	}
	client := *d.Client
	client.CheckRedirect = func(req *http.Request, via []*http.Request) error {
		const most = 10
		if len(via) >= most {
			return errors.New("it leads in circles")
		}
		return secure(req.URL)
	}
	resp, err := client.Do(req)
	if err != nil {
		var bad *url.Error
		if errors.As(err, &bad) {
			err = bad.Err
		}
		return nil, fmt.Errorf("%s: %w", address, err)
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		return nil, fmt.Errorf("%s answers %s", address, resp.Status)
	}
	return resp, nil
}

// checksums are those that the download's storage states in its x-goog-hash
// headers; the list of builds has none. They find damage on the way. That the file
// is the right one is what https is for.
type checksums map[string]hash.Hash

func newChecksums() checksums {
	return checksums{"md5": md5.New(), "crc32c": crc32.New(crc32.MakeTable(crc32.Castagnoli))}
}

// Write never fails, as a hash never does.
func (c checksums) Write(p []byte) (int, error) {
	for _, h := range c {
		h.Write(p)
	}
	return len(p), nil
}

// compare wants at least one checksum stated, and all that are to be right.
func (c checksums) compare(header http.Header) error {
	known := 0
	for item := range strings.SplitSeq(strings.Join(header.Values("X-Goog-Hash"), ","), ",") {
		name, want, _ := strings.Cut(strings.TrimSpace(item), "=")
		h, ok := c[name]
		if !ok {
			continue
		}
		known++
		if got := base64.StdEncoding.EncodeToString(h.Sum(nil)); got != want {
			return fmt.Errorf("the download was damaged: its %s is %s, not %s; try again", name, got, want)
		}
	}
	if known == 0 {
		return errors.New("the server states no checksum of the download, so it was not used")
	}
	return nil
}

// removeOthers keeps one version, as Chrome is large.
func (d Download) removeOthers(keep string) error {
	entries, err := os.ReadDir(d.Dir)
	for _, e := range entries {
		if e.Name() != keep && !strings.HasPrefix(e.Name(), ".") {
			err = errors.Join(err, os.RemoveAll(filepath.Join(d.Dir, e.Name())))
		}
	}
	return err
}
