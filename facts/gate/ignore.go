package gate

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/schema"
)

// ignore is a comment that suppresses findings: "# onrecord-ignore RULE: reason".
type ignore struct {
	path         string
	line, column int // of the comment
	rules        []string
	reason       string
	first, last  int    // the lines that it covers
	table        string // the table that it covers too, because it stands at the file: that names it
	used         bool
	problem      string // what is wrong with the comment itself
}

func (i *ignore) covers(f *Finding) bool {
	if i.problem != "" || !slices.Contains(i.rules, f.Rule) {
		return false
	}
	return f.Path == i.path && i.first <= f.Line && f.Line <= i.last || f.Path == i.table
}

var ignorePattern = regexp.MustCompile(`^#\s*onrecord-ignore\b\s*([^:]*)(?::\s*(.*))?$`)

// readIgnores finds the comments of all YAML files. JSON and tables have no comments; for a table, the comment stands
// where the table is named.
func readIgnores(in *facts.Inspection) (ignores []*ignore) {
	for _, f := range in.Files {
		if ext := strings.ToLower(filepath.Ext(f.Path)); ext != ".yaml" && ext != ".yml" || !strings.Contains(string(f.Text), "onrecord-ignore") {
			continue
		}
		lines := strings.Split(string(f.Text), "\n")
		for n, line := range lines {
			at := comment(line)
			if at < 0 || !strings.Contains(line[at:], "onrecord-ignore") {
				continue
			}
			ignores = append(ignores, readIgnore(f, lines, n, at))
		}
	}
	return ignores
}

func readIgnore(f *facts.File, lines []string, n, at int) *ignore {
	i := &ignore{path: f.Path, line: n + 1, column: 1 + len([]rune(lines[n][:at]))}
	found := ignorePattern.FindStringSubmatch(strings.TrimSpace(lines[n][at:]))
	if found == nil {
		i.problem = "the comment is written # onrecord-ignore RULE: reason"
		return i
	}
	for _, name := range strings.FieldsFunc(found[1], func(r rune) bool { return r == ',' || r == ' ' }) {
		i.rules = append(i.rules, name)
		if Find(name) == nil {
			i.problem = "there is no rule " + name + schema.DidYouMean(name, ruleNames())
		}
	}
	i.reason = strings.TrimSpace(found[2])
	switch {
	case len(i.rules) == 0:
		i.problem = "the comment must name the rule: # onrecord-ignore RULE: reason"
	case i.reason == "" && i.problem == "":
		i.problem = "the comment must give a reason: # onrecord-ignore " + i.rules[0] + ": reason"
	}
	i.first = n + 1
	if strings.TrimSpace(lines[n][:at]) == "" { // alone on its line: the next line that holds something
		for i.first++; i.first <= len(lines); i.first++ {
			if text := strings.TrimSpace(lines[i.first-1]); text != "" && text[0] != '#' {
				break
			}
		}
	}
	i.last = i.first
	i.last = max(i.last, blockEnd(f.Root, i.first))
	if file := f.Root.Pair("file"); file != nil && file.Key.Line == i.first && f.Dataset != nil {
		i.table = f.Dataset.Table
	}
	return i
}

// comment returns where a comment begins in a line of YAML, or -1: at a # that follows white space outside quotes.
func comment(line string) int {
	quote := byte(0)
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && (i == 0 || strings.IndexByte(" \t[{,:", line[i-1]) >= 0):
			quote = c
		case c == '#' && (i == 0 || line[i-1] == ' ' || line[i-1] == '\t'):
			return i
		}
	}
	return -1
}

// blockEnd returns the last line of the block that begins on a line: of the rows below "rows:", of the keys of an item.
func blockEnd(n *schema.Node, line int) int {
	if n == nil || n.Line > line {
		return 0
	}
	end := 0
	for _, item := range n.Items {
		if item.Line == line && len(item.Pairs) > 0 && n.Line <= line {
			end = max(end, lastLine(item))
		} else if item.Line <= line {
			end = max(end, blockEnd(item, line))
		}
	}
	for _, pair := range n.Pairs {
		if pair.Key.Line == line && pair.Value.Line > line {
			end = max(end, lastLine(pair.Value))
		} else if pair.Value.Line <= line {
			end = max(end, blockEnd(pair.Value, line))
		}
	}
	return end
}

func lastLine(n *schema.Node) int {
	last := n.Line
	for _, item := range n.Items {
		last = max(last, lastLine(item))
	}
	for _, pair := range n.Pairs {
		last = max(last, lastLine(pair.Value))
	}
	return last
}

func ruleNames() (names []string) {
	for _, r := range All() {
		names = append(names, r.Name)
	}
	return names
}

var unusedIgnore = &Rule{Name: "unused-ignore", Severity: Warning, Doc: Doc{
	Title: "comments that suppress nothing",
	Text: `"# onrecord-ignore RULE: reason" in a YAML file suppresses the findings of a rule on its own line or, when it
stands alone, on the next; at a key with a block below, as rows:, it covers the block, and at file: the whole table. The
rule speaks of comments that suppress nothing any more, that give no reason, or that name no rule.`,
}}

// Set here, as the comments name rules and so refer to All.
func init() { unusedIgnore.run = findUnusedIgnores }

func findUnusedIgnores(p *pass) {
	for _, i := range p.ignores {
		switch {
		case i.problem != "":
			p.add(i.path, i.line, i.column, "%s", i.problem)
		case !i.used && (p.broken(i.path) || i.table != "" && p.broken(i.table)):
			// Its rule may not have run.
		case !i.used:
			p.add(i.path, i.line, i.column, "there is no finding of %s to ignore here: take the comment away", strings.Join(i.rules, " or "))
		}
	}
}

func (p *pass) broken(path string) bool {
	return slices.ContainsFunc(p.Problems, func(e *facts.FileError) bool { return e.Path == path })
}
