package cli

import (
	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/proof"
)

// addLogKeyFlag lets the user sign what a command writes to the archive's log.
func addLogKeyFlag(flags *pflag.FlagSet, key *string) {
	flags.StringVar(key, "sign", "", "file of a private ed25519 key (of ssh-keygen or openssl) that signs what is noted in the archive's log")
}

// logSign signs lines of the log with the key in a file; nil where there is none.
func logSign(keyFile string) (snapshots.Sign, error) {
	if keyFile == "" {
		return nil, nil
	}
	signer, err := proof.NewSigner(keyFile, "")
	if err != nil {
		return nil, usagef("--sign: %w", err)
	}
	return signer.Sign, nil
}

// warnUnsigned tells the user that the log will have a line without a signature behind one
// with it.
func (a *app) warnUnsigned(ledger *snapshots.Ledger, sign snapshots.Sign) {
	if sign == nil && ledger.Signed() {
		a.log.Warn("the archive's log is signed, and what is noted now will not be: verify --require-signature will not accept it (--sign KEY)")
	}
}
