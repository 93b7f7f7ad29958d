package rules_test

import (
	"testing"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/rules"
)

func TestPublicationDay(t *testing.T) {
	for written, want := range map[string]period.Period{
		"2024-01-25":                period.Date(2024, 1, 25),
		"2024-01-25T09:00:00+01:00": period.Date(2024, 1, 25),
		"2024-01-25 09:00":          period.Date(2024, 1, 25),
		"January 25, 2024":          period.Date(2024, 1, 25),
		"25 January 2024":           period.Date(2024, 1, 25),
		"2024":                      {},
		"2024-02-30":                {},
		"yesterday":                 {},
		"25 January":                {},
		"":                          {},
	} {
		if got, ok := rules.PublicationDay(written); got != want || ok != !want.IsZero() {
			t.Errorf("%q: got %v %v, want %v", written, got, ok, want)
		}
	}
}
