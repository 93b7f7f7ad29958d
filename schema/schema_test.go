package schema

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// lines lists problems as "LINE:COLUMN MESSAGE".
func lines(problems []Problem) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "%d:%d %s\n", p.Line, p.Column, p.Msg)
	}
	return b.String()
}

// errorLines lists syntax errors in the same way.
func errorLines(err error) string {
	errs := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		errs = joined.Unwrap()
	}
	var b strings.Builder
	for _, err := range errs {
		var syntax *SyntaxError
		if !errors.As(err, &syntax) {
			return err.Error()
		}
		fmt.Fprintf(&b, "%d:%d %s\n", syntax.Line, syntax.Column, syntax.Msg)
	}
	return b.String()
}

func TestSchemasCompileAndHaveStableIDs(t *testing.T) {
	for _, name := range Names() {
		text, ok := Source(name)
		if !ok {
			t.Fatalf("no source of %s", name)
		}
		var document struct {
			Schema string `json:"$schema"`
			ID     string `json:"$id"`
		}
		if err := json.Unmarshal(text, &document); err != nil {
			t.Fatal(err)
		}
		if document.Schema != "https://json-schema.org/draft/2020-12/schema" || document.ID != "https://onrecord.dev/schema/"+name+".schema.json" || document.ID != ID(name) {
			t.Errorf("%s: $schema %s, $id %s", name, document.Schema, document.ID)
		}
		compile(name)
	}
	if _, ok := Source("../schema"); ok {
		t.Error("Source opens files that are no schemas")
	}
}

func TestValidate(t *testing.T) {
	tests := []struct{ name, schema, text, want string }{
		{"facts without fields", "facts", "dataset: visits\nfile: visits.csv\n", ""},
		{"keys of another role", "facts", "dataset: a\nrows: []\nfields: {m: {role: measure, since: 2011}, y: {role: period, unit: GBP, member: {}}}\n",
			"3:29 fields.m.since belongs to a field of role period\n" +
				"3:61 fields.y.unit belongs to a field of role measure\n" +
				"3:72 fields.y: unknown key \"member\": the keys here are holds, label, role, since and year_ends\n"},
		{"empty texts", "facts", "dataset: a\nrows: []\ntitle: ''\nfields: {}\n", "3:8 title must not be empty\n4:9 fields must not be empty\n"},
		{"years as numbers", "facts", "dataset: a\nrows: []\nfields: {y: {role: period, since: 2011}}\nsource: {published: 2024}\n", ""},
		{"a key with a tilde and a slash", "facts", "dataset: a\nrows: []\nfields: {a/b~c: {role: x}}\n",
			"3:24 fields.a/b~c.role must be \"period\", \"category\" or \"measure\", not \"x\"\n"},
		{"rows of no mappings", "facts", "dataset: a\nrows: [3, {a: []}]\n", "2:8 rows[1] must be a mapping, not 3\n2:15 rows[2].a must be a single value, not a list\n"},
		{"a configuration", "config", "facts: facts/\nrules: {share: warning, rank: {severity: off, options: {about: 3%}}}\noverrides: [{files: archive/**, rules: {share: off}}]\n" +
			"ignore: [drafts/**]\nfail_on: warning\nrequired_version: \">= 1.2\"\nlanguage: english\n", ""},
		{"a configuration with slips", "config", "fact: facts/\nrules: {Share: warning, rank: loud, sum: {sverity: note}}\noverrides: [{rules: {}}]\nfail_on: refutes\nrequired_version: latest\n",
			"1:1 unknown key \"fact\"; did you mean \"facts\"?\n" +
				"2:9 rules: \"Share\" is no name of a rule: names are small letters and hyphens\n" +
				"2:31 rules.rank must be \"error\", \"warning\", \"note\" or \"off\", not \"loud\"\n" +
				"2:43 rules.sum: unknown key \"sverity\"; did you mean \"severity\"?\n" +
				"3:13 overrides[1].files is missing\n" +
				"4:10 fail_on must be \"refuted\", \"warning\", \"not_enough_info\" or \"never\", not \"refutes\"; did you mean \"refuted\"?\n" +
				"5:19 required_version must be a version, as in \">= 1.2\", not \"latest\"\n"},
		{"claims as a list", "claims", "- {quote: rose to 388, rule: direction, measure: burglaries, members: {district: harbour}, period: 2024, base: 2023}\n", ""},
		{"claims in a file", "claims", "claims:\n  - {quote: 388, rule: value, value: 388, verdict: supported, reason: checked by phone}\n", ""},
		{"claims with slips", "claims", "- {quot: x, rule: Value}\n- rose\n- {quote: a, rule: rank, rank: 0}\n",
			"1:3 [1].quote is missing\n1:4 [1]: unknown key \"quot\"; did you mean \"quote\"?\n1:19 [1].rule must be the name of a rule, as in share or record, not \"Value\"\n" +
				"2:3 [2] must be a mapping, not \"rose\"\n3:32 [3].rank must be at least 1, not 0\n"},
		{"a report", "report", `{"schema_version": 1, "tool": {"name": "onrecord", "version": "dev"}, "articles": [{"path": "story.md", "claims": [
			{"id": "1f", "rule": "direction", "verdict": "refuted", "severity": "error", "text": "rose to 388", "start": 120, "end": 131,
			 "line": 9, "column": 14, "end_line": 9, "end_column": 25, "message": "fell", "suggestion": {"start": 120, "end": 124, "text": "fell"},
			 "facts": [{"dataset": "c", "measure": "b", "period": "2024", "members": {}, "value": "388", "unit": "burglaries", "path": "c.yaml", "line": 27,
			   "source": {"publisher": "P", "url": "U"}}]}]}], "summary": {"drafts": 1, "supported": 9, "refuted": 1, "not_enough_info": 2}}`, ""},
		{"a report with slips", "report", `{"schema_version": 2, "tool": {"name": "onrecord", "version": "dev"}, "articles": [], "summary": {"drafts": -1, "supported": 9, "refuted": 1}}`,
			"1:20 schema_version must be 1, not 2\n1:87 summary.not_enough_info is missing\n1:109 summary.drafts must be at least 0, not -1\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			read := ReadYAML
			if strings.HasPrefix(test.text, "{") {
				read = ReadJSON
			}
			document, err := read([]byte(test.text))
			if err != nil {
				t.Fatal(errorLines(err))
			}
			if got := lines(Validate(test.schema, document)); got != test.want {
				t.Errorf("got:\n%swant:\n%s", got, test.want)
			}
		})
	}
}

func TestProblemsComeInOneOrder(t *testing.T) {
	text := "dataset: A\nfields:\n"
	for i := range 40 {
		text += fmt.Sprintf("  f%d: {role: x, units: y}\n", i)
	}
	document, err := ReadYAML([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	want := lines(Validate("facts", document))
	if strings.Count(want, "\n") != 42 {
		t.Fatalf("got %d problems, want 42:\n%s", strings.Count(want, "\n"), want)
	}
	for range 20 {
		if got := lines(Validate("facts", document)); got != want {
			t.Fatalf("got:\n%swant:\n%s", got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"unit", "rounded_to", "additive", "aliases", "label"}
	for word, want := range map[string]string{
		"units": "unit", "Unit": "unit", "rounded-to": "rounded_to", "alias": "aliases", "lable": "label", "additiv": "additive",
		"xyzzy": "", "": "", "unit": "", "population": "",
	} {
		if got := Nearest(word, known); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
}
