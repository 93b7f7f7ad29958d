package config

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/onrecord/onrecord/facts/quantity"
	"github.com/onrecord/onrecord/rules"
	"github.com/onrecord/onrecord/schema"
)

// Origin is where a setting comes from. The zero value is the program's default.
type Origin struct {
	Path string
	Line int // 1-based
}

// Settings are what holds for one draft. Several drafts may share them: Clone before a change.
type Settings struct {
	Facts    []string // files and folders as to be opened
	Datasets []string // ids of the only datasets to check against; nil for all
	FailOn   []string
	Ignored  bool // the draft is not to be checked
	Language string

	Tolerance quantity.Tolerance
	Rules     map[string]Rule // those that anything is set for, by name

	origins map[string]Origin // of each key that is set: facts, rules.value, rules.value.about, tolerances.about
}

// Rule is what is set for one rule.
type Rule struct {
	Severity  rules.Severity      // "" for the rule's own; Off
	Tolerance *quantity.Tolerance // nil for that of all rules
}

// Origin tells where the setting of a key comes from.
func (s *Settings) Origin(key string) Origin { return s.origins[key] }

// Clone returns settings of their own.
func (s *Settings) Clone() *Settings {
	c := *s
	c.origins = maps.Clone(s.origins)
	return &c
}

// Options returns what the rules are to be run with, and those that are not off.
func (s *Settings) Options() (list []*rules.Rule, o rules.Options) {
	o.Tolerance = s.Tolerance
	o.Rules = map[string]rules.RuleOptions{}
	for name, r := range s.Rules {
		options := rules.RuleOptions{Severity: r.Severity}
		if r.Tolerance != nil {
			options.Tolerance = *r.Tolerance
		}
		o.Rules[name] = options
	}
	for _, r := range rules.All() {
		if s.Rules[r.Name].Severity != rules.Off {
			list = append(list, r)
		}
	}
	for _, r := range rules.Optional() {
		if set := s.Rules[r.Name].Severity; set != "" && set != rules.Off {
			list = append(list, r)
		}
	}
	return list, o
}

func defaults() *Settings {
	return &Settings{
		FailOn: []string{"refuted"}, Language: "english", Tolerance: quantity.DefaultTolerance(),
		Rules: map[string]Rule{}, origins: map[string]Origin{},
	}
}

// settings returns what the file says of a draft. Drafts that the same globs match share their settings.
func (f *File) settings(draft string) *Settings {
	path, below := f.relative(draft)
	var ignore []*schema.Node
	var overrides []*schema.Node
	matched := ""
	if below {
		for i, glob := range nodes(f.root.Get("ignore")) {
			if matches(glob.Text(), path) {
				ignore = append(ignore, glob)
				matched += fmt.Sprintf("i%d", i)
			}
		}
		for i, override := range f.root.Get("overrides").Elements() {
			if slices.ContainsFunc(override.Get("files").Texts(), func(glob string) bool { return matches(glob, path) }) {
				overrides = append(overrides, override)
				matched += fmt.Sprintf("o%d", i)
			}
		}
	}
	f.lock.Lock()
	defer f.lock.Unlock()
	if f.known[matched] == nil {
		f.known[matched] = f.compose(ignore, overrides)
	}
	return f.known[matched]
}

// compose returns the settings of drafts that some globs match.
func (f *File) compose(ignore, overrides []*schema.Node) *Settings {
	s := defaults()
	f.apply(s, f.root)
	s.set("language", f, f.root.Get("language"), func(n *schema.Node) { s.Language = n.Text() })
	s.set("required_version", f, f.root.Get("required_version"), func(*schema.Node) {})
	for _, glob := range ignore {
		s.Ignored = true
		s.origins["ignored"] = Origin{f.path, glob.Line}
	}
	for _, override := range overrides {
		f.apply(s, override)
	}
	// What a rule has of its own stands on what holds for all in the end.
	for name, r := range s.Rules {
		if r.Tolerance != nil {
			own := s.Tolerance
			for _, t := range tolerances {
				if _, set := s.origins["rules."+name+"."+t.key]; set {
					*t.of(&own) = *t.of(r.Tolerance)
				}
			}
			s.Rules[name] = Rule{r.Severity, &own}
		}
	}
	return s
}

func nodes(n *schema.Node) []*schema.Node {
	if n != nil && n.Kind == schema.Text {
		return []*schema.Node{n}
	}
	return n.Elements()
}

// set runs take on a value that the file has, and notes its origin.
func (s *Settings) set(key string, f *File, value *schema.Node, take func(*schema.Node)) {
	if value == nil {
		return
	}
	s.origins[key] = Origin{f.path, value.Line}
	take(value)
}

// apply takes over what the file itself or an override sets.
func (f *File) apply(s *Settings, section *schema.Node) {
	s.set("facts", f, section.Get("facts"), func(n *schema.Node) {
		s.Facts = nil
		for _, name := range n.Texts() {
			s.Facts = append(s.Facts, f.below(name))
		}
	})
	s.set("datasets", f, section.Get("datasets"), func(n *schema.Node) { s.Datasets = n.Texts() })
	s.set("fail_on", f, section.Get("fail_on"), func(n *schema.Node) { s.FailOn = n.Texts() })
	f.tolerances(s, "tolerances", section.Get("tolerances"), &s.Tolerance)
	for _, pair := range section.Get("rules").Entries() {
		name, value := pair.Key.Value, pair.Value
		r := s.Rules[name]
		severity, options := value, (*schema.Node)(nil)
		if value.Kind == schema.Mapping {
			severity, options = value.Get("severity"), value.Get("options")
		}
		s.set("rules."+name, f, severity, func(n *schema.Node) { r.Severity = rules.Severity(n.Text()) })
		if options != nil {
			own := quantity.Tolerance{}
			if r.Tolerance != nil {
				own = *r.Tolerance
			}
			r.Tolerance = &own
			f.tolerances(s, "rules."+name, options, r.Tolerance)
		}
		s.Rules[name] = r
	}
}

// tolerances are the keys of hedges and what they set.
var tolerances = []struct {
	key string
	of  func(*quantity.Tolerance) *quantity.Number
}{
	{"about", func(t *quantity.Tolerance) *quantity.Number { return &t.About }},
	{"nearly", func(t *quantity.Tolerance) *quantity.Number { return &t.Nearly }},
	{"far", func(t *quantity.Tolerance) *quantity.Number { return &t.Far }},
	{"fraction", func(t *quantity.Tolerance) *quantity.Number { return &t.Fraction }},
}

func (f *File) tolerances(s *Settings, prefix string, section *schema.Node, into *quantity.Tolerance) {
	for _, t := range tolerances {
		s.set(prefix+"."+t.key, f, section.Get(t.key), func(n *schema.Node) {
			if percent, err := quantity.ParseNumber(strings.TrimSuffix(n.Text(), "%")); err == nil { // the schema has seen to it
				*t.of(into) = percent.Mul(quantity.Decimal(1, 2))
			}
		})
	}
}

// relative returns the path of a draft from the folder of the file, which globs start from; ok is false for one that
// does not lie below it.
func (f *File) relative(draft string) (path string, ok bool) {
	absolute, err := filepath.Abs(draft)
	if err != nil {
		return "", false
	}
	path, err = filepath.Rel(f.folder, absolute)
	path = filepath.ToSlash(path)
	return path, err == nil && path != ".." && !strings.HasPrefix(path, "../")
}

// matches tells whether a glob covers a path. A glob without a slash is of names in any folder, as in .gitignore; one
// that ends in a slash, or that names a folder, is of all in it.
func matches(glob, path string) bool {
	glob = strings.TrimPrefix(glob, "./")
	if !strings.Contains(strings.TrimSuffix(glob, "/"), "/") {
		glob = "**/" + glob
	}
	glob = strings.TrimPrefix(strings.TrimSuffix(glob, "/"), "/")
	for _, pattern := range []string{glob, glob + "/**"} {
		if ok, err := doublestar.Match(pattern, path); ok && err == nil {
			return true
		}
	}
	return false
}
