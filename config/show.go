package config

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/facts/quantity"
)

// Value is one setting as shown: its key, what it is, and where it comes from.
type Value struct {
	Key    string `json:"key"`
	Value  string `json:"value"`
	Origin string `json:"origin"` // "default", a flag, or path:line
}

// Values lists the settings in a fixed order, rules by name.
func (s *Settings) Values() (list []Value) {
	add := func(key, value string) {
		origin := "default"
		if o := s.origins[key]; o.Path != "" {
			origin = o.String()
		}
		list = append(list, Value{key, value, origin})
	}
	ignored := "no"
	if s.Ignored {
		ignored = "yes"
	}
	add("ignored", ignored)
	add("facts", listed(s.Facts))
	add("datasets", listed(s.Datasets))
	add("fail_on", listed(s.FailOn))
	add("language", s.Language)
	for _, t := range tolerances {
		add("tolerances."+t.key, percent(*t.of(&s.Tolerance)))
	}
	var names []string
	for name := range s.Rules {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		r := s.Rules[name]
		if r.Severity != "" {
			add("rules."+name, string(r.Severity))
		}
		for _, t := range tolerances {
			if _, set := s.origins["rules."+name+"."+t.key]; set {
				add("rules."+name+"."+t.key, percent(*t.of(r.Tolerance)))
			}
		}
	}
	return list
}

// String writes an origin as editors look for it: path:line.
func (o Origin) String() string {
	if o.Line == 0 {
		return o.Path
	}
	return fmt.Sprintf("%s:%d", o.Path, o.Line)
}

// Override sets a key from elsewhere than a file, as a flag.
func (s *Settings) Override(key, origin string) { s.origins[key] = Origin{Path: origin} }

// Show writes the settings, a line each: key, value, origin.
func (s *Settings) Show(w io.Writer) error {
	values := s.Values()
	keys, contents := 0, 0
	for _, v := range values {
		keys, contents = max(keys, len(v.Key)), max(contents, min(len(v.Value), 40))
	}
	for _, v := range values {
		if _, err := fmt.Fprintf(w, "%-*s  %-*s  # %s\n", keys+1, v.Key+":", contents, v.Value, v.Origin); err != nil {
			return err
		}
	}
	return nil
}

// Key is the same for settings that judge alike, wherever they come from.
func (s *Settings) Key() string {
	var key strings.Builder
	for _, v := range s.Values() {
		fmt.Fprintf(&key, "%q=%q\n", v.Key, v.Value)
	}
	return key.String()
}

func listed(values []string) string { return "[" + strings.Join(values, ", ") + "]" }

func percent(share quantity.Number) string {
	return share.Mul(quantity.Int(100)).String() + "%"
}
