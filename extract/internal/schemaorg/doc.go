// Package schemaorg reads the structured data of pages, JSON-LD (jsonld.go, mended where it is
// broken: mended.go), microdata and RDFa (microdata.go), as items of schema.org (item.go).
package schemaorg
