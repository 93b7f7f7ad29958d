package format

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"path"
)

type (
	gitlabIssue struct {
		Description string         `json:"description"`
		CheckName   string         `json:"check_name"`
		Fingerprint string         `json:"fingerprint"`
		Severity    string         `json:"severity"`
		Location    gitlabLocation `json:"location"`
	}
	gitlabLocation struct {
		Path  string `json:"path"`
		Lines struct {
			Begin int `json:"begin"`
			End   int `json:"end"`
		} `json:"lines"`
	}
)

var gitlabSeverities = map[Level]string{Error: "major", Warning: "minor", Note: "info"}

// GitLab writes a report of GitLab's Code Quality. Of issues with one fingerprint GitLab shows only the first: the path
// is part of it, since two drafts may say the same.
func GitLab(w io.Writer, r *Run) error {
	issues := []gitlabIssue{}
	for _, f := range r.problems() {
		hash := sha256.Sum256([]byte(f.path + "\n" + f.ID))
		issue := gitlabIssue{
			Description: f.full(), CheckName: "onrecord/" + f.Rule, Fingerprint: hex.EncodeToString(hash[:16]),
			Severity: gitlabSeverities[f.Level], Location: gitlabLocation{Path: path.Clean(r.fromRoot(f.path))},
		}
		issue.Location.Lines.Begin, issue.Location.Lines.End = f.Start.Line, f.End.Line
		issues = append(issues, issue)
	}
	return encode(w, issues)
}

// compact returns a value as JSON on one line.
func compact(value any) ([]byte, error) {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return bytes.TrimRight(line.Bytes(), "\n"), err
}
