package cli

import (
	"github.com/spf13/pflag"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
)

// logging says what is logged to stderr and how.
type logging struct {
	level  string
	format string
}

func (l *logging) addFlags(flags *pflag.FlagSet) {
	flags.StringVar(&l.level, "log-level", "warn", "what to log to stderr: debug, info, warn or error")
	flags.StringVar(&l.format, "log-format", "auto", "how to log: text, json, or auto (text on a terminal, json elsewhere)")
}

// openLog makes the logger that the flags ask for.
func (a *app) openLog() error {
	level, err := zapcore.ParseLevel(a.logging.level)
	if err != nil {
		return usagef("--log-level %q: use debug, info, warn or error", a.logging.level)
	}
	config := zap.NewProductionEncoderConfig()
	config.EncodeTime = zapcore.RFC3339TimeEncoder
	var encoder zapcore.Encoder
	switch format := a.logging.format; {
	case format == "json", format == "auto" && !a.Terminal:
		encoder = zapcore.NewJSONEncoder(config)
	case format == "text", format == "auto":
		config.EncodeLevel = zapcore.CapitalLevelEncoder
		config.TimeKey = ""
		encoder = zapcore.NewConsoleEncoder(config)
	default:
		return usagef("--log-format %q: use text, json or auto", format)
	}
	a.log = zap.New(zapcore.NewCore(encoder, zapcore.Lock(zapcore.AddSync(quiet{plain.Lines(a.Err)})), level))
	return nil
}
