// Package report writes what was found in drafts: as text for a terminal and as JSON for programs.
// It turns byte spans into lines and columns, and never judges; the same findings give the same bytes
// on every machine.
package report

import (
	"cmp"
	"slices"

	"github.com/onrecord/onrecord/rules"
)

// Article is a checked draft: its path as it shall be printed, its bytes, and what was found in it,
// sorted as Checker.Check returns it.
type Article struct {
	Path     string
	Draft    []byte
	Findings []rules.Finding
	Notices  []rules.Notice // on how the draft is annotated, by place
	IDs      []string       // the names of the findings, where claims of the draft are left out; nil: Fingerprints finds them
}

// Summary counts claims by verdict over all drafts of a run; those that are suppressed have no part in the verdicts.
type Summary struct {
	Drafts        int `json:"drafts"`
	Supported     int `json:"supported"`
	Refuted       int `json:"refuted"`
	NotEnoughInfo int `json:"not_enough_info"`
	Suppressed    int `json:"suppressed,omitempty"`
	Notices       int `json:"notices,omitempty"`
}

// Claims returns the number of claims counted.
func (s Summary) Claims() int { return s.Supported + s.Refuted + s.NotEnoughInfo + s.Suppressed }

// Count returns the summary of articles.
func Count(articles []Article) Summary {
	s := Summary{Drafts: len(articles)}
	for _, a := range articles {
		s.Notices += len(a.Notices)
		for i := range a.Findings {
			s.add(&a.Findings[i])
		}
	}
	return s
}

func (s *Summary) add(f *rules.Finding) {
	switch {
	case f.Suppressed != nil:
		s.Suppressed++
	case f.Label == rules.Supported:
		s.Supported++
	case f.Label == rules.Refuted:
		s.Refuted++
	default:
		s.NotEnoughInfo++
	}
}

// sorted returns articles by path and leaves the argument as it is. Drafts of one path keep their order.
func sorted(articles []Article) []Article {
	articles = slices.Clone(articles)
	slices.SortStableFunc(articles, func(a, b Article) int { return cmp.Compare(a.Path, b.Path) })
	return articles
}
