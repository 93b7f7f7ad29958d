package main

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/config"
	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
)

// openDesk is a desk without facts.
func openDesk(t *testing.T) *desk {
	t.Helper()
	settings, err := config.Isolated().For("a.md")
	if err != nil {
		t.Fatal(err)
	}
	made, err := (&desks{catalogs: map[string]*facts.Catalog{}}).open(settings, &checkOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// A mistake of onrecord's own in one draft is told as such and hides no other problem.
func TestPanicBecomesMessage(t *testing.T) {
	plain := openDesk(t)
	sources := []source{
		{path: "a.md", format: draft.Markdown, desk: plain, read: func() ([]byte, error) { panic("index out of range") }},
		{path: "b.md", format: draft.Markdown, desk: plain, read: func() ([]byte, error) { return nil, errors.New("device not ready") }},
	}
	_, err := checkAll(sources, checking{judged: true})
	want := "a.md: internal error: index out of range: please report it with the draft\nb.md: device not ready"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// However many cores work on them, articles come in the order of their sources.
func TestArticlesKeepTheirOrder(t *testing.T) {
	plain := openDesk(t)
	var sources []source
	for i := range 200 {
		text := strings.Repeat("Nothing happened here. ", (i*37)%50)
		sources = append(sources, source{path: fmt.Sprintf("%03d.md", i), format: draft.Markdown, desk: plain, read: func() ([]byte, error) { return []byte(text), nil }})
	}
	articles, err := checkAll(sources, checking{judged: true})
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range articles {
		if a.Path != sources[i].path {
			t.Fatalf("article %d is %s, want %s", i, a.Path, sources[i].path)
		}
	}
}
