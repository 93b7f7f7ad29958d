package gate

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

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
	return f.Path == i.path && i.first <= f.Line && f.Line <= i.last || f.Path == i.table
}

// ignores finds the comment that covers a finding.
type ignores struct {
	all    []*ignore
	lines  map[ignoredLine]*ignore
	blocks map[string][]*ignore // by rule, those that cover more than a line
}

type ignoredLine struct {
	rule, path string
	line       int
}

func (all *ignores) add(i *ignore) {
	all.all = append(all.all, i)
	for _, rule := range i.rules {
		switch {
		case i.problem != "":
		case i.first == i.last && i.table == "":
			all.lines[ignoredLine{rule, i.path, i.first}] = i
		default:
			all.blocks[rule] = append(all.blocks[rule], i)
		}
	}
}

func (all *ignores) find(f *Finding) *ignore {
	if i := all.lines[ignoredLine{f.Rule, f.Path, f.Line}]; i != nil {
		return i
	}
	for _, i := range all.blocks[f.Rule] {
		if i.covers(f) {
			return i
		}
	}
	return nil
}

// maxIgnores is how many comments of one file are heeded.
const maxIgnores = 10_000

var ignorePattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^#\s*onrecord-ignore\b\s*([^:]*)(?::\s*(.*))?$`) })

// readIgnores finds the comments of all YAML files. JSON and tables have no comments; for a table, the comment stands
// where the table is named.
func readIgnores(in *facts.Inspection) *ignores {
	all := &ignores{lines: map[ignoredLine]*ignore{}, blocks: map[string][]*ignore{}}
	for _, f := range in.Files {
		ends := sync.OnceValue(func() map[int]int { return blockEnds(f.Root) })
		if ext := strings.ToLower(filepath.Ext(f.Path)); ext != ".yaml" && ext != ".yml" || !strings.Contains(string(f.Text), "onrecord-ignore") {
			continue
		}
		lines, found := strings.Split(string(f.Text), "\n"), 0
		for n, line := range lines {
			at := comment(line)
			if at < 0 || !strings.Contains(line[at:], "onrecord-ignore") {
				continue
			}
			if found++; found > maxIgnores {
				all.add(&ignore{path: f.Path, line: n + 1, column: 1, problem: fmt.Sprintf("of one file, %d comments are heeded: use a baseline for more", maxIgnores)})
				break
			}
			all.add(readIgnore(f, lines, n, at, ends))
		}
	}
	return all
}

func readIgnore(f *facts.File, lines []string, n, at int, ends func() map[int]int) *ignore {
	i := &ignore{path: f.Path, line: n + 1, column: 1 + len([]rune(lines[n][:at]))}
	found := ignorePattern().FindStringSubmatch(strings.TrimSpace(lines[n][at:]))
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
	i.last = max(i.first, ends()[i.first])
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

// blockEnds maps the lines on which blocks begin to those on which they end: of the rows below "rows:", of the keys of
// an item.
func blockEnds(root *schema.Node) map[int]int {
	ends := map[int]int{}
	var walk func(n *schema.Node) (last int)
	walk = func(n *schema.Node) (last int) {
		last = n.Line
		for _, item := range n.Items {
			end := walk(item)
			if last = max(last, end); len(item.Pairs) > 0 && end > item.Line {
				ends[item.Line] = max(ends[item.Line], end)
			}
		}
		for _, pair := range n.Pairs {
			end := walk(pair.Value)
			if last = max(last, end); pair.Value.Line > pair.Key.Line {
				ends[pair.Key.Line] = max(ends[pair.Key.Line], end)
			}
		}
		return last
	}
	if root != nil {
		walk(root)
	}
	return ends
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
	for _, i := range p.ignores.all {
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
