package cli

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/proof"
	"github.com/tearsheet/tearsheet/snapshots/regular"
	"github.com/tearsheet/tearsheet/snapshots/wacz"
)

// verifyOptions are the flags of verify.
type verifyOptions struct {
	archive string
	json    bool
	key     string
	stamped bool
	roots   string
	head    string
	domain  string
	domains string
}

func newVerifyCmd(a *app) *cobra.Command {
	var o verifyOptions
	cmd := &cobra.Command{
		Use:   "verify [flags] [ID | FOLDER | URL | FILE.wacz]...",
		Short: "Check that the archive is as it was stored, byte by byte",
		Long: `verify reads every byte of the archive, or of the snapshots named, and compares it
with what was stored: each file that was changed, is missing or does not belong there
is told of. Drafts that a dead process left are told of too; they harm nothing and the
next capture removes them. Web archives are opened and every record in them is compared
with its digest and its place in the index; signatures and time stamps are checked. The
archive's log is walked: what was stored and is gone, or is another, is told of.

A digest finds damage. That nobody has written all of it anew only a signature can show
(--require-signature), or a time stamp (--require-timestamp), or the last line of the log
as verify printed it before (--log-head). A time stamp counts if its authority's certificate
leads to one of --timestamp-ca or, without that, to one that this system trusts.

A WACZ file that lies in no archive, by whatever program, is compared with its lists and
digests, and its signature, if it has one, is checked: an anonymous one shows that one key
has signed all of it, that of a domain (--require-domain) whose key it was, if its certificate
leads to one of --domain-ca or to one that this system trusts. What was not proved is told,
and is no fault.

Exit codes: 0 nothing is broken, 1 something is, 2 wrong usage.`,
		Example: `  tearsheet verify
  tearsheet verify https://example.com/news/story
  tearsheet verify --require-signature clerk.pub --require-timestamp --timestamp-ca tsa.pem
  tearsheet verify --require-domain example.org theirs.wacz
  tearsheet verify --json | jq 'select(.problems != [])'`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.Context(), a, args)
		},
	}
	flags := cmd.Flags()
	addArchiveFlag(flags, &o.archive)
	flags.BoolVar(&o.json, "json", false, `print one JSON line a snapshot, {"id","dir","files","bytes","problems"}, or a file, with "file","proved","unproved"`)
	flags.StringVar(&o.key, "require-signature", "", "file of the public ed25519 key that must have signed every snapshot and every line of the log")
	flags.StringVar(&o.key, "key", "", "the same as --require-signature")
	_ = flags.MarkHidden("key") // the name that it had before
	flags.BoolVar(&o.stamped, "require-timestamp", false, "every snapshot must have a time stamp of an authority that is trusted")
	flags.StringVar(&o.roots, "timestamp-ca", "", "file of certificates (PEM) that authorities for time stamps must lead to (default: those that the system trusts)")
	flags.StringVar(&o.head, "log-head", "", "digest of a line of the log, as verify printed it, that the log must still hold")
	flags.StringVar(&o.domain, "require-domain", "", "every file named must be proved to be signed by this domain")
	flags.StringVar(&o.domains, "domain-ca", "", "file of certificates (PEM) that those of domains must lead to (default: those that the system trusts)")
	return cmd
}

func (o *verifyOptions) run(ctx context.Context, a *app, refs []string) error {
	key := ""
	if o.key != "" {
		var err error
		if key, err = proof.ReadKey(o.key); err != nil {
			return usagef("--require-signature: %w", err)
		}
	}
	if o.head != "" {
		if _, err := snapshots.ParseDigest(strings.ToLower(o.head)); err != nil {
			return usagef("--log-head: %w", err)
		}
	}
	trust, err := o.trust()
	if err != nil {
		return err
	}
	files, refs, err := filesOf(refs)
	if err != nil {
		return err
	}
	if o.domain != "" && len(files) == 0 {
		return usagef("--require-domain is for WACZ files: name one")
	}
	all := recordings(files, trust)
	if len(refs) > 0 || len(files) == 0 {
		store, err := snapshots.Open(o.archive)
		if err != nil {
			return err
		}
		store.Trust = trust.Stamps
		all = following(all, reports(ctx, store, refs, o.head != ""))
	}
	var sum verified
	encoder := json.NewEncoder(plain.JSON(a.Out))
	encoder.SetEscapeHTML(false)
	for report, err := range all {
		if ctx.Err() != nil {
			return errStopped
		}
		if err != nil {
			return err
		}
		o.require(&report, key, len(refs)+len(files) == 0)
		sum.add(report)
		if o.json {
			err = encoder.Encode(report)
		} else {
			err = printReport(a.Out, report)
		}
		if err != nil {
			return err
		}
	}
	if !o.json {
		if _, err := fmt.Fprint(a.Out, sum.proofs(), sum, "\n"); err != nil {
			return err
		}
	}
	if sum.broken > 0 {
		return errFailed
	}
	return nil
}

// trust says whose time stamps and certificates are believed.
func (o *verifyOptions) trust() (trust wacz.Trust, err error) {
	if trust.Stamps.Roots, err = rootsOf("--timestamp-ca", o.roots); err == nil {
		trust.Domains, err = rootsOf("--domain-ca", o.domains)
	}
	return trust, err
}

// rootsOf reads the certificates in the file that a flag names; nil where it names none.
func rootsOf(flag, name string) (*x509.CertPool, error) {
	if name == "" {
		return nil, nil
	}
	const most = 16 << 20
	data, err := regular.ReadFile(name, most)
	var pool *x509.CertPool
	if err == nil {
		pool, err = proof.ReadRoots(data)
	}
	if err != nil {
		return nil, usagef("%s %s: %w", flag, name, err)
	}
	return pool, nil
}

// require adds to a report what it has not of that which is asked for.
func (o *verifyOptions) require(r *snapshots.Report, key string, whole bool) {
	if key != "" && (r.ID != "" || r.File != "" || whole) {
		r.RequireKey(key)
	}
	if o.stamped && (r.ID != "" || r.File != "") {
		r.RequireTimestamp()
	}
	if o.domain != "" && r.File != "" {
		r.RequireDomain(o.domain)
	}
	if o.head != "" && r.ID == "" && r.File == "" {
		r.RequireLogHead(o.head)
	}
}

// reports checks the snapshots named, or the whole archive. What the log says of those
// that are named comes last, if it says anything or is asked for.
func reports(ctx context.Context, store *snapshots.Store, refs []string, withLog bool) iter.Seq2[snapshots.Report, error] {
	if len(refs) == 0 {
		return store.Verify(ctx)
	}
	return func(yield func(snapshots.Report, error) bool) {
		var ids []snapshots.ID
		for _, ref := range refs {
			snap, err := store.Find(ctx, ref)
			if snap.ID == "" { // not even a manifest that cannot be read
				yield(snapshots.Report{}, err)
				return
			}
			ids = append(ids, snap.ID)
			if !yield(store.VerifySnapshot(ctx, snap.ID), nil) {
				return
			}
		}
		if log := store.VerifyLog(ctx, ids...); withLog || len(log.Problems) > 0 {
			yield(log, nil)
		}
	}
}

// printReport prints what is wrong and, of a file, what it proves.
func printReport(w io.Writer, r snapshots.Report) error {
	var b strings.Builder
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "%-10s %s: %s\n", p.What, plain.Line(p.Path), plain.Line(p.Detail))
	}
	for _, said := range r.Proved {
		fmt.Fprintf(&b, "proved     %s: %s\n", plain.Line(r.File), plain.Line(said))
	}
	for _, said := range r.Unproved {
		fmt.Fprintf(&b, "not proved %s: %s\n", plain.Line(r.File), plain.Line(said))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// verified is the sum of what was checked.
type verified struct {
	snapshots, broken, files int
	recordings               int // files that are in no archive
	bytes                    int64
	signed                   map[string]int      // snapshots, by key
	stamped                  map[string][]string // times, by who stamped them
	head                     string              // of the log
	lines, removed           int
}

func (v *verified) add(r snapshots.Report) {
	if r.ID != "" {
		v.snapshots++
	}
	if !r.OK() {
		v.broken++
	}
	v.files += r.Files
	v.bytes += r.Bytes
	if r.File != "" { // it has told its own
		v.recordings++
		return
	}
	if v.signed == nil {
		v.signed, v.stamped = map[string]int{}, map[string][]string{}
	}
	for _, key := range r.Signed {
		v.signed[key]++
	}
	for _, s := range r.Stamped {
		v.stamped[s.By] = append(v.stamped[s.By], s.Time.Format(time.RFC3339))
	}
	if head, lines := r.LogHead(); lines > 0 {
		v.head, v.lines, v.removed = head, lines, r.LogRemoved()
	}
}

// proofs says who has signed, who has stamped the time and when, and how the log ends.
func (v verified) proofs() string {
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(v.signed)) {
		fmt.Fprintf(&b, "signed     %s by the key %s\n", count(v.signed[key], "snapshot"), plain.Line(key))
	}
	for _, by := range slices.Sorted(maps.Keys(v.stamped)) {
		times := v.stamped[by]
		slices.Sort(times)
		when := times[0]
		if last := times[len(times)-1]; last != when {
			when += " to " + last
		}
		fmt.Fprintf(&b, "stamped    %s by %s, %s\n", count(len(times), "snapshot"), plain.Line(by), when)
	}
	if v.lines > 0 {
		fmt.Fprintf(&b, "log        %s, the last %s\n", count(v.lines, "line"), v.head)
	}
	if v.removed > 0 {
		fmt.Fprintf(&b, "removed    %s by gc, as the log says\n", count(v.removed, "snapshot"))
	}
	return b.String()
}

// String is the last line of verify.
func (v verified) String() string {
	read := fmt.Sprintf("%s, %s, %s", count(v.snapshots, "snapshot"), count(v.files, "file"), byteSize(v.bytes))
	if v.recordings > 0 && v.snapshots == 0 {
		read = fmt.Sprintf("%s, %s", count(v.recordings, "WACZ file"), byteSize(v.bytes))
	}
	if v.broken == 0 && v.recordings > 0 {
		return read + ": nothing is broken"
	}
	if v.broken == 0 {
		return read + ": all as they were stored"
	}
	return fmt.Sprintf("%s: %d BROKEN", read, v.broken)
}
