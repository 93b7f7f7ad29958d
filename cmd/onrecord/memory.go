package main

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
)

// restBytes is how much memory a run takes before any is collected. The check of a draft takes less, and to look for
// what it has left would take a sixth of its time; beyond, and in the servers, memory is collected as ever.
const restBytes = 64 << 20

// restCollector lets the garbage collector rest until restBytes are in use, unless the user has set its pace.
func restCollector() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(restBytes)
	// The first collection finds this and ends the rest: from then on the heap may double between collections.
	runtime.AddCleanup(new([16]byte), func(struct{}) {
		debug.SetGCPercent(100)
		debug.SetMemoryLimit(math.MaxInt64)
	}, struct{}{})
}
