package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"github.com/creachadair/jrpc2"
	"github.com/creachadair/jrpc2/handler"

	"github.com/onrecord/onrecord/config"
	"github.com/onrecord/onrecord/facts/period"
)

// Options are what a server needs of the world.
type Options struct {
	Version string
	// Today is the day of drafts that do not say when they are published.
	Today func() period.Period
	// Facts are files and folders to read where the client names none.
	Facts []string
	// Log gets a line for what goes wrong. It is not the stream of the protocol.
	Log io.Writer
	// Pause is how long typing rests before the whole draft is checked; 0 stands for 150 ms.
	Pause time.Duration
}

// Server talks with one client.
type Server struct {
	options Options
	log     *log.Logger
	rpc     *jrpc2.Server
	quit    chan struct{} // closed when the session is over
	over    sync.Once
	workers sync.WaitGroup

	lock      sync.Mutex // guards what follows
	phase     phase
	client    clientCapabilities
	encoding  encoding
	folders   []string // paths
	settings  settings
	documents map[string]*document       // by URI
	desks     map[string]*desk           // by their settings
	records   map[string]*record         // by their paths
	troubled  map[string]map[string]bool // URIs of facts and configuration that have diagnostics, by the account of them

	lastRecords   map[string]*record // those that the records took the place of
	configuration *config.Loader
	archive       archive
	reloads       chan struct{}
}

type phase uint8

const (
	uninitialized phase = iota
	running
	shutDown
)

// The codes of errors that the protocol adds to those of JSON-RPC.
const (
	notInitialized   jrpc2.Code = -32002
	requestCancelled jrpc2.Code = -32800
)

// Serve runs a session until the client says exit or closes its end. What a client does wrong is answered or logged and
// ends nothing.
func Serve(in io.Reader, out io.Writer, o Options) error {
	if o.Log == nil {
		o.Log = io.Discard
	}
	if o.Pause == 0 {
		o.Pause = 150 * time.Millisecond
	}
	s := &Server{
		options: o, log: log.New(o.Log, "onrecord lsp: ", 0),
		encoding: utf16Units, documents: map[string]*document{}, desks: map[string]*desk{}, records: map[string]*record{}, lastRecords: map[string]*record{},
		troubled: map[string]map[string]bool{}, configuration: config.NewLoader(o.Version, ""),
		quit: make(chan struct{}), reloads: make(chan struct{}, 1),
	}
	s.rpc = jrpc2.NewServer(s.methods(), &jrpc2.ServerOptions{AllowPush: true, DisableBuiltin: true, Concurrency: 8})
	pipe := newFraming(in, out)
	s.rpc.Start(pipe)
	ended := make(chan struct{})
	go func() {
		s.rpc.Wait()
		close(ended)
	}()
	select {
	case <-ended: // the client closed its end
	case <-s.quit: // it said exit; the stream may stay open, and is not waited for
	}
	s.stop()
	s.workers.Wait()
	pipe.finish()
	return nil
}

// stop ends the goroutines of the session.
func (s *Server) stop() { s.over.Do(func() { close(s.quit) }) }

// methods are the requests and notifications that the server knows. Those that a client may send without need, as
// every one that begins with "$/", are passed over when they are unknown.
func (s *Server) methods() jrpc2.Assigner {
	return handler.Map{
		"initialize":  s.first(s.initialize),
		"initialized": request(s, s.initialized),
		"shutdown":    request(s, s.shutdown),
		"exit": func(context.Context, *jrpc2.Request) (any, error) {
			s.stop()
			return nil, nil
		},
		"$/cancelRequest": func(ctx context.Context, r *jrpc2.Request) (any, error) {
			var p struct {
				ID json.RawMessage `json:"id"`
			}
			if r.UnmarshalParams(&p) == nil {
				s.rpc.CancelRequest(string(p.ID))
			}
			return nil, nil
		},
		"$/setTrace": ignore,

		"textDocument/didOpen":    request(s, s.didOpen),
		"textDocument/didChange":  request(s, s.didChange),
		"textDocument/didSave":    request(s, s.didSave),
		"textDocument/didClose":   request(s, s.didClose),
		"textDocument/hover":      request(s, s.hover),
		"textDocument/definition": request(s, s.definition),
		"textDocument/references": request(s, s.references),
		"textDocument/codeAction": request(s, s.codeAction),

		"workspace/didChangeWatchedFiles":     request(s, s.didChangeWatchedFiles),
		"workspace/didChangeConfiguration":    request(s, s.didChangeConfiguration),
		"workspace/didChangeWorkspaceFolders": request(s, s.didChangeWorkspaceFolders),
	}
}

func ignore(context.Context, *jrpc2.Request) (any, error) { return nil, nil }

// request makes a handler of a method that is served while the session runs. A mistake of the server's own ends
// neither it nor the session.
func request[P, R any](s *Server, serve func(context.Context, *P) (R, error)) jrpc2.Handler {
	return func(ctx context.Context, r *jrpc2.Request) (answer any, err error) {
		defer s.recovered(r.Method(), &err)
		s.lock.Lock()
		phase := s.phase
		s.lock.Unlock()
		switch phase {
		case uninitialized:
			return nil, jrpc2.Errorf(notInitialized, "%s before initialize", r.Method())
		case shutDown:
			return nil, jrpc2.Errorf(jrpc2.InvalidRequest, "%s after shutdown", r.Method())
		}
		var p P
		if err := unmarshal(r, &p); err != nil {
			s.log.Printf("%s: %v", r.Method(), err)
			return nil, err
		}
		answer, err = serve(ctx, &p)
		if ctx.Err() != nil {
			return nil, jrpc2.Errorf(requestCancelled, "cancelled")
		}
		return answer, err
	}
}

// first makes the handler of initialize.
func (s *Server) first(serve func(*initializeParams) *initializeResult) jrpc2.Handler {
	return func(ctx context.Context, r *jrpc2.Request) (answer any, err error) {
		defer s.recovered(r.Method(), &err)
		s.lock.Lock()
		phase := s.phase
		s.lock.Unlock()
		if phase != uninitialized {
			return nil, jrpc2.Errorf(jrpc2.InvalidRequest, "initialize a second time")
		}
		var p initializeParams
		if err := unmarshal(r, &p); err != nil {
			return nil, err
		}
		return serve(&p), nil
	}
}

func unmarshal(r *jrpc2.Request, p any) error {
	if !r.HasParams() {
		return nil
	}
	if err := json.Unmarshal([]byte(r.ParamString()), p); err != nil {
		return jrpc2.Errorf(jrpc2.InvalidParams, "params of %s: %v", r.Method(), err)
	}
	return nil
}

// recovered turns a panic into an answer and a line of the log.
func (s *Server) recovered(what string, err *error) {
	if bug := recover(); bug != nil {
		s.log.Printf("internal error in %s: %v: please report it\n%s", what, bug, debug.Stack())
		if err != nil {
			*err = jrpc2.Errorf(jrpc2.InternalError, "internal error: %v", bug)
		}
	}
}

func (s *Server) initialize(p *initializeParams) *initializeResult {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.phase, s.client = running, p.Capabilities
	s.encoding = negotiate(p.Capabilities.General.PositionEncodings)
	for _, f := range p.WorkspaceFolders {
		s.addFolder(f.URI)
	}
	if len(s.folders) == 0 && p.RootURI != nil {
		s.addFolder(*p.RootURI)
	}
	if len(s.folders) == 0 && p.RootPath != nil && *p.RootPath != "" {
		s.folders = []string{*p.RootPath}
	}
	if settings, err := readSettings(p.InitializationOptions); err != nil {
		s.log.Printf("initializationOptions: %v", err)
	} else {
		s.settings = settings
	}

	result := &initializeResult{ServerInfo: serverInfo{"onrecord", s.options.Version}, OffsetEncoding: string(s.encoding)}
	c := &result.Capabilities
	c.PositionEncoding = string(s.encoding)
	c.TextDocumentSync = syncOptions{OpenClose: true, Change: incrementalSync}
	c.HoverProvider, c.DefinitionProvider, c.ReferencesProvider = true, true, true
	c.CodeActionProvider.CodeActionKinds = []string{quickFix, fixAll}
	c.Workspace.WorkspaceFolders.Supported = true
	c.Workspace.WorkspaceFolders.ChangeNotifications = true
	return result
}

type nothing struct{}

// initialized asks the client to watch the facts, and for its settings. A client that cannot watch has the files looked
// at from here.
func (s *Server) initialized(context.Context, *nothing) (any, error) {
	s.lock.Lock()
	watches := s.client.Workspace.DidChangeWatchedFiles.DynamicRegistration
	asks := s.client.Workspace.Configuration
	s.lock.Unlock()
	s.background(func() { s.reloadWhenTold() })
	if watches {
		s.background(func() {
			s.call("client/registerCapability", registrationParams{[]registration{{
				ID: "facts", Method: "workspace/didChangeWatchedFiles",
				RegisterOptions: watchOptions{[]watcher{{GlobPattern: watchedFiles}}},
			}}}, nil)
		})
	} else {
		s.background(s.pollFacts)
	}
	if asks {
		s.background(s.pullSettings)
	}
	return nil, nil
}

func (s *Server) shutdown(context.Context, *nothing) (any, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.phase = shutDown
	for _, d := range s.documents {
		d.close()
	}
	return nil, nil
}

// background runs work that outlives a request, until the session ends.
func (s *Server) background(work func()) {
	s.workers.Go(func() {
		defer s.recovered("background", nil)
		work()
	})
}

// call sends a request to the client and waits for its answer a while. Clients need not answer.
func (s *Server) call(method string, params, result any) bool {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	go func() {
		select {
		case <-s.quit:
			cancel()
		case <-ctx.Done():
		}
	}()
	response, err := s.rpc.Callback(ctx, method, params)
	if err != nil {
		s.log.Printf("%s: %v", method, err)
		return false
	}
	if result != nil {
		if err := response.UnmarshalResult(result); err != nil {
			s.log.Printf("%s: %v", method, err)
			return false
		}
	}
	return true
}

func (s *Server) notify(method string, params any) {
	if err := s.rpc.Notify(context.Background(), method, params); err != nil {
		s.log.Printf("%s: %v", method, err)
	}
}

// tell shows a line in the client's log.
func (s *Server) tell(format string, args ...any) {
	message := fmt.Sprintf(format, args...)
	s.log.Print(message)
	s.notify("window/logMessage", logParams{Type: severityInformation, Message: message})
}

func (s *Server) supportsMarkdown() bool {
	formats := s.client.TextDocument.Hover.ContentFormat
	return len(formats) == 0 || slices.Contains(formats, "markdown")
}
