package cli

import (
	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/snapshots/proof"
)

// signFlags say who vouches for snapshots, and for their time.
type signFlags struct{ key, authority string }

func (o *signFlags) addFlags(flags *pflag.FlagSet) {
	flags.StringVar(&o.key, "sign", "", "file of a private ed25519 key (of ssh-keygen or openssl) that signs each manifest")
	flags.StringVar(&o.authority, "timestamp", "", "address of an RFC 3161 authority that stamps the time on each manifest")
}

// signer makes what signs and has stamped; nil where nobody does.
func (o *signFlags) signer() (*proof.Signer, error) {
	if o.key == "" && o.authority == "" {
		return nil, nil
	}
	s, err := proof.NewSigner(o.key, o.authority)
	if err != nil {
		return nil, usagef("--sign, --timestamp: %w", err)
	}
	return s, nil
}
