package workbook

import (
	"strings"
	"testing"
)

// What would cost a parser of XML much is found by counting tags.
func TestCheckTags(t *testing.T) {
	for text, want := range map[string]string{
		`<?xml version="1.0"?><a><b c="d"/>text<!-- note --></a>`: "",
		strings.Repeat("<a>", 100) + strings.Repeat("</a>", 100):  "is nested more than 64 levels deep",
		"<a><b></b>": "was cut off",
		"<a><b":      "was cut off, or has a tag without an end",
		"<a>" + strings.Repeat("x", 2<<20) + "</a>": "has a text of more than 1024 KiB",
		strings.Repeat("<a/>", maxTags+1):           "has more cells than are read: save the sheet as CSV",
	} {
		tags, got := 0, ""
		if err := checkTags([]byte(text), &tags); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%.40s: got %q, want %q", text, got, want)
		}
	}
}
