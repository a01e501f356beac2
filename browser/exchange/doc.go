// Package exchange holds what goes over the network for a page: requests, and what they
// were answered. Package browser makes exchanges of what a page loads and takes responses
// in the place of the network; packages warc and replay write, read and find them. It is
// plain data: it knows neither Chrome nor an archive, so that both can know it.
package exchange
