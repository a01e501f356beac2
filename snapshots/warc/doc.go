// Package warc reads and writes WARC/1.1, the format in which libraries keep the web:
// one record for each thing that was sent or came, each in a gzip member of its own,
// each with the SHA-256 of its bytes.
//
//	w := warc.NewWriter(file, warc.Options{Redact: warc.Secrets})
//	err := w.Info("tearsheet 1.0")
//	entries, err := w.Exchange(exchange.Exchange{Request: exchange.Request{Method: "GET", ...}, ...})
//
//	r, err := warc.NewReader(file)
//	for record, err := range r.All() { ... }
//
// The files: record.go has what a record is, writer.go and reader.go its two ways,
// http.go the messages inside, body.go their encodings, spool.go bodies of any length,
// redact.go what nobody else should see.
package warc
