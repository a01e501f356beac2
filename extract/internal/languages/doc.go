// Package languages tells the language of running text by its script and its function words.
package languages
