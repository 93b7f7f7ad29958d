package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts/gate"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/rules"
)

// explain prints the page of a rule, of drafts or of facts, or why a claim has its verdict.
func (c *Command) explain() *cobra.Command {
	cmd := &cobra.Command{Use: "explain RULE | FILE:LINE[:COLUMN]", Short: "print the page of a rule, or why a claim has its verdict"}
	cmd.Example = `  onrecord explain direction
  onrecord explain --facts facts story.md:9:12`
	completeWith(cmd, true, func() []string { return append(ruleNames(), gateRuleNames()...) })
	f := checkFlags{}
	f.define(cmd.Flags())
	for _, name := range []string{"format", "output", "show", "explain", "statistics", "quiet", "fix", "diff-fix", "fail-on"} {
		cmd.Flags().MarkHidden(name) // they are those of check, and do nothing for one claim
	}
	return c.does(cmd, func() int {
		if cmd.Flags().NArg() != 1 {
			return c.fail(errors.New("name one rule or one place, as in direction or story.md:9:12"))
		}
		about := cmd.Flags().Arg(0)
		if at := placeOf().FindStringSubmatch(about); at != nil {
			return c.explainPlace(&f, at[1], at[2], at[3])
		}
		for _, r := range slices.Concat(rules.All(), rules.Optional()) {
			if r.Name == about {
				fmt.Fprint(c.Stdout, page(r))
				return exitClean
			}
		}
		if r := gate.Find(about); r != nil {
			fmt.Fprint(c.Stdout, gatePage(r))
			return exitClean
		}
		names := append(ruleNames(), gateRuleNames()...)
		return c.fail(fmt.Errorf("unknown rule %q%s", about, hint(about, names, "onrecord rules and onrecord facts rules list them")))
	})
}

var placeOf = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(.+?):(\d{1,9})(?::(\d{1,9}))?:?$`) })

// explainPlace checks one draft and prints all that is known of the claims at a place, supported ones too.
func (c *Command) explainPlace(f *checkFlags, path, line, column string) int {
	at, _ := strconv.Atoi(line)
	from, _ := strconv.Atoi(column) // 0: the whole line
	f.formats, f.file, f.show, f.explain, f.quiet = []string{"text"}, "", "all", true, false
	f.only = func(articles []report.Article) ([]report.Article, error) {
		if len(articles) != 1 {
			return nil, fmt.Errorf("%s is no draft that is checked", path)
		}
		a := articles[0]
		lines := draft.Lines(a.Draft)
		var chosen []rules.Finding
		var near []string
		for _, f := range a.Findings {
			startLine, start := lines.Position(f.Span.Start)
			endLine, end := lines.Position(f.Span.End)
			if at < startLine || at > endLine {
				continue
			}
			after := at > startLine || start <= from
			before := at < endLine || from < end
			if from == 0 || after && before {
				chosen = append(chosen, f)
			}
			near = append(near, fmt.Sprintf("%d:%d", startLine, start))
		}
		switch {
		case len(chosen) > 0:
			a.Findings, a.Notices = chosen, nil
			return []report.Article{a}, nil
		case len(near) > 0:
			return nil, fmt.Errorf("no claim at %s:%d:%d; those on the line begin at %s", path, at, from, strings.Join(near, ", "))
		}
		return nil, fmt.Errorf("no claim on line %d of %s; onrecord mentions tells which figures are read there", at, path)
	}
	if c.runCheck(f, []string{path}) == exitFailed {
		return exitFailed
	}
	return exitClean
}
