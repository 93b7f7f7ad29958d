package gate

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/schema"
)

var yamlWords = &Rule{Name: "yaml-words", Severity: Warning, Doc: Doc{
	Title: "unquoted words that other programs read as something else",
	Text: `To most YAML readers an unquoted no is false (and Norway's code is lost), 012 is 10 or 12, 1e3 a thousand, 12:30
a number of seconds and 2025-02-11 a date. Reading them here is safe, as every word keeps its letters; but where such a word
is a name, an id or a member of a category, quote it. Periods and dates of the source are left in peace.`,
}, run: func(p *pass) {
	for _, f := range p.Files {
		if f.Root != nil && f.Dataset != nil {
			w := wordFinder{pass: p, path: f.Path, dataset: f.Dataset}
			w.words(f.Root)
		}
	}
}}

// mistaken are words that YAML 1.1 takes for true, false or nothing.
var mistaken = []string{"yes", "no", "on", "off", "true", "false", "null", "~"}

var (
	numberLike = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^[-+]?(0[0-9_]+|0x[0-9a-fA-F_]+|0o[0-7_]+|[0-9]+[eE][-+]?[0-9]+|[0-9]+_[0-9_]+|[0-9]+(:[0-5]?[0-9])+)$`)
	})
	dateLike = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$`) })
)

type wordFinder struct {
	*pass
	path    string
	dataset *facts.Dataset
}

func (w *wordFinder) words(root *schema.Node) {
	w.name("dataset", root.Get("dataset"))
	w.name("title", root.Get("title"))
	w.names("about", root.Get("about"))
	for _, key := range []string{"fields", "definitions"} {
		fields := root.Get(key)
		if fields == nil {
			continue
		}
		for _, pair := range fields.Pairs {
			w.name(key, pair.Key)
			w.name("label", pair.Value.Get("label"))
			w.names("aliases", pair.Value.Get("aliases"))
			if members := pair.Value.Get("members"); members != nil {
				w.members(members)
			}
		}
	}
	rows := root.Get("rows")
	if rows == nil {
		return
	}
	for _, row := range rows.Items {
		for _, pair := range row.Pairs {
			switch {
			case slices.ContainsFunc(w.dataset.Dimensions, func(d *facts.Dimension) bool { return d.ID == pair.Key.Value }):
				w.name(pair.Key.Value, pair.Value)
			case slices.ContainsFunc(w.dataset.Measures, func(m *facts.Measure) bool { return m.ID == pair.Key.Value }):
				w.figure(pair.Key.Value, pair.Value)
			}
		}
	}
}

func (w *wordFinder) members(n *schema.Node) {
	for _, item := range n.Items {
		w.name("member", item)
	}
	for _, pair := range n.Pairs {
		w.name("member", pair.Key)
		if pair.Value.Kind != schema.Mapping {
			w.name("label", pair.Value)
			continue
		}
		w.name("label", pair.Value.Get("label"))
		w.names("aliases", pair.Value.Get("aliases"))
	}
}

func (w *wordFinder) names(what string, n *schema.Node) {
	if n == nil {
		return
	}
	if n.Kind != schema.Sequence {
		w.name(what, n)
	}
	for _, item := range n.Items {
		w.name(what, item)
	}
}

// name reports a word that stands for itself and is read as something else.
func (w *wordFinder) name(what string, n *schema.Node) {
	if n == nil || !n.Plain || n.Value == "" {
		return
	}
	lower := strings.ToLower(n.Value)
	switch {
	case slices.Contains(mistaken, lower) && (lower != "null" && lower != "~" || n.Kind != schema.Null):
		w.add(w.path, n.Line, n.Column, "%s: other programs read %s as true, false or nothing: write %q", what, n.Value, n.Value)
	case numberLike().MatchString(n.Value):
		w.add(w.path, n.Line, n.Column, "%s: other programs read %s as another number: write %q", what, n.Value, n.Value)
	case dateLike().MatchString(n.Value):
		w.add(w.path, n.Line, n.Column, "%s: other programs read %s as a date: write %q", what, n.Value, n.Value)
	}
}

// figure reports numbers whose worth hangs on who reads them.
func (w *wordFinder) figure(what string, n *schema.Node) {
	if n.Plain && numberLike().MatchString(n.Value) {
		w.add(w.path, n.Line, n.Column, "%s: other programs read %s as text or as another number: write it in plain digits", what, n.Value)
	}
}
