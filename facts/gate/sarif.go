package gate

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
)

// The parts of SARIF 2.1.0 that code scanning reads.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name            string      `json:"name"`
		SemanticVersion string      `json:"semanticVersion,omitempty"`
		Rules           []sarifRule `json:"rules"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifRule struct {
		ID               string     `json:"id"`
		ShortDescription sarifText  `json:"shortDescription"`
		FullDescription  sarifText  `json:"fullDescription"`
		Help             sarifText  `json:"help"`
		Configuration    sarifLevel `json:"defaultConfiguration"`
	}
	sarifLevel struct {
		Level string `json:"level"`
	}
	sarifResult struct {
		RuleID       string             `json:"ruleId"`
		RuleIndex    int                `json:"ruleIndex"`
		Level        string             `json:"level"`
		Message      sarifText          `json:"message"`
		Locations    []sarifLocation    `json:"locations"`
		Fingerprints map[string]string  `json:"partialFingerprints"`
		Suppressions []sarifSuppression `json:"suppressions,omitempty"`
	}
	sarifLocation struct {
		Physical struct {
			Artifact struct {
				URI string `json:"uri"`
			} `json:"artifactLocation"`
			Region struct {
				StartLine   int `json:"startLine"`
				StartColumn int `json:"startColumn"`
				EndLine     int `json:"endLine"`
				EndColumn   int `json:"endColumn"`
			} `json:"region"`
		} `json:"physicalLocation"`
	}
	sarifSuppression struct {
		Kind          string `json:"kind"`
		Justification string `json:"justification"`
	}
)

// SARIF writes a log of SARIF 2.1.0 with all findings, the suppressed ones marked as such.
func SARIF(w io.Writer, r *Report) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver.Name = "onrecord"
	if r.Version != "devel" {
		run.Tool.Driver.SemanticVersion = strings.TrimPrefix(r.Version, "v")
	}
	index := map[string]int{}
	for i, rule := range All() {
		index[rule.Name] = i
		text := strings.Join(strings.Fields(rule.Doc.Text), " ")
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{
			rule.Name, sarifText{rule.Doc.Title}, sarifText{text}, sarifText{text}, sarifLevel{string(rule.Severity)},
		})
	}
	seen := map[string]int{}
	for _, f := range r.Findings {
		result := sarifResult{RuleID: f.Rule, RuleIndex: index[f.Rule], Level: string(f.Severity), Message: sarifText{f.Message}}
		var at sarifLocation
		at.Physical.Artifact.URI = (&url.URL{Path: filepath.ToSlash(f.Path)}).EscapedPath()
		at.Physical.Region.StartLine, at.Physical.Region.StartColumn = f.Line, f.Column
		at.Physical.Region.EndLine, at.Physical.Region.EndColumn = f.Line, f.Column+1
		result.Locations = []sarifLocation{at}
		id := f.fingerprint()
		seen[id]++
		hash := sha256.Sum256([]byte(id + "\n" + strconv.Itoa(seen[id])))
		result.Fingerprints = map[string]string{"onrecordFacts/v1": hex.EncodeToString(hash[:16])}
		switch {
		case f.fromBaseline:
			result.Suppressions = []sarifSuppression{{"external", f.Suppressed}}
		case f.Suppressed != "":
			result.Suppressions = []sarifSuppression{{"inSource", f.Suppressed}}
		}
		run.Results = append(run.Results, result)
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}
