package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/report/baseline"
	"github.com/onrecord/onrecord/rules"
)

// readClaims returns the baseline that the flags name, nil for none.
func readClaims(f *checkFlags) (*baseline.Baseline, error) {
	if f.baseline == "" {
		if f.writeBaseline {
			return nil, errors.New("--write-baseline needs --baseline FILE")
		}
		return nil, nil
	}
	text, err := os.ReadFile(f.baseline)
	if err != nil {
		if f.writeBaseline && errors.Is(err, os.ErrNotExist) {
			return baseline.New(), nil
		}
		return nil, fmt.Errorf("--baseline: %s: %s; --write-baseline makes one", f.baseline, reason(err))
	}
	b, err := baseline.Read(text)
	if err != nil {
		return nil, fmt.Errorf("--baseline: %s %w", f.baseline, err)
	}
	return b, nil
}

// applyBaseline marks what the baseline has as suppressed, after writing it anew if that is wanted. Drafts that are
// not part of this run keep what the baseline says of them, unless they are gone.
func (c *Command) applyBaseline(f *checkFlags, b *baseline.Baseline, sources []source, articles []report.Article) error {
	if b == nil {
		return nil
	}
	folder := filepath.Dir(f.baseline)
	if f.writeBaseline {
		b.Forget(func(path string) bool {
			_, err := os.Stat(filepath.Join(folder, filepath.FromSlash(path)))
			return errors.Is(err, os.ErrNotExist)
		})
		for i, a := range articles {
			bars := sources[i].desk.settings.FailOn
			b.Replace(baselinePath(folder, &sources[i]), a, func(f *rules.Finding) bool {
				return f.Label == rules.Refuted || f.Label == rules.Supported && f.Severity == rules.Warning ||
					f.Label == rules.NotEnoughInfo && slices.Contains(bars, "not_enough_info")
			})
		}
		if err := os.WriteFile(f.baseline, b.Encode(), 0o666); err != nil {
			return fmt.Errorf("write baseline: %w", err)
		}
	}
	gone := 0
	for i, a := range articles {
		gone += b.Apply(baselinePath(folder, &sources[i]), a)
	}
	if gone > 0 {
		fmt.Fprintf(c.Stderr, "onrecord: %s has %s gone from these drafts: write it anew with --write-baseline\n", f.baseline, claimsThatAre(gone))
	}
	return nil
}

func claimsThatAre(n int) string {
	if n == 1 {
		return "1 claim that is"
	}
	return fmt.Sprintf("%d claims that are", n)
}

// baselinePath names a draft from the folder of the baseline, so that the folder from which onrecord runs makes no
// difference.
func baselinePath(folder string, s *source) string {
	if s.file == "" {
		return s.path
	}
	from, errFrom := filepath.Abs(folder)
	to, errTo := filepath.Abs(s.file)
	if relative, err := filepath.Rel(from, to); err == nil && errFrom == nil && errTo == nil {
		return filepath.ToSlash(relative)
	}
	return s.path
}
