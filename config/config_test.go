package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onrecord/onrecord/config"
	"github.com/onrecord/onrecord/facts/quantity"
	"github.com/onrecord/onrecord/rules"
)

// write makes the current folder one with the files given, by path.
func write(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for path, text := range files {
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func settings(t *testing.T, draft string) *config.Settings {
	t.Helper()
	s, err := config.NewLoader("1.4.0", "").For(draft)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestNearestFileHolds(t *testing.T) {
	write(t, map[string]string{
		".onrecord.yaml":            "facts: [outside]\n",
		"repo/.git/HEAD":            "ref: refs/heads/main\n",
		"repo/.onrecord.yaml":       "facts: facts\n",
		"repo/city/a.md":            "",
		"repo/sport/.onrecord.yaml": "facts: [results, ../facts/people.yaml]\n",
		"repo/sport/2024/a.md":      "",
		"bare/.git":                 "gitdir: elsewhere\n",
		"bare/a.md":                 "",
	})
	for draft, want := range map[string]string{
		"repo/city/a.md":       "repo/facts",
		"repo/sport/2024/a.md": "repo/sport/results repo/facts/people.yaml",
		"repo/none/b.md":       "repo/facts", // as of a draft on standard input
		"bare/a.md":            "",           // the search ends at the root of a repository
		"a.md":                 "outside",
	} {
		if got := strings.Join(settings(t, draft).Facts, " "); got != want {
			t.Errorf("%s: facts %q, want %q", draft, got, want)
		}
	}
	t.Chdir("repo/sport")
	if got := strings.Join(settings(t, "2024/a.md").Facts, " "); got != "results ../facts/people.yaml" {
		t.Errorf("from the folder itself: %q", got)
	}
}

func TestFixedFileAndIsolation(t *testing.T) {
	write(t, map[string]string{".onrecord.yaml": "facts: a\n", "other/strict.yaml": "facts: b\n"})
	s, err := config.NewLoader("", "other/strict.yaml").For("x.md")
	if err != nil || cmp.Diff([]string{"other/b"}, s.Facts) != "" {
		t.Errorf("a file named: %v, %v", s.Facts, err)
	}
	if s, err := config.Isolated().For("x.md"); err != nil || s.Facts != nil {
		t.Errorf("isolated: %v, %v", s.Facts, err)
	}
	if _, err := config.NewLoader("", "gone.yaml").For("x.md"); err == nil || err.Error() != "gone.yaml: no such file" {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestLaterOverridesWin(t *testing.T) {
	write(t, map[string]string{".onrecord.yaml": `
facts: facts
fail_on: [refuted, warning]
tolerances: {about: 10%, nearly: 12.5%}
rules:
  record: note
  value: {severity: error, options: {about: 1%}}
overrides:
  - files: archive/**
    fail_on: never
    rules: {record: off, value: warning}
    tolerances: {nearly: 20%}
  - files: ["*.wire.md"]
    datasets: [city-burglary]
    rules: {record: warning, value: {options: {far: 50%}}}
`})
	plain := settings(t, "city/a.md")
	if diff := cmp.Diff([]string{"refuted", "warning"}, plain.FailOn); diff != "" {
		t.Error(diff)
	}
	old := settings(t, "archive/2019/a.wire.md")
	if old.FailOn[0] != "never" || old.Rules["record"].Severity != rules.Warning || old.Rules["value"].Severity != rules.Warning || old.Datasets[0] != "city-burglary" {
		t.Errorf("archive: %+v", old)
	}
	// What a rule has of its own stands on what holds for all.
	want := quantity.Tolerance{About: quantity.Decimal(1, 2), Nearly: quantity.Decimal(20, 2), Far: quantity.Decimal(50, 2), Fraction: quantity.Decimal(2, 2)}
	if got := old.Rules["value"].Tolerance; got.About.Cmp(want.About) != 0 || got.Nearly.Cmp(want.Nearly) != 0 || got.Far.Cmp(want.Far) != 0 || got.Fraction.Cmp(want.Fraction) != 0 {
		t.Errorf("tolerance of value: %+v, want %+v", got, want)
	}
	if o := old.Origin("rules.record"); o.String() != ".onrecord.yaml:15" {
		t.Errorf("origin of record: %s", o)
	}
	list, options := settings(t, "archive/a.md").Options()
	for _, r := range list {
		if r.Name == "record" {
			t.Error("record is off in the archive, and runs")
		}
	}
	if options.Rules["value"].Severity != rules.Warning {
		t.Errorf("options: %+v", options)
	}
}

func TestGlobs(t *testing.T) {
	write(t, nil)
	for _, test := range []struct {
		glob, draft string
		want        bool
	}{
		{"archive/**", "archive/2019/a.md", true},
		{"archive/", "archive/2019/a.md", true},
		{"archive", "archive/a.md", true},
		{"archive", "old/archive/a.md", true}, // without a slash: any folder
		{"./archive/*.md", "archive/a.md", true},
		{"archive/*.md", "archive/2019/a.md", false},
		{"*.md", "deep/down/a.md", true},
		{"{city,sport}/**", "sport/a.html", true},
		{"**/drafts/**", "x/drafts/a.md", true},
		{"archive/**", "archives/a.md", false},
		{"archive/**", "../archive/a.md", false},
	} {
		if err := os.WriteFile(".onrecord.yaml", []byte("ignore: [\""+test.glob+"\"]\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		s, err := config.NewLoader("", ".onrecord.yaml").For(test.draft)
		if err != nil || s.Ignored != test.want {
			t.Errorf("%s of %s: ignored %v, want %v (%v)", test.glob, test.draft, s.Ignored, test.want, err)
		}
	}
}

func TestProblemsAreToldWithTheirPlace(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"an unknown key": {"fact: facts\n", `.onrecord.yaml:1:1: unknown key "fact"; did you mean "facts"?`},
		"an unknown rule": {"rules:\n  reccord: off\n  zebra: off\n",
			".onrecord.yaml:2:3: rules: there is no rule \"reccord\"; did you mean \"record\"?\n.onrecord.yaml:3:3: rules: there is no rule \"zebra\"; onrecord rules lists them"},
		"a severity":          {"rules: {record: fatal}\n", `.onrecord.yaml:1:17: rules.record must be "error", "warning", "note" or "off", not "fatal"`},
		"an option":           {"rules: {value: {options: {abuot: 5%}}}\n", `.onrecord.yaml:1:27: rules.value.options: unknown key "abuot"; did you mean "about"?`},
		"a tolerance":         {"tolerances: {about: 5}\n", `.onrecord.yaml:1:21: tolerances.about must be a percentage, as in 5%, not 5`},
		"a bar":               {"fail_on: refute\n", `.onrecord.yaml:1:10: fail_on must be "refuted", "warning", "not_enough_info" or "never", not "refute"; did you mean "refuted"?`},
		"bars that clash":     {"fail_on: [never, warning]\n", `.onrecord.yaml:1:10: fail_on: never goes with no other word`},
		"a glob":              {"ignore: [\"a{b\"]\n", `.onrecord.yaml:1:10: ignore: "a{b" is no glob: ** stands for folders, * for any letters, {a,b} for either`},
		"an override's rule":  {"overrides:\n  - {files: x, rules: {valu: off}}\n", `.onrecord.yaml:2:24: overrides: rules: there is no rule "valu"; did you mean "value"?`},
		"an override of none": {"overrides:\n  - {rules: {value: off}}\n", `.onrecord.yaml:2:5: overrides[1].files is missing`},
		"another version":     {"required_version: \">= 2\"\n", `.onrecord.yaml:1:19: required_version: this is onrecord 1.4.0, and the configuration is written for >= 2`},
		"no YAML":             {"facts: [a\n", ".onrecord.yaml:2:1:"},
	} {
		t.Run(name, func(t *testing.T) {
			write(t, map[string]string{".onrecord.yaml": test.text})
			_, err := config.NewLoader("1.4.0", "").For("a.md")
			if err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

func TestRequiredVersions(t *testing.T) {
	for _, test := range []struct {
		required, version string
		meets             bool
	}{
		{">= 1.2", "1.4.0", true}, {"1.4", "v1.4.0", true}, {"1.5.0", "1.4.0", false}, {"~> 1.4", "1.4.9", true},
		{">= 1.2, < 2", "2.0.0", false}, {">= 1.4.0", "1.4.0-rc.1", true}, {">= 9", "(devel)", true}, {"^1", "1.9.0", true},
		{"^1.4", "2.0.0", false}, {"^1.4", "1.3.9", false}, {"^0.2", "0.3.0", false}, {"^0.2.3", "0.2.9", true}, {"^0", "0.9.0", true},
		{"~> 1", "1.9.0", true}, {"~> 1.4", "1.5.0", false}, {"~> 1.4.2", "1.4.1", false}, {"~> 1.4.2", "1.4.9", true},
		{"> 1.4", "1.4.9", false}, {"> 1.4", "1.5.0", true}, {"<= 1.4", "1.4.9", true}, {"< 1.4", "1.4.0", false},
		{"= 1", "1.9.0", true}, {"v1.4.1", "1.4.2", false}, {">=1.10", "1.9.0", false},
	} {
		write(t, map[string]string{".onrecord.yaml": "required_version: \"" + test.required + "\"\n"})
		if _, err := config.NewLoader(test.version, "").For("a.md"); (err == nil) != test.meets {
			t.Errorf("%s with %s: %v", test.required, test.version, err)
		}
	}
}

// A file with nothing but comments, as the starter's may be edited to, sets nothing.
func TestEmptyFile(t *testing.T) {
	write(t, map[string]string{".onrecord.yaml": "# facts: facts\n---\n"})
	if s := settings(t, "a.md"); s.Facts != nil || s.FailOn[0] != "refuted" {
		t.Errorf("%+v", s)
	}
}

func TestShow(t *testing.T) {
	write(t, map[string]string{".onrecord.yaml": "facts: facts\nrules:\n  value: {severity: warning, options: {about: 1%}}\n"})
	s := settings(t, "a.md")
	s.Override("fail_on", "--fail-on")
	var out strings.Builder
	if err := s.Show(&out); err != nil {
		t.Fatal(err)
	}
	want := `ignored:              no         # default
facts:                [facts]    # .onrecord.yaml:1
datasets:             []         # default
fail_on:              [refuted]  # --fail-on
language:             english    # default
tolerances.about:     5%         # default
tolerances.nearly:    10%        # default
tolerances.far:       25%        # default
tolerances.fraction:  2%         # default
rules.value:          warning    # .onrecord.yaml:3
rules.value.about:    1%         # .onrecord.yaml:3
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
}
