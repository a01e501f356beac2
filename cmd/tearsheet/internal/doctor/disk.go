package doctor

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

const (
	mega = 1 << 20
	giga = 1 << 30
)

// checkSharedMemory looks at /dev/shm, which Chrome keeps pictures in on Linux.
// Docker's usual 64 MB are too little for tall pages.
func checkSharedMemory(context.Context, Options) []Finding {
	if runtime.GOOS != "linux" {
		return nil
	}
	size, _, err := space("/dev/shm")
	return judgeSharedMemory(size, err)
}

func judgeSharedMemory(size uint64, err error) []Finding {
	const advice = "start the container with --shm-size=1g (or --ipc=host); tabs may crash on large pages"
	switch {
	case err != nil:
		return warn("there is no /dev/shm", advice)
	case size < 128*mega:
		return warn(fmt.Sprintf("/dev/shm has %d MB", size/mega), advice)
	}
	return ok(fmt.Sprintf("/dev/shm has %d MB", size/mega))
}

// checkArchive looks whether snapshots can be stored.
func checkArchive(ctx context.Context, opts Options) []Finding {
	if opts.TryBucket != nil {
		return checkBucket(ctx, opts)
	}
	const other = "name another folder with --archive"
	dir, err := filepath.Abs(opts.Archive)
	if err != nil {
		return fail(err.Error(), other)
	}
	what := "is an archive"
	switch there, err := opts.CheckArchive(dir); {
	case err != nil:
		return fail(err.Error(), other)
	case !there:
		what = "will be made by the first capture"
	}
	existing := nearestFolder(dir)
	if err := tryWrite(existing); err != nil {
		return fail(fmt.Sprintf("%s cannot be written: %v", existing, err), other)
	}
	_, free, err := space(existing)
	if err != nil {
		return warn(fmt.Sprintf("%s %s; its free space is not known: %v", dir, what, err), "")
	}
	return judgeSpace(fmt.Sprintf("%s %s", dir, what), free)
}

// places are where to look when a bucket of a kind cannot be used.
var places = map[string]string{
	"s3":     "the address (s3://BUCKET/PREFIX?endpoint=URL&region=NAME), at AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
	"gs":     "the address (gs://BUCKET/PREFIX), at GOOGLE_APPLICATION_CREDENTIALS or gcloud auth application-default login",
	"azblob": "the address (azblob://CONTAINER/PREFIX?account=NAME), at AZURE_STORAGE_KEY, AZURE_STORAGE_CONNECTION_STRING, AZURE_STORAGE_SAS_TOKEN or az login",
}

// checkBucket looks whether snapshots can be stored in a bucket.
func checkBucket(ctx context.Context, opts Options) []Finding {
	switch there, err := opts.TryBucket(ctx); {
	case err != nil:
		scheme, _, _ := strings.Cut(opts.Archive, "://")
		return fail(err.Error(), "look at "+cmp.Or(places[scheme], "the address")+", and at what you may do there: read, write, list, remove")
	case !there:
		return ok(opts.Archive + " can be written; the archive will be made by the first capture")
	}
	return ok(opts.Archive + " is an archive and can be written")
}

func judgeSpace(where string, free uint64) []Finding {
	detail := fmt.Sprintf("%s, %.1f GB free", where, float64(free)/giga)
	switch {
	case free < 100*mega:
		return fail(detail, "free some space; a snapshot takes 1 to 20 MB")
	case free < 2*giga:
		return warn(detail, "free some space soon; a snapshot takes 1 to 20 MB")
	}
	return ok(detail)
}

// checkTemp looks at the folder of Chrome's profiles.
func checkTemp(context.Context, Options) []Finding {
	dir := os.TempDir()
	if err := tryWrite(dir); err != nil {
		return fail(fmt.Sprintf("%s cannot be written: %v", dir, err), "point TMPDIR to a folder that can be")
	}
	_, free, err := space(dir)
	if err != nil || free >= 500*mega {
		return ok(dir)
	}
	return warn(fmt.Sprintf("%s has %d MB free", dir, free/mega), "free some space there, or point TMPDIR elsewhere")
}

// nearestFolder gives dir or the first folder above that exists.
func nearestFolder(dir string) string {
	for {
		if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) || dir == filepath.Dir(dir) {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

// tryWrite writes a file and removes it.
func tryWrite(dir string) error {
	f, err := os.CreateTemp(dir, ".tearsheet-doctor-*")
	if err != nil {
		return withoutPath(err)
	}
	_, err = f.Write(make([]byte, 4096))
	return withoutPath(errors.Join(err, f.Close(), os.Remove(f.Name())))
}

// withoutPath leaves out the path, which the finding names already.
func withoutPath(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
