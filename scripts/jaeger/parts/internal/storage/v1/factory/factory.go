// Package storage has what the query service knows of the stores of Jaeger 1: a type of a function
// that Jaeger 2 never calls. The package of this name brings the clients of all databases with it.
package storage

import "github.com/jaegertracing/jaeger/internal/storage/v1/api/spanstore"

// ArchiveStorage is where single traces are kept.
type ArchiveStorage struct {
	Reader spanstore.Reader
	Writer spanstore.Writer
}
