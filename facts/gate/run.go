package gate

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/report/format"
)

// Run returns the findings in the terms that all formats share. Every checked file has its place in it, also one with no
// finding.
func (r *Report) Run() *format.Run {
	run := &format.Run{Version: r.Version, Subject: "facts", Summary: strings.TrimSuffix(r.summary(), "\n")}
	for _, rule := range All() {
		run.Rules = append(run.Rules, format.Rule{Name: rule.Name, Title: rule.Doc.Title, Text: rule.Doc.Text, Level: format.Level(rule.Severity)})
	}
	at := map[string]int{}
	places := map[string]*format.Places{}
	for _, file := range r.Inspected {
		at[file.Path] = len(run.Files)
		run.Files = append(run.Files, format.File{Path: filepath.ToSlash(file.Path)})
		places[file.Path] = format.PlacesIn(file.Text)
	}
	seen := map[string]int{}
	for i := range r.Findings {
		f := &r.Findings[i]
		id := f.fingerprint()
		seen[id]++
		hash := sha256.Sum256([]byte(id + "\n" + strconv.Itoa(seen[id])))
		finding := format.Finding{
			ID: hex.EncodeToString(hash[:16]), Rule: f.Rule, Outcome: format.Failed, Level: format.Level(f.Severity), Verdict: string(f.Severity), Message: f.Message,
			Start: places[f.Path].In(f.Line, f.Column), Record: f,
		}
		finding.End = places[f.Path].In(f.Line, f.Column+1)
		if f.Suppressed != "" {
			finding.Suppressed = &format.Suppression{InSource: !f.fromBaseline, Reason: f.Suppressed}
		}
		file, known := at[f.Path]
		if !known {
			file = len(run.Files)
			at[f.Path] = file
			run.Files = append(run.Files, format.File{Path: filepath.ToSlash(f.Path)})
		}
		run.Files[file].Findings = append(run.Files[file].Findings, finding)
	}
	return run
}
