package lsp_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/creachadair/jrpc2"
	"github.com/creachadair/jrpc2/channel"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/lsp"
)

func frame(body string) string { return fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(body), body) }

const hello = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}`

// talk sends bytes to a server of its own, then a shutdown and an exit, and returns what it answers, by id.
func talk(t testing.TB, sent string) map[string]string {
	t.Helper()
	toServer, fromClient := io.Pipe()
	var answers bytes.Buffer
	ended := make(chan error, 1)
	go func() {
		ended <- lsp.Serve(toServer, &answers, lsp.Options{Today: func() period.Period { return period.Date(2025, 3, 1) }})
	}()
	io.WriteString(fromClient, sent)
	io.WriteString(fromClient, frame(`{"jsonrpc":"2.0","id":"last","method":"shutdown"}`)+frame(`{"jsonrpc":"2.0","method":"exit"}`))
	select {
	case err := <-ended:
		if err != nil {
			t.Fatalf("the session ended with %v", err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the session did not end")
	}
	fromClient.Close()
	byID := map[string]string{}
	for in := channel.Header("")(bytes.NewReader(answers.Bytes()), nopCloser{}); ; {
		message, err := in.Recv()
		if err != nil {
			return byID
		}
		var m struct {
			ID     json.RawMessage
			Result json.RawMessage
			Error  *struct{ Code int }
		}
		if err := json.Unmarshal(message, &m); err != nil {
			t.Fatalf("the server sent %q", message)
		}
		if m.Error != nil {
			byID[string(m.ID)] = fmt.Sprint(m.Error.Code)
		} else if len(m.ID) > 0 {
			byID[string(m.ID)] = "ok"
		}
	}
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

func TestMistakesOfClients(t *testing.T) {
	const unopened = `{"textDocument":{"uri":"file:///nowhere.md","version":7},"position":{"line":-1,"character":99}}`
	for name, c := range map[string]struct{ sent, id, want string }{
		"no JSON":                      {frame(hello) + frame("{"), "null", "-32700"},
		"empty message":                {frame(hello) + frame(""), "null", "-32700"},
		"a header without length":      {"Hello: world\r\n\r\n" + frame(hello), "1", "ok"},
		"a header that is none":        {"GET / HTTP/1.0\r\n" + frame(hello), "1", "ok"},
		"a length that is no number":   {"Content-Length: many\r\n\r\n" + frame(hello), "1", "ok"},
		"utf8 without a hyphen":        {"Content-Type: application/vscode-jsonrpc; charset=utf8\r\n" + frame(hello), "1", "ok"},
		"an unknown method":            {frame(hello) + frame(`{"jsonrpc":"2.0","id":2,"method":"textDocument/rename","params":{}}`), "2", "-32601"},
		"an unknown notification":      {frame(hello) + frame(`{"jsonrpc":"2.0","method":"$/whatever"}`), "1", "ok"},
		"params of another kind":       {frame(hello) + frame(`{"jsonrpc":"2.0","id":2,"method":"textDocument/hover","params":{"position":"here"}}`), "2", "-32602"},
		"params null":                  {frame(hello) + frame(`{"jsonrpc":"2.0","id":2,"method":"textDocument/hover","params":null}`), "2", "ok"},
		"no params":                    {frame(hello) + frame(`{"jsonrpc":"2.0","id":2,"method":"textDocument/hover"}`), "2", "ok"},
		"a request before":             {frame(`{"jsonrpc":"2.0","id":2,"method":"textDocument/hover","params":{}}`), "2", "-32002"},
		"initialized twice":            {frame(hello) + frame(strings.Replace(hello, `"id":1`, `"id":2`, 1)), "2", "-32600"},
		"a request after shutdown":     {frame(hello) + frame(`{"jsonrpc":"2.0","id":2,"method":"shutdown"}`), `"last"`, "-32600"},
		"a document never opened":      {frame(hello) + frame(`{"jsonrpc":"2.0","method":"textDocument/didChange","params":`+unopened+`}`) + frame(`{"jsonrpc":"2.0","id":2,"method":"textDocument/definition","params":`+unopened+`}`), "2", "ok"},
		"broken options":               {frame(strings.Replace(hello, `"capabilities"`, `"initializationOptions":{"facts":7,"show":"me"},"capabilities"`, 1)), "1", "ok"},
		"capabilities of another kind": {frame(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":[]}}`), "1", "-32602"},
		"cancelling what is not":       {frame(hello) + frame(`{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":99}}`), "1", "ok"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := talk(t, c.sent); got[c.id] != c.want {
				t.Errorf("the answer to %s is %q, want %q; all: %v", c.id, got[c.id], c.want, got)
			}
		})
	}
}

func TestTheEndOfTheStreamEndsTheSession(t *testing.T) {
	for _, sent := range []string{"", frame(hello), frame(hello) + "Content-Length: 500\r\n\r\n{", "Content-Length: 5"} {
		var out bytes.Buffer
		if err := lsp.Serve(strings.NewReader(sent), &out, lsp.Options{}); err != nil {
			t.Errorf("after %q: %v", sent, err)
		}
	}
}

// An exit ends the session though the client keeps its end open.
func TestExit(t *testing.T) {
	s := open(t, newsroom, everything, nil)
	s.didOpen("story.md", story)
	s.call("shutdown", nil, nil)
	s.notify("exit", nil)
	select {
	case err := <-s.ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("the session did not end")
	}
}

func TestEditsOutsideOfTheText(t *testing.T) {
	s := open(t, newsroom, everything, nil)
	s.didOpen("story.md", story)
	s.diagnostics("story.md", "5:29-32 error value")
	s.didChange("story.md", 2, object{"range": span{at(99, 0), at(99, 9)}, "text": "\nIt had 430 in 2022."})
	s.didChange("story.md", 3, object{"range": span{at(5, 30), at(5, 2)}, "text": ""}, object{"range": span{at(-1, -5), at(-1, -1)}, "text": ""})
	s.diagnostics("story.md", "5:29-32 error value")
	s.didChange("story.md", 4, object{"range": span{at(5, 500), at(5, 900)}, "text": " So it is."})
	s.diagnostics("story.md", "5:29-32 error value")
	s.didChange("story.md", 5, object{"range": span{at(0, 0), at(99, 0)}, "text": ""})
	s.diagnostics("story.md")
}

// However fast the changes come, the last diagnostics are of the last version, and versions never go back.
func TestStaleAnswersAreDropped(t *testing.T) {
	s := open(t, newsroom, everything, nil)
	s.didOpen("story.md", story)
	const last = 300
	for version := 2; version <= last; version++ {
		digit := string(rune('0' + version%10))
		s.didChange("story.md", version, object{"range": span{at(5, 31), at(5, 32)}, "text": digit})
	}
	seen := int32(0)
	for seen < last {
		select {
		case p := <-s.published:
			if *p.Version < seen {
				t.Fatalf("version %d is told after version %d", *p.Version, seen)
			}
			seen = *p.Version
			s.files[p.URI] = p
		case <-time.After(10 * time.Second):
			t.Fatalf("version %d is never told, the last is %d", last, seen)
		}
	}
	s.diagnostics("story.md", "5:29-32 error value")
}

func TestRequestsCanBeCancelled(t *testing.T) {
	s := open(t, newsroom, everything, nil)
	s.didOpen("story.md", story)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.client.Call(ctx, "textDocument/hover", s.in("story.md", at(5, 30))); err == nil {
		t.Error("a cancelled request has an answer")
	}
	s.notify("$/cancelRequest", object{"id": 2})
	s.diagnostics("story.md", "5:29-32 error value")
}

func TestFactsAreReadAgain(t *testing.T) {
	for name, told := range map[string]func(*session){
		"the client watches": func(s *session) {
			s.notify("workspace/didChangeWatchedFiles", object{"changes": []object{{"uri": s.uri("facts/burglary.facts.yaml"), "type": 2}}})
		},
		"the file is saved in the client": func(s *session) {
			s.notify("textDocument/didSave", object{"textDocument": object{"uri": s.uri("facts/burglary.facts.yaml")}})
		},
		"nobody tells": func(*session) {},
	} {
		t.Run(name, func(t *testing.T) {
			capabilities := everything
			if name == "nobody tells" {
				if testing.Short() {
					t.Skip("waits for the server to look")
				}
				capabilities = object{"textDocument": everything["textDocument"]}
			}
			s := open(t, newsroom, capabilities, nil)
			s.didOpen("story.md", story)
			s.diagnostics("story.md", "5:29-32 error value")
			s.write("facts/burglary.facts.yaml", strings.Replace(burglary, "388", "389", 1))
			told(s)
			s.diagnostics("story.md")

			s.write("facts/burglary.facts.yaml", strings.Replace(burglary, "role: measure", "role: mesure", 1))
			told(s)
			p := s.diagnostics("facts/burglary.facts.yaml", "10:21-27 error schema")
			if !strings.Contains(p.Diagnostics[0].Message, "measure") {
				t.Errorf("the problem of the facts reads %s", p.Diagnostics[0].Message)
			}
			s.diagnostics("story.md") // the facts that could be read stand

			s.write("facts/burglary.facts.yaml", burglary)
			told(s)
			s.diagnostics("facts/burglary.facts.yaml")
			s.diagnostics("story.md", "5:29-32 error value")
		})
	}
}

func TestTheServerAsksToWatchTheFacts(t *testing.T) {
	s := open(t, newsroom, everything, nil)
	asked := []string{<-s.calls, <-s.calls}
	slices.Sort(asked)
	if want := []string{"client/registerCapability", "workspace/configuration"}; !slices.Equal(asked, want) {
		t.Errorf("the server asks for %q, want %q", asked, want)
	}
}

func TestSettings(t *testing.T) {
	files := map[string]string{"record/burglary.facts.yaml": burglary}
	s := open(t, files, object{}, object{"facts": "record", "show": "all"})
	s.didOpen("story.md", story)
	s.diagnostics("story.md", "5:29-32 error value", "7:11-14 hint value")
	s.notify("workspace/didChangeConfiguration", object{"settings": object{"onrecord": object{"facts": []string{"record"}, "show": "refuted"}}})
	s.diagnostics("story.md", "5:29-32 error value")

	// "Last year" is counted from the day in the settings.
	s.didChange("story.md", 2, object{"text": "Northport had 412 burglaries last year.\n"})
	s.diagnostics("story.md", "0:14-17 error value")
	s.notify("workspace/didChangeConfiguration", object{"settings": object{"onrecord": object{"published": "2024-02-01"}}})
	s.diagnostics("story.md")
}

func TestSettingsThatTheServerAsksFor(t *testing.T) {
	s := open(t, map[string]string{"record/burglary.facts.yaml": burglary}, everything, nil)
	<-s.calls
	<-s.calls
	s.settings = object{"facts": []string{"record"}}
	s.notify("workspace/didChangeConfiguration", object{"settings": nil})
	s.didOpen("story.md", story)
	s.diagnostics("story.md", "5:29-32 error value")
}

func TestFoldersHaveFactsOfTheirOwn(t *testing.T) {
	s := open(t, map[string]string{
		"north/facts/burglary.facts.yaml": burglary,
		"south/facts/burglary.facts.yaml": strings.Replace(burglary, "388", "389", 1),
	}, everything, nil)
	folder := func(name string) object { return object{"uri": s.uri(name), "name": name} }
	s.notify("workspace/didChangeWorkspaceFolders", object{"event": object{"added": []object{folder("north"), folder("south")}, "removed": []object{}}})
	s.didOpen("north/story.md", story)
	s.didOpen("south/story.md", story)
	s.diagnostics("north/story.md", "5:29-32 error value")
	s.diagnostics("south/story.md")
	s.notify("workspace/didChangeWorkspaceFolders", object{"event": object{"added": []object{}, "removed": []object{folder("north")}}})
	s.diagnostics("north/story.md", "5:29-32 hint value", "7:11-14 hint value") // no facts in the folder around
}

func TestDraftsThatAreNoFiles(t *testing.T) {
	s := open(t, newsroom, everything, nil)
	s.notify("textDocument/didOpen", object{"textDocument": object{"uri": "untitled:Untitled-1", "languageId": "markdown", "version": 1, "text": story}})
	p := <-s.published
	if p.URI != "untitled:Untitled-1" || !slices.Equal(lined(p), []string{"5:29-32 error value"}) {
		t.Errorf("got %+v", p)
	}
}

// A keystroke in a draft of 2,000 words is answered in less than 20 ms, the protocol included.
func BenchmarkKeystroke(b *testing.B) {
	text, err := os.ReadFile("../testdata/example/errors.md")
	if err != nil {
		b.Fatal(err)
	}
	_, body, _ := strings.Cut(string(text[4:]), "---\n")
	draft := string(text) + strings.Repeat(body, 3)
	folder, err := os.Getwd()
	if err != nil {
		b.Fatal(err)
	}
	toServer, fromClient := io.Pipe()
	toClient, fromServer := io.Pipe()
	go func() {
		lsp.Serve(toServer, fromServer, lsp.Options{Today: func() period.Period { return period.Date(2025, 3, 1) }, Pause: time.Hour})
		fromServer.Close()
	}()
	versions := make(chan int32, 10)
	client := jrpc2.NewClient(channel.Header("")(toClient, fromClient), &jrpc2.ClientOptions{OnNotify: func(r *jrpc2.Request) {
		var p published
		if r.Method() == "textDocument/publishDiagnostics" && r.UnmarshalParams(&p) == nil {
			versions <- *p.Version
		}
	}})
	defer client.Close()
	uri := "file://" + folder + "/story.md"
	if _, err := client.Call(context.Background(), "initialize", object{
		"capabilities": everything, "initializationOptions": object{"facts": folder + "/../testdata/example/facts"},
	}); err != nil {
		b.Fatal(err)
	}
	notify := func(method string, params any) {
		if err := client.Notify(context.Background(), method, params); err != nil {
			b.Fatal(err)
		}
	}
	notify("textDocument/didOpen", object{"textDocument": object{"uri": uri, "languageId": "markdown", "version": 0, "text": draft}})
	<-versions
	middle := at(strings.Count(draft, "\n")/2, 0)
	version := int32(0)
	for b.Loop() {
		version++
		notify("textDocument/didChange", object{"textDocument": object{"uri": uri, "version": version}, "contentChanges": []object{{"range": span{middle, middle}, "text": "a"}}})
		for v := range versions {
			if v == version {
				break
			}
		}
	}
	b.ReportMetric(float64(len(strings.Fields(draft))), "words")
}

// FuzzSession sends any messages: the session ends well, whatever they say.
func FuzzSession(f *testing.F) {
	f.Add(frame(hello) + frame(`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///x.md","text":"It rose 5 from 10 to 15."}}}`))
	f.Add("Content-Length: 2\r\n\r\n[]")
	f.Add(frame(hello) + frame(`{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"contentChanges":[{}]}}`))
	f.Fuzz(func(t *testing.T, sent string) {
		if err := lsp.Serve(strings.NewReader(sent), io.Discard, lsp.Options{}); err != nil {
			t.Error(err)
		}
	})
}
