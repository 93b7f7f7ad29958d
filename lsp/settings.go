package lsp

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/rules"
)

// settings are what the client may set, as initializationOptions or in its section "onrecord".
type settings struct {
	// Facts are files and folders, from the workspace folder. Without them, the folder named facts is read if there is one.
	Facts []string `json:"facts"`
	// Published is the day of drafts that do not say when they are published.
	Published string `json:"published"`
	// Show says which claims have diagnostics: refuted, open (what is not on record too) or all.
	Show string `json:"show"`

	published period.Period
}

// readSettings reads settings in either form, bare or inside "onrecord". A single path of facts need not be a list.
func readSettings(raw json.RawMessage) (settings, error) {
	var outer struct {
		Onrecord json.RawMessage `json:"onrecord"`
	}
	if json.Unmarshal(raw, &outer) == nil && len(outer.Onrecord) > 0 {
		raw = outer.Onrecord
	}
	var s settings
	if len(raw) == 0 || string(raw) == "null" {
		return s, nil
	}
	var loose struct {
		Facts     json.RawMessage `json:"facts"`
		Published *string         `json:"published"`
		Show      *string         `json:"show"`
	}
	if err := json.Unmarshal(raw, &loose); err != nil {
		return s, fmt.Errorf("settings: %w", err)
	}
	var one string
	switch {
	case len(loose.Facts) == 0 || string(loose.Facts) == "null":
	case json.Unmarshal(loose.Facts, &one) == nil:
		s.Facts = []string{one}
	default:
		if err := json.Unmarshal(loose.Facts, &s.Facts); err != nil {
			return s, fmt.Errorf("settings: facts must be a path or a list of paths: %w", err)
		}
	}
	s.Facts = slices.DeleteFunc(s.Facts, func(path string) bool { return path == "" })
	if loose.Published != nil && *loose.Published != "" {
		day, ok := rules.PublicationDay(*loose.Published)
		if !ok {
			return s, fmt.Errorf("settings: published: %q is not a day, such as 2025-02-12", *loose.Published)
		}
		s.Published, s.published = *loose.Published, day
	}
	if loose.Show != nil && *loose.Show != "" {
		if s.Show = *loose.Show; !slices.Contains([]string{"refuted", "open", "all"}, s.Show) {
			return s, fmt.Errorf("settings: show: %q is not refuted, open or all", s.Show)
		}
	}
	return s, nil
}

// shows reports whether a finding has a diagnostic. Supported claims have one only on demand: they answer to hover.
func (s *settings) shows(f *rules.Finding) bool {
	switch {
	case f.Suppressed != nil:
		return false
	case f.Label == rules.Refuted, f.Label == rules.Supported && f.Severity == rules.Warning:
		return true
	case f.Label == rules.NotEnoughInfo:
		return s.Show != "refuted"
	}
	return s.Show == "all"
}
