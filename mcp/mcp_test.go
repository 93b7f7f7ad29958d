package mcp_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/mcp"
)

const facts = `dataset: city-burglary
title: Burglaries recorded by police in Northport
about: [Northport, the city]
source: {publisher: Northport Police, title: Recorded crime 2024, published: 2025-02-11}
fields:
  year: {role: period}
  district:
    role: category
    members: {harbour: {label: Harbour district}, old-town: {label: Old Town}}
  burglaries: {role: measure, label: burglaries, unit: burglaries}
  loss: {role: measure, label: value of goods stolen, unit: GBP}
rows:
  - {year: 2023, burglaries: 412, loss: 1204000}
  - {year: 2024, burglaries: 388, loss: 1310000, status: provisional}
  - {year: 2024, district: harbour, burglaries: 120}
  - {year: 2024, district: old-town, burglaries: 268}
`

// connect returns a client of a server in memory, and the path of the facts.
func connect(t *testing.T) (*sdk.ClientSession, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "burglary.facts.yaml")
	if err := os.WriteFile(path, []byte(facts), 0o644); err != nil {
		t.Fatal(err)
	}
	server := mcp.New(mcp.Options{Version: "1.0", Facts: []string{path}, Today: func() period.Period { return period.Date(2025, 3, 1) }})
	near, far := sdk.NewInMemoryTransports()
	if _, err := server.Connect(t.Context(), far, nil); err != nil {
		t.Fatal(err)
	}
	session, err := sdk.NewClient(&sdk.Implementation{Name: "test"}, nil).Connect(t.Context(), near, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { session.Close() })
	return session, path
}

// call calls a tool and returns its structured output and its text.
func call[Out any](t *testing.T, session *sdk.ClientSession, tool string, arguments map[string]any) (out Out, text string, failed bool) {
	t.Helper()
	result, err := session.CallTool(context.Background(), &sdk.CallToolParams{Name: tool, Arguments: arguments})
	if err != nil {
		t.Fatalf("%s: %v", tool, err)
	}
	for _, c := range result.Content {
		if c, ok := c.(*sdk.TextContent); ok {
			text += c.Text
		}
	}
	if !result.IsError {
		structured, err := json.Marshal(result.StructuredContent)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(structured, &out); err != nil {
			t.Fatalf("%s: %v: %s", tool, err, structured)
		}
	}
	return out, text, result.IsError
}

func TestToolsDescribeThemselves(t *testing.T) {
	session, _ := connect(t)
	list, err := session.ListTools(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, tool := range list.Tools {
		names = append(names, tool.Name)
		schema, _ := json.Marshal([]any{tool.InputSchema, tool.OutputSchema})
		if tool.Description == "" || tool.OutputSchema == nil || !strings.Contains(string(schema), `"description"`) || !tool.Annotations.ReadOnlyHint {
			t.Errorf("%s does not say what it takes and gives: %s", tool.Name, schema)
		}
	}
	if got := strings.Join(names, " "); got != "check_draft list_datasets lookup_facts" {
		t.Errorf("the tools are %s", got)
	}
	if init := session.InitializeResult(); !strings.Contains(init.Instructions, "check_draft") || init.ServerInfo.Name != "onrecord" {
		t.Errorf("got %+v", init)
	}
}

func TestCheckDraft(t *testing.T) {
	session, path := connect(t)
	out, text, _ := call[mcp.Judgement](t, session, "check_draft", map[string]any{
		"text": "Police in Northport recorded 389 burglaries last year.\n\nThere were 412 in 2023, and 77 arrests.\n",
	})
	if out.Supported != 1 || out.Refuted != 1 || out.NotEnoughInfo != 1 || len(out.Claims) != 3 {
		t.Fatalf("got %+v", out)
	}
	c := out.Claims[0]
	if c.Verdict != "refuted" || c.Text != "389" || c.Line != 1 || c.Column != 30 || c.Replace != "389" || c.Replacement != "388" || c.Rule != "value" {
		t.Errorf("the first claim is %+v", c)
	}
	if len(c.Facts) != 1 || c.Facts[0].Value != "388" || c.Facts[0].Status != "provisional" || c.Facts[0].Place != filepath.ToSlash(path)+":14" || c.Facts[0].Source != "Northport Police, Recorded crime 2024, 2025-02-11" {
		t.Errorf("it rests on %+v", c.Facts)
	}
	if !strings.Contains(text, "draft.md:1:30: refuted: burglaries: 388 in 2024") || !strings.Contains(text, "1 refuted") {
		t.Errorf("the text says\n%s", text)
	}

	// The day of publication moves what "last year" is.
	out, _, _ = call[mcp.Judgement](t, session, "check_draft", map[string]any{
		"text": "Northport had 412 burglaries last year.", "published": "2024-05-01", "filename": "note.txt",
	})
	if out.Supported != 1 {
		t.Errorf("got %+v", out)
	}
	out, _, _ = call[mcp.Judgement](t, session, "check_draft", map[string]any{
		"text": "<!-- onrecord-ignore-next-line value: the mayor's count -->\nNorthport had 389 burglaries in 2024.\n",
	})
	if out.Refuted != 0 || len(out.Claims) != 1 || out.Claims[0].Ignored != "the mayor's count" {
		t.Errorf("an ignored claim is %+v", out)
	}
}

func TestMistakesAreToldToTheAssistant(t *testing.T) {
	session, path := connect(t)
	for want, c := range map[string]struct {
		tool      string
		arguments map[string]any
	}{
		`published: "soon" is not a day`:                            {"check_draft", map[string]any{"text": "x", "published": "soon"}},
		`did you mean "city-burglary"?`:                             {"check_draft", map[string]any{"text": "x", "datasets": []string{"city-burglari"}}},
		"draft.md:3:1: the front matter":                            {"check_draft", map[string]any{"text": "---\npublished: [\n---\n"}},
		`draft.md:2:9: facts: no dataset "city-burglari" is loaded`: {"check_draft", map[string]any{"text": "---\nfacts: [city-burglari]\n---\nText."}},
		"ask for something":                                         {"lookup_facts", map[string]any{}},
		"period:":                                                   {"lookup_facts", map[string]any{"period": "the past"}},
		`there is no dataset "fires"; list_datasets names them`:     {"list_datasets", map[string]any{"dataset": "fires"}},
	} {
		_, text, failed := call[any](t, session, c.tool, c.arguments)
		if !failed || !strings.Contains(text, want) {
			t.Errorf("%s of %v: failed %v, says %q, want %q", c.tool, c.arguments, failed, text, want)
		}
	}
	if err := os.WriteFile(path, []byte("dataset: 7"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, text, failed := call[any](t, session, "list_datasets", nil); !failed || !strings.Contains(text, path+":1:") {
		t.Errorf("of broken facts the assistant is told %q", text)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(facts, "388", "390", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	out, _, _ := call[mcp.Judgement](t, session, "check_draft", map[string]any{"text": "Northport had 390 burglaries in 2024."})
	if out.Supported != 1 {
		t.Errorf("the facts are not read again: %+v", out)
	}
}

func TestLookupFacts(t *testing.T) {
	session, _ := connect(t)
	for query, want := range map[string]string{
		"burglaries harbour 2024":               "120",
		"How many burglaries in the Old Town?":  "268",
		"northport goods stolen 2023":           "1204000",
		"burglary, 2023":                        "412",
		"the value of goods stolen in the city": "1204000 1310000",
		"harbour":                               "120",
	} {
		out, text, _ := call[mcp.Answer](t, session, "lookup_facts", map[string]any{"query": query})
		var values []string
		for _, o := range out.Observations {
			values = append(values, o.Value)
		}
		if got := strings.Join(values, " "); got != want || out.Total != len(values) {
			t.Errorf("%q: got %s, want %s\n%s", query, got, want, text)
		}
	}
	out, text, _ := call[mcp.Answer](t, session, "lookup_facts", map[string]any{"query": "burglaries on Mars"})
	if len(out.UnknownWords) != 1 || out.UnknownWords[0] != "Mars" || !strings.Contains(text, "Mars") {
		t.Errorf("got %+v\n%s", out, text)
	}
	out, text, _ = call[mcp.Answer](t, session, "lookup_facts", map[string]any{"dataset": "city-burglary", "measure": "burglaries", "period": "2024", "limit": 2})
	if len(out.Observations) != 2 || out.Total != 3 || !strings.Contains(text, "and 1 more") {
		t.Errorf("got %+v\n%s", out, text)
	}
	out, _, _ = call[mcp.Answer](t, session, "lookup_facts", map[string]any{"member": "harbour"})
	if len(out.Observations) != 1 || out.Observations[0].Members["district"] != "harbour" || out.Observations[0].Written != "120" {
		t.Errorf("got %+v", out)
	}
	if out, text, _ := call[mcp.Answer](t, session, "lookup_facts", map[string]any{"period": "1999"}); len(out.Observations) != 0 || !strings.Contains(text, "nothing on record") {
		t.Errorf("got %+v\n%s", out, text)
	}
}

func TestListDatasets(t *testing.T) {
	session, _ := connect(t)
	out, text, _ := call[mcp.Datasets](t, session, "list_datasets", nil)
	if len(out.Datasets) != 1 {
		t.Fatalf("got %+v", out)
	}
	d := out.Datasets[0]
	if d.ID != "city-burglary" || d.First != "2023" || d.Last != "2024" || d.Rows != 4 || len(d.Measures) != 2 || d.Measures[1].Unit != "GBP" || strings.Join(d.Dimensions[0].Members, " ") != "harbour old-town" {
		t.Errorf("got %+v", d)
	}
	if !strings.Contains(text, "by district: harbour, old-town") {
		t.Errorf("the text says\n%s", text)
	}
}
