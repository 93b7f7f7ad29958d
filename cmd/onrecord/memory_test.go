package main

import (
	"math"
	"runtime/debug"
	"testing"
	"time"
)

// A run that takes much memory has it collected as ever.
func TestCollectorRestsNotForEver(t *testing.T) {
	t.Setenv("GOGC", "")
	t.Setenv("GOMEMLIMIT", "")
	pace, limit := debug.SetGCPercent(100), debug.SetMemoryLimit(-1)
	defer func() {
		debug.SetGCPercent(pace)
		debug.SetMemoryLimit(limit)
	}()
	restCollector()
	var kept [][]byte
	for begun := time.Now(); time.Since(begun) < 20*time.Second; {
		kept = append(kept[max(0, len(kept)-200):], make([]byte, 1<<20))
		if debug.SetMemoryLimit(-1) == math.MaxInt64 {
			if got := debug.SetGCPercent(100); got != 100 {
				t.Errorf("the collector's pace is %d%%", got)
			}
			return
		}
	}
	t.Fatalf("%d MiB are in use and none is collected", len(kept))
}

func TestCollectorKeepsThePaceThatIsSet(t *testing.T) {
	t.Setenv("GOGC", "50")
	pace := debug.SetGCPercent(80)
	defer debug.SetGCPercent(pace)
	restCollector()
	if got := debug.SetGCPercent(80); got != 80 {
		t.Errorf("got %d", got)
	}
}
