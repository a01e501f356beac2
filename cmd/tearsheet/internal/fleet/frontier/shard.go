package frontier

import (
	"fmt"
	"hash/fnv"
)

// Shards is how many parts the hosts are divided into, by the beginning of their keys.
const Shards = 1 << (4 * shardDigits)

const shardDigits = 3 // hexadecimal

// ShardOf is the part that a host is in.
func ShardOf(key string) string { return key[:shardDigits] }

// ShardName is what the i-th part is called.
func ShardName(i int) string { return fmt.Sprintf("%0*x", shardDigits, i) }

// Weight says how much a shard is a worker's: it belongs to the worker with the most. Each
// can work that out for itself, and little changes when one comes or leaves.
func Weight(worker, shard string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(shard + worker)) // a hash never fails
	x := h.Sum64()
	x ^= x >> 33 // the last letters count little in FNV
	x *= 0xff51afd7ed558ccd
	return x ^ x>>33
}
