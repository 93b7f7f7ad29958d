package main

import (
	"fmt"
	"io"
	"sync/atomic"
	"time"
)

// progress tells on a terminal how far a long run is. A nil one tells nothing.
type progress struct {
	done  atomic.Int64
	total int
	w     io.Writer
	stop  chan struct{}
	ended chan struct{}
}

// A run that is over sooner is not worth a line.
const (
	progressAfter = 700 * time.Millisecond
	progressEvery = 100 * time.Millisecond
)

// tellProgress begins to tell of a run over drafts, if stderr is a terminal.
func (c *Command) tellProgress(total int) *progress {
	if !c.Progress || c.Env("TERM") == "dumb" || total < 2 {
		return nil
	}
	p := &progress{total: total, w: c.Stderr, stop: make(chan struct{}), ended: make(chan struct{})}
	go p.tell()
	return p
}

func (p *progress) step() {
	if p != nil {
		p.done.Add(1)
	}
}

func (p *progress) tell() {
	defer close(p.ended)
	timer := time.NewTimer(progressAfter)
	defer timer.Stop()
	written := false
	for {
		select {
		case <-timer.C:
			fmt.Fprintf(p.w, "\r%d of %d drafts checked", p.done.Load(), p.total)
			written = true
			timer.Reset(progressEvery)
		case <-p.stop:
			if written {
				fmt.Fprint(p.w, "\r\x1b[K") // nothing of it stays
			}
			return
		}
	}
}

// end takes the line away.
func (p *progress) end() {
	if p != nil {
		close(p.stop)
		<-p.ended
	}
}
