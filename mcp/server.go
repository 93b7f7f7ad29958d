package mcp

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/rules"
)

// Options are what a server needs of the world.
type Options struct {
	Version string
	Facts   []string // files and folders
	// Rules are those that judge, all of them when nil, and Judging what they are run with. The day of publication is that of
	// the draft, else of the call, else Today.
	Rules   []*rules.Rule
	Judging rules.Options
	// Today is the day of drafts that do not say when they are published.
	Today func() period.Period
}

const instructions = `onrecord holds figures in prose against a record of facts. Before you hand over a text with figures in it, call
check_draft with the whole text, and mend what it refutes: each finding has the rows that decide it, and often the exact
replacement. What is not on record is neither right nor wrong: say where the figure comes from. Use lookup_facts before you
write a figure, and list_datasets to see what there is.`

// New returns a server with the three tools. Facts that cannot be read are told by the tool that needs them.
func New(o Options) *sdk.Server {
	if o.Rules == nil {
		o.Rules = rules.All()
	}
	s := &server{options: o}
	protocol := sdk.NewServer(&sdk.Implementation{Name: "onrecord", Title: "onrecord", Version: o.Version}, &sdk.ServerOptions{Instructions: instructions})
	readOnly := func(title string) *sdk.ToolAnnotations {
		closed := false
		return &sdk.ToolAnnotations{Title: title, ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &closed}
	}
	sdk.AddTool(protocol, &sdk.Tool{
		Name: "check_draft", Annotations: readOnly("Check a draft against the facts"),
		Description: "Judge every figure and word claim (rose, record, third-largest) of a text against the facts on record. Returns for each claim whether the facts support it, refute it, or do not have it, with the rows and, for what is wrong, the replacement.",
	}, tool(s.checkDraft))
	sdk.AddTool(protocol, &sdk.Tool{
		Name: "lookup_facts", Annotations: readOnly("Look facts up"),
		Description: "Find figures on record by words for the measure, the subject, a member and the period, as in \"burglaries harbour 2024\", or by ids. Returns the values with units, periods, places in the files and sources.",
	}, tool(s.lookupFacts))
	sdk.AddTool(protocol, &sdk.Tool{
		Name: "list_datasets", Annotations: readOnly("List the datasets"),
		Description: "Tell what is on record: datasets with their measures and units, dimensions and members, the periods they cover and their sources.",
	}, tool(s.listDatasets))
	return protocol
}

// Serve answers a client over a pair of streams until it closes its end.
func Serve(ctx context.Context, in io.ReadCloser, out io.WriteCloser, o Options) error {
	err := New(o).Run(ctx, &sdk.IOTransport{Reader: in, Writer: out})
	if errors.Is(err, io.EOF) || errors.Is(err, sdk.ErrConnectionClosed) || ctx.Err() != nil {
		return nil // the client is done
	}
	return err
}

type server struct {
	options Options

	lock    sync.Mutex
	catalog *facts.Catalog
	stamp   string
	loaded  bool
	checker *rules.Checker
	day     period.Period // that the checker counts from
}

// facts returns the catalog as the files are now.
func (s *server) facts() (*facts.Catalog, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.load()
}

func (s *server) load() (*facts.Catalog, error) {
	if len(s.options.Facts) == 0 {
		s.catalog = &facts.Catalog{}
		return s.catalog, nil
	}
	stamp := facts.Stamp(s.options.Facts)
	if s.loaded && stamp == s.stamp {
		return s.catalog, nil
	}
	s.loaded = false
	catalog, err := facts.Load(s.options.Facts)
	if err != nil {
		return nil, fmt.Errorf("the facts cannot be read: %w", err)
	}
	s.catalog, s.stamp, s.loaded, s.checker = catalog, stamp, true, nil
	return catalog, nil
}

// check returns a checker that counts relative dates from a day, and the catalog that it checks against.
func (s *server) check(day period.Period) (*rules.Checker, *facts.Catalog, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	catalog, err := s.load()
	if err != nil {
		return nil, nil, err
	}
	if s.checker == nil || s.day != day {
		judging := s.options.Judging
		judging.Published = day
		s.checker, s.day = rules.NewChecker(catalog, s.options.Rules, judging), day
	}
	return s.checker, catalog, nil
}

// tool makes a handler of a function that returns structured output and the same as text. Its errors are told to the
// assistant as the outcome of the call; a mistake of the program's own ends no session.
func tool[In, Out any](run func(context.Context, In) (Out, string, error)) sdk.ToolHandlerFor[In, Out] {
	return func(ctx context.Context, _ *sdk.CallToolRequest, in In) (result *sdk.CallToolResult, out Out, err error) {
		defer func() {
			if bug := recover(); bug != nil {
				err = fmt.Errorf("internal error: %v: please report it with the text", bug)
			}
		}()
		out, text, err := run(ctx, in)
		if err != nil {
			return nil, out, err
		}
		return &sdk.CallToolResult{Content: []sdk.Content{&sdk.TextContent{Text: strings.TrimRight(text, "\n")}}}, out, nil
	}
}
