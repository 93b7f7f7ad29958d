package rules_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/rules"
)

// families are how many kinds of error each family of the catalogue has.
var families = map[string]int{"V": 26, "C": 22, "M": 8, "R": 12, "S": 9, "K": 11, "P": 14, "T": 10, "I": 11}

// catalogueRow is a row of docs/catalogue.md.
var catalogueRow = regexp.MustCompile(`(?m)^\| ([A-Z]\d+) \| ([^|]*) \| ([^|]*) \| ((?:[^|\\]|\\.)*) \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$`)

// Every kind of error is in the catalogue once, with its rule and an answer that the program gives, or with a reason why
// nothing looks for it.
func TestCatalogue(t *testing.T) {
	text, err := os.ReadFile("../docs/catalogue.md")
	if err != nil {
		t.Fatal(err)
	}
	catalog, err := facts.Load(datasets(t))
	if err != nil {
		t.Fatal(err)
	}
	all := slices.Concat(rules.All(), rules.Optional())
	with := rules.NewChecker(catalog, all, rules.Options{Published: period.Date(2025, 2, 12)})
	without := rules.NewChecker(&facts.Catalog{}, all, rules.Options{Published: period.Date(2025, 2, 12)})
	seen := map[string]bool{}
	for _, row := range catalogueRow.FindAllStringSubmatch(string(text), -1) {
		id, of, sentence, ids, rule, answer := row[1], row[2], row[4], row[5], row[6], row[7]
		if seen[id] {
			t.Errorf("%s stands twice in the catalogue", id)
		}
		seen[id] = true
		verdict, reason, _ := strings.Cut(answer, ": ")
		named := slices.ContainsFunc(all, func(r *rules.Rule) bool { return r.Name == rule })
		if named == (verdict == "no rule") {
			t.Errorf("%s: %q is no rule: name one, or say why there is none", id, rule)
		}
		if strings.HasPrefix(verdict, "no rule") != (rule == "–") || (verdict == "open" || verdict == "no rule") && reason == "" {
			t.Errorf("%s: %q gives no reason", id, answer)
		}
		if verdict == "warning" && !strings.Contains(of, "W") {
			t.Errorf("%s is refuted by %s, and a warning is too little", id, of)
		}
		checker, meta := without, ""
		if ids != "–" {
			checker, meta = with, fmt.Sprintf("---\nfacts: [%s]\n---\n", ids)
		}
		source := meta + strings.NewReplacer("<br>", "\n", `\|`, "|").Replace(sentence) + "\n"
		d, err := draft.Parse([]byte(source), draft.Markdown)
		if err != nil {
			t.Fatalf("%s: %v", id, err)
		}
		got := "open"
		for _, f := range checker.Check(d) {
			switch {
			case f.Label == rules.Refuted && (f.Rule == rule || verdict == "open" || verdict == "no rule"):
				got = "refuted"
			case f.Severity == rules.Warning && f.Rule == rule && got == "open":
				got = "warning"
			}
		}
		if verdict == "open" && got == "refuted" && !strings.Contains(of, "W") {
			t.Logf("%s: %q is refuted by now: the catalogue may say so", id, sentence)
			continue
		}
		if got != strings.Replace(verdict, "no rule", "open", 1) {
			t.Errorf("%s: %q is %s by %s, and the catalogue says %s", id, sentence, got, rule, answer)
		}
	}
	for family, kinds := range families {
		for n := range kinds {
			if id := fmt.Sprintf("%s%d", family, n+1); !seen[id] {
				t.Errorf("%s is not in the catalogue", id)
			}
		}
	}
	if len(seen) != 123 {
		t.Errorf("%d kinds are in the catalogue, want 123", len(seen))
	}
}

// Each word for a size warns of a change that it makes too much or too little of, and of no other.
func TestSizeWords(t *testing.T) {
	catalog, err := facts.Load(datasets(t))
	if err != nil {
		t.Fatal(err)
	}
	checker := rules.NewChecker(catalog, slices.Concat(rules.All(), rules.Optional()), rules.Options{Published: period.Date(2025, 2, 12)})
	warns := func(sentence string) bool {
		d, err := draft.Parse([]byte("---\nfacts: [city-burglary]\n---\n"+sentence+"\n"), draft.Markdown)
		if err != nil {
			t.Fatal(err)
		}
		return slices.ContainsFunc(checker.Check(d), func(f rules.Finding) bool { return f.Rule == "size-words" && f.Severity == rules.Warning })
	}
	for entry := range lexicon.Table("size-words") {
		if !warns(entry.Example) {
			t.Errorf("nothing is said of %q", entry.Example)
		}
	}
	for _, sentence := range []string{
		"Burglaries in Northport fell to 388 in 2024.",
		"Burglaries in Northport edged up to 437 in 2022.",
	} {
		if warns(sentence) {
			t.Errorf("a warning on %q", sentence)
		}
	}
}

// A paragraph that says itself that figures are not final, and a record that says since when, get no warning.
func TestOptionalRulesKeepSilent(t *testing.T) {
	catalog, err := facts.Load(datasets(t))
	if err != nil {
		t.Fatal(err)
	}
	checker := rules.NewChecker(catalog, slices.Concat(rules.All(), rules.Optional()), rules.Options{Published: period.Date(2025, 2, 12)})
	for _, sentence := range []string{
		"The old town had 268 burglaries in 2024, by provisional figures.",
		"The harbour had 120 burglaries in 2024.",
		"Burglaries in Northport fell to 388 in 2024, the lowest since 2018.",
	} {
		d, err := draft.Parse([]byte("---\nfacts: [city-burglary]\n---\n"+sentence+"\n"), draft.Markdown)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range checker.Check(d) {
			if slices.ContainsFunc(rules.Optional(), func(r *rules.Rule) bool { return r.Name == f.Rule }) {
				t.Errorf("%q: %s [%s]", sentence, f.Message, f.Rule)
			}
		}
	}
}
