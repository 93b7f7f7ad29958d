package config

import (
	"slices"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/onrecord/onrecord/rules"
	"github.com/onrecord/onrecord/schema"
)

// check tells what is wrong with a file: first against the schema, then what only the program knows.
func (f *File) check(version string) (problems []error) {
	for _, p := range schema.Validate("config", f.root) {
		problems = append(problems, &Error{f.path, p.Line, p.Column, p.Msg})
	}
	if len(problems) > 0 {
		return problems
	}
	note := func(e *Error) { problems = append(problems, e) }
	if required := f.root.Get("required_version"); required != nil {
		if msg := wrongVersion(required.Text(), version); msg != "" {
			note(f.errorAt(required, "required_version: %s", msg))
		}
	}
	f.checkSection(f.root, "", note)
	for _, glob := range f.root.Get("ignore").Elements() {
		f.checkGlob(glob, "ignore", note)
	}
	for _, override := range f.root.Get("overrides").Elements() {
		files := override.Get("files")
		if files.Kind == schema.Text {
			f.checkGlob(files, "files", note)
		}
		for _, glob := range files.Elements() {
			f.checkGlob(glob, "files", note)
		}
		f.checkSection(override, "overrides: ", note)
	}
	return problems
}

// checkSection checks what the file itself and each override may set.
func (f *File) checkSection(section *schema.Node, in string, note func(*Error)) {
	known := ruleNames()
	for _, pair := range section.Get("rules").Entries() {
		if name := pair.Key.Value; !slices.Contains(known, name) {
			hint := schema.DidYouMean(name, known)
			if hint == "" {
				hint = "; onrecord rules lists them"
			}
			note(f.errorAt(pair.Key, "%srules: there is no rule %q%s", in, name, hint))
		}
	}
	if bars := section.Get("fail_on"); bars != nil {
		if words := bars.Texts(); len(words) > 1 && slices.Contains(words, "never") {
			note(f.errorAt(bars, "%sfail_on: never goes with no other word", in))
		}
	}
}

// ruleNames are the names that rules: may hold.
func ruleNames() (names []string) {
	for _, r := range slices.Concat(rules.All(), rules.Optional()) {
		names = append(names, r.Name)
	}
	return append(names, rules.UnusedIgnore, rules.UnexplainedIgnore, rules.UnusedClaim)
}

func (f *File) checkGlob(glob *schema.Node, key string, note func(*Error)) {
	if !doublestar.ValidatePattern(glob.Text()) {
		note(f.errorAt(glob, "%s: %q is no glob: ** stands for folders, * for any letters, {a,b} for either", key, glob.Text()))
	}
}
