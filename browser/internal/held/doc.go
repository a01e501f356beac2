// Package held reads what Chrome tells of a request that it holds back, before it is made
// or with its answer.
package held
