package browser

// Overheard are options of a browser of whose messages hear is told, as they are on the wire:
// "-> %s" with what is sent, "<- %s" with what comes.
func Overheard(o Options, hear func(what string, message ...any)) Options {
	o.wire = hear
	return o
}
