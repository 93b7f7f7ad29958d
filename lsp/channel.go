package lsp

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"
)

// maxMessage is the largest message that is read: a draft of the largest size, escaped.
const maxMessage = 128 << 20

// maxHeader bounds a line of a header, so that a stream that is none costs nothing.
const maxHeader = 8 << 10

// framing reads and writes messages with a Content-Length before them. Unlike the framings of jrpc2 it lives through
// what clients get wrong: any content type, header lines that are none, a message too long. It fails only at the
// end of the stream.
//
// Calls are served side by side, but what begins and ends a session is not: nothing after initialize or shutdown is read
// before they are answered, and neither shutdown nor exit before all that came before is.
//
// Messages to the client wait in a queue: a client that writes and does not read meanwhile must not keep the server from
// reading.
type framing struct {
	in    *bufio.Reader
	out   io.Writer
	ended bool          // the client closed its end
	hold  bool          // the next message waits for the answer to this one
	wake  chan struct{} // there is something to write
	done  chan struct{} // closed when nothing more will be written

	lock   sync.Mutex // guards what follows
	queue  []byte     // to write
	closed bool
	open   int // calls of the client that have no answer yet
	idle   chan struct{}
}

func newFraming(in io.Reader, out io.Writer) *framing {
	f := &framing{in: bufio.NewReaderSize(in, maxHeader), out: out, wake: make(chan struct{}, 1), done: make(chan struct{})}
	go f.write()
	return f
}

// write writes what is queued, until the end.
func (f *framing) write() {
	defer close(f.done)
	for range f.wake {
		for {
			f.lock.Lock()
			batch := f.queue
			f.queue = nil
			closed := f.closed
			f.lock.Unlock()
			if len(batch) > 0 {
				if _, err := f.out.Write(batch); err != nil {
					return // the client is gone: the end of its stream ends the session
				}
				continue
			}
			if closed {
				return
			}
			break
		}
	}
}

// finish ends the writing when the queue is empty, or when the client reads no more.
func (f *framing) finish() {
	f.lock.Lock()
	f.closed = true
	f.lock.Unlock()
	f.wakeUp()
	select {
	case <-f.done:
	case <-time.After(2 * time.Second):
	}
}

func (f *framing) wakeUp() {
	select {
	case f.wake <- struct{}{}:
	default:
	}
}

// envelope is what tells calls, notifications and answers apart.
type envelope struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
}

// Send queues a message.
func (f *framing) Send(message []byte) error {
	var e envelope
	answer := json.Unmarshal(message, &e) == nil && len(e.ID) > 0 && string(e.ID) != "null" && e.Method == ""
	f.lock.Lock()
	defer f.lock.Unlock()
	if answer && f.open > 0 {
		if f.open--; f.open == 0 && f.idle != nil {
			close(f.idle)
			f.idle = nil
		}
	}
	f.queue = append(f.queue, "Content-Length: "...)
	f.queue = strconv.AppendInt(f.queue, int64(len(message)), 10)
	f.queue = append(f.queue, "\r\n\r\n"...)
	f.queue = append(f.queue, message...)
	f.wakeUp()
	return nil
}

// settle waits for the calls that have no answer, but not for ever.
func (f *framing) settle() {
	f.lock.Lock()
	if f.open == 0 {
		f.lock.Unlock()
		return
	}
	if f.idle == nil {
		f.idle = make(chan struct{})
	}
	idle := f.idle
	f.lock.Unlock()
	select {
	case <-idle:
	case <-time.After(2 * time.Second):
	}
}

// Recv returns the next message. One that is no JSON comes back as it is, for the server to object to.
func (f *framing) Recv() ([]byte, error) {
	if f.hold {
		f.hold = false
		f.settle()
	}
	message, err := f.read()
	if err != nil {
		if f.ended {
			<-f.done
			return nil, err
		}
		// The end of the stream is served as an exit: after all that came before it.
		f.ended = true
		message = []byte(`{"jsonrpc":"2.0","method":"exit"}`)
	}
	var e envelope
	if json.Unmarshal(message, &e) != nil {
		return message, nil
	}
	if e.Method == "exit" || e.Method == "shutdown" {
		f.settle()
	}
	if e.Method != "" && len(e.ID) > 0 && string(e.ID) != "null" {
		f.hold = e.Method == "initialize" || e.Method == "shutdown"
		f.lock.Lock()
		f.open++
		f.lock.Unlock()
	}
	return message, nil
}

func (f *framing) read() ([]byte, error) {
	for {
		length, err := f.header()
		if err != nil {
			return nil, err
		}
		switch {
		case length < 0: // a header without a length: what follows is taken for the next one
			continue
		case length > maxMessage:
			if _, err := io.CopyN(io.Discard, f.in, int64(length)); err != nil {
				return nil, io.EOF
			}
			return []byte("too long"), nil
		}
		message := make([]byte, length)
		if _, err := io.ReadFull(f.in, message); err != nil {
			return nil, io.EOF // the client is gone in the middle of a message
		}
		return message, nil
	}
}

// header reads up to an empty line and returns the content length in it, -1 for none.
func (f *framing) header() (length int, err error) {
	length = -1
	for lines := 0; ; lines++ {
		line, err := f.in.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil {
			return -1, io.EOF
		}
		text := strings.TrimRight(string(line), "\r\n")
		if text == "" {
			if length >= 0 || lines > 0 {
				return length, nil
			}
			continue // empty lines between messages
		}
		name, value, _ := strings.Cut(text, ":")
		if strings.EqualFold(strings.TrimSpace(name), "Content-Length") {
			if n, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && n >= 0 {
				length = n
			}
		}
	}
}

// Close does nothing: the streams are the caller's.
func (f *framing) Close() error { return nil }
