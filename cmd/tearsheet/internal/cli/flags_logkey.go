package cli

import (
	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/proof"
)

// logKeyFlags say who signs what a command notes in the archive's log.
type logKeyFlags struct {
	key      string
	unsigned bool
}

func (o *logKeyFlags) addFlags(flags *pflag.FlagSet) {
	flags.StringVar(&o.key, "sign", "", "file of a private ed25519 key (of ssh-keygen or openssl) that signs what is noted in the archive's log")
	flags.BoolVar(&o.unsigned, "unsigned", false, "leave what is noted without a signature though the archive's log is signed")
}

// signer signs lines of the log; nil where there is no key. Where the last line is signed it wants
// one, since a line without stays in the log for ever and verify --require-signature does not
// accept it.
func (o *logKeyFlags) signer(ledger *snapshots.Ledger) (snapshots.Sign, error) {
	switch {
	case o.key != "":
		signer, err := proof.NewSigner(o.key, "")
		if err != nil {
			return nil, usagef("--sign: %w", err)
		}
		return signer.Sign, nil
	case ledger.Signed() && !o.unsigned:
		return nil, usagef("the archive's log is signed: give the key with --sign, or --unsigned, after which verify --require-signature no longer accepts the log")
	}
	return nil, nil
}
