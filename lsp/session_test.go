package lsp_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/creachadair/jrpc2"
	"github.com/creachadair/jrpc2/channel"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/lsp"
)

const burglary = `dataset: city-burglary
title: Burglaries recorded by police in Northport
about: [Northport, the city]
source:
  publisher: Northport Police
  title: Recorded crime 2024
  url: https://example.org/crime
  published: 2025-02-11
fields:
  year: {role: period}
  burglaries: {role: measure, label: burglaries, unit: burglaries}
rows:
  - {year: 2022, burglaries: 430}
  - {year: 2023, burglaries: 412}
  - year: 2024
    burglaries: 388
`

const story = `---
published: 2025-02-12
---
# Crime in Northport

Police in Northport recorded 389 burglaries in 2024.

There were 412 burglaries in 2023.
`

type object = map[string]any

// session is a client with a server of its own and a workspace on disk.
type session struct {
	t      *testing.T
	folder string
	client *jrpc2.Client
	log    *bytes.Buffer

	published chan published
	ended     chan error
	calls     chan string // requests of the server
	settings  object      // that the client answers with
	files     map[string]published
}

type published struct {
	URI         string       `json:"uri"`
	Version     *int32       `json:"version"`
	Diagnostics []diagnostic `json:"diagnostics"`
}

type diagnostic struct {
	Range    span   `json:"range"`
	Severity int    `json:"severity"`
	Code     string `json:"code"`
	Message  string `json:"message"`

	RelatedInformation []struct{ Location place } `json:"relatedInformation"`
}

type point struct{ Line, Character int }

type span struct{ Start, End point }

type place struct {
	URI   string
	Range span
}

var everything = object{
	"general": object{"positionEncodings": []string{"utf-16"}},
	"workspace": object{
		"configuration": true, "workspaceEdit": object{"documentChanges": true},
		"didChangeWatchedFiles": object{"dynamicRegistration": true},
	},
	"textDocument": object{"publishDiagnostics": object{"versionSupport": true, "relatedInformation": true}},
}

// open starts a session in a workspace with the files, by path.
func open(t *testing.T, files map[string]string, capabilities, options object) *session {
	t.Helper()
	s := &session{t: t, folder: t.TempDir(), log: &bytes.Buffer{}, published: make(chan published, 1000), ended: make(chan error, 1), calls: make(chan string, 100), files: map[string]published{}}
	for name, text := range files {
		s.write(name, text)
	}
	toServer, fromClient := io.Pipe()
	toClient, fromServer := io.Pipe()
	go func() {
		s.ended <- lsp.Serve(toServer, fromServer, lsp.Options{
			Version: "1.0", Today: func() period.Period { return period.Date(2025, 3, 1) }, Pause: 20 * time.Millisecond,
		})
		fromServer.Close()
	}()
	s.client = jrpc2.NewClient(tap{channel.Header("")(toClient, fromClient), s.heard}, &jrpc2.ClientOptions{
		OnCallback: func(_ context.Context, r *jrpc2.Request) (any, error) {
			s.calls <- r.Method()
			if r.Method() == "workspace/configuration" {
				return []any{s.settings}, nil
			}
			return nil, nil
		},
	})
	s.call("initialize", object{
		"processId": nil, "rootUri": s.uri(""), "capabilities": capabilities, "initializationOptions": options,
		"workspaceFolders": []object{{"uri": s.uri(""), "name": "news"}},
	}, nil)
	s.notify("initialized", object{})
	t.Cleanup(func() { s.client.Close() })
	return s
}

// tap hears the messages of the server in their order, which the client of jrpc2 does not keep.
type tap struct {
	channel.Channel
	heard func(message []byte)
}

func (t tap) Recv() ([]byte, error) {
	message, err := t.Channel.Recv()
	if err == nil {
		t.heard(message)
	}
	return message, err
}

func (s *session) heard(message []byte) {
	var m struct {
		Method string
		Params published
	}
	if json.Unmarshal(message, &m) == nil && m.Method == "textDocument/publishDiagnostics" {
		s.published <- m.Params
	}
}

func (s *session) write(name, text string) {
	s.t.Helper()
	path := filepath.Join(s.folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

func (s *session) uri(name string) string {
	path := filepath.ToSlash(filepath.Join(s.folder, filepath.FromSlash(name)))
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return "file://" + path
}

func (s *session) call(method string, params, result any) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	response, err := s.client.Call(ctx, method, params)
	if err != nil {
		s.t.Fatalf("%s: %v", method, err)
	}
	if result != nil {
		if err := response.UnmarshalResult(result); err != nil {
			s.t.Fatalf("%s: %v", method, err)
		}
	}
}

func (s *session) notify(method string, params any) {
	s.t.Helper()
	if err := s.client.Notify(context.Background(), method, params); err != nil {
		s.t.Fatalf("%s: %v", method, err)
	}
}

func (s *session) didOpen(name, text string) {
	s.t.Helper()
	language := map[string]string{".html": "html", ".txt": "plaintext"}[filepath.Ext(name)]
	if language == "" {
		language = "markdown"
	}
	s.notify("textDocument/didOpen", object{"textDocument": object{"uri": s.uri(name), "languageId": language, "version": 1, "text": text}})
}

func (s *session) didChange(name string, version int, changes ...object) {
	s.t.Helper()
	s.notify("textDocument/didChange", object{"textDocument": object{"uri": s.uri(name), "version": version}, "contentChanges": changes})
}

// diagnostics waits until the diagnostics of a file are as wanted, as "LINE:CHARACTER-CHARACTER SEVERITY RULE".
func (s *session) diagnostics(name string, want ...string) published {
	s.t.Helper()
	timeout := time.After(10 * time.Second)
	uri := s.uri(name)
	for {
		if p, ok := s.files[uri]; ok && slices.Equal(lined(p), want) {
			return p
		}
		select {
		case p := <-s.published:
			s.files[p.URI] = p
		case <-timeout:
			text, _ := json.MarshalIndent(s.files[uri], "", " ")
			s.t.Fatalf("diagnostics of %s: want %q, got %q\n%s", name, want, lined(s.files[uri]), text)
		}
	}
}

func lined(p published) (list []string) {
	for _, d := range p.Diagnostics {
		severity := []string{"none", "error", "warning", "information", "hint"}[d.Severity]
		list = append(list, spanWords(d.Range)+" "+severity+" "+d.Code)
	}
	return list
}

func spanWords(r span) string {
	text := pointWords(r.Start) + "-"
	if r.End.Line != r.Start.Line {
		return text + pointWords(r.End)
	}
	return text + strings.TrimPrefix(pointWords(r.End), pointWords(point{Line: r.End.Line})[:strings.Index(pointWords(r.End), ":")+1])
}

func pointWords(p point) string {
	text, _ := json.Marshal(p.Line)
	character, _ := json.Marshal(p.Character)
	return string(text) + ":" + string(character)
}

func at(line, character int) point { return point{line, character} }

func (p point) MarshalJSON() ([]byte, error) {
	return json.Marshal(object{"line": p.Line, "character": p.Character})
}

func (r span) MarshalJSON() ([]byte, error) {
	return json.Marshal(object{"start": r.Start, "end": r.End})
}

func (s *session) in(name string, at point) object {
	return object{"textDocument": object{"uri": s.uri(name)}, "position": at}
}

var newsroom = map[string]string{"facts/burglary.facts.yaml": burglary}
