package format

import (
	"fmt"
	"io"
	"net/url"
	"path"
	"regexp"
	"strings"
	"sync"
)

// The parts of SARIF 2.1.0 that are written. The libraries for it write every default, twice the bytes, and code scanning
// limits those.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		Automation  sarifAutomation   `json:"automationDetails"`
		Invocations []sarifInvocation `json:"invocations"`
		ColumnKind  string            `json:"columnKind"`
		Results     []sarifResult     `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name            string      `json:"name"`
		SemanticVersion string      `json:"semanticVersion,omitempty"`
		InformationURI  string      `json:"informationUri"`
		Rules           []sarifRule `json:"rules"`
	}
	sarifAutomation struct {
		ID string `json:"id"`
	}
	sarifInvocation struct {
		Successful    bool                `json:"executionSuccessful"`
		ExitCode      *int                `json:"exitCode,omitempty"`
		Notifications []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	}
	sarifNotification struct {
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifRule struct {
		ID               string          `json:"id"`
		ShortDescription sarifText       `json:"shortDescription"`
		FullDescription  sarifText       `json:"fullDescription"`
		Help             sarifText       `json:"help"`
		Configuration    sarifLevel      `json:"defaultConfiguration"`
		Properties       sarifProperties `json:"properties"`
	}
	sarifLevel struct {
		Level string `json:"level"`
	}
	sarifProperties struct {
		Precision string   `json:"precision"`
		Tags      []string `json:"tags"`
	}
	sarifResult struct {
		RuleID       string             `json:"ruleId"`
		RuleIndex    *int               `json:"ruleIndex,omitempty"`
		Kind         string             `json:"kind"`
		Level        string             `json:"level"`
		Message      sarifText          `json:"message"`
		Locations    []sarifLocation    `json:"locations"`
		Related      []sarifLocation    `json:"relatedLocations,omitempty"`
		Fingerprints map[string]string  `json:"partialFingerprints"`
		Fixes        []sarifFix         `json:"fixes,omitempty"`
		Suppressions []sarifSuppression `json:"suppressions,omitempty"`
	}
	sarifLocation struct {
		ID       int           `json:"id,omitempty"`
		Message  *sarifText    `json:"message,omitempty"`
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int        `json:"startLine"`
		StartColumn int        `json:"startColumn,omitempty"`
		EndLine     int        `json:"endLine,omitempty"`
		EndColumn   int        `json:"endColumn,omitempty"`
		Snippet     *sarifText `json:"snippet,omitempty"`
	}
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion `json:"deletedRegion"`
		Inserted sarifText   `json:"insertedContent"`
	}
	sarifSuppression struct {
		Kind          string `json:"kind"`
		Justification string `json:"justification,omitempty"`
	}
)

// mostRelated bounds the rows that one result leads to: a sum over a thousand rows is shown by the first of them.
const mostRelated = 20

// SARIF writes a log of SARIF 2.1.0 with all problems, the suppressed ones marked as such, and with All also what passed
// and what is open. Columns count UTF-16 code units, which code scanning expects.
func SARIF(w io.Writer, r *Run) error {
	run := sarifRun{ColumnKind: "utf16CodeUnits", Results: []sarifResult{}, Invocations: []sarifInvocation{r.invocation()}}
	run.Automation.ID = "onrecord-" + r.Subject + "/"
	run.Tool.Driver = sarifDriver{Name: "onrecord", InformationURI: home, Rules: []sarifRule{}}
	if version := strings.TrimPrefix(r.Version, "v"); semantic().MatchString(version) {
		run.Tool.Driver.SemanticVersion = version
	}
	index := map[string]int{}
	for i, rule := range r.Rules {
		index[rule.Name] = i
		text := strings.Join(strings.Fields(rule.Text), " ")
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{
			rule.Name, sarifText{rule.Title}, sarifText{shorten(text, 1024)}, sarifText{text}, sarifLevel{sarifLevelOf(rule.Level)},
			sarifProperties{"very-high", []string{r.Subject}},
		})
	}
	for _, file := range r.Files {
		for i := range file.Findings {
			f := &file.Findings[i]
			if f.Level == None && !r.All {
				continue
			}
			result := r.sarifResult(file.Path, f)
			if at, known := index[f.Rule]; known {
				result.RuleIndex = &at
			}
			run.Results = append(run.Results, result)
		}
	}
	return encode(w, sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

// failedExit is the exit code of a run that judged nothing.
const failedExit = 2

// invocation tells whether the run came to an end, and if not, why. A log without results must not pass for a clean one.
func (r *Run) invocation() sarifInvocation {
	if len(r.Problems) == 0 {
		return sarifInvocation{Successful: true}
	}
	code := failedExit
	run := sarifInvocation{ExitCode: &code}
	for _, p := range r.Problems {
		n := sarifNotification{Level: "error", Message: sarifText{linkEscaper.Replace(p.Message)}}
		if p.Path != "" {
			at := sarifPhysical{Artifact: sarifArtifact{uri(r.fromRoot(p.Path))}}
			if p.Line > 0 { // the column counts code points, and here it would be taken for code units
				at.Region = &sarifRegion{StartLine: p.Line}
			}
			n.Locations = []sarifLocation{{Physical: at}}
		}
		run.Notifications = append(run.Notifications, n)
	}
	return run
}

var semantic = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$`) })

func sarifLevelOf(l Level) string {
	if l == None {
		return "none"
	}
	return string(l)
}

func (r *Run) sarifResult(path string, f *Finding) sarifResult {
	path = r.fromRoot(path)
	result := sarifResult{RuleID: f.Rule, Kind: "fail", Level: sarifLevelOf(f.Level), Message: sarifText{linkEscaper.Replace(f.Message)}}
	switch { // a kind other than fail has no level
	case f.Level != None:
	case f.Outcome == Open:
		result.Kind = "open"
	default:
		result.Kind = "pass"
	}
	region := sarifSpan(f.Start, f.End)
	if f.Text != "" {
		region.Snippet = &sarifText{f.Text}
	}
	result.Locations = []sarifLocation{{Physical: sarifPhysical{sarifArtifact{uri(path)}, &region}}}
	var links []string
	for i, e := range f.Evidence {
		if i == mostRelated {
			links = append(links, fmt.Sprintf("and %d more", len(f.Evidence)-i))
			break
		}
		result.Related = append(result.Related, sarifLocation{i + 1, &sarifText{e.Text}, sarifPhysical{sarifArtifact{uri(r.fromRoot(e.Path))}, &sarifRegion{StartLine: e.Line}}})
		links = append(links, fmt.Sprintf("[%s:%d](%d)", linkEscaper.Replace(baseName(e.Path)), e.Line, i+1))
	}
	if len(links) > 0 {
		result.Message.Text += "\nOn record: " + strings.Join(links, ", ")
	}
	// The first name is the only one that code scanning follows alerts by. A paragraph is one line, so a hash of the line
	// would merge the claims in it.
	result.Fingerprints = map[string]string{"primaryLocationLineHash": f.ID, "onrecord/v1": f.ID}
	if f.Fix != nil {
		result.Fixes = []sarifFix{{sarifText{f.Fix.words()}, []sarifChange{{sarifArtifact{uri(path)}, []sarifReplacement{
			{sarifSpan(f.Fix.Start, f.Fix.End), sarifText{f.Fix.Text}},
		}}}}}
	}
	if s := f.Suppressed; s != nil {
		kind := "external"
		if s.InSource {
			kind = "inSource"
		}
		result.Suppressions = []sarifSuppression{{kind, s.Reason}}
	}
	return result
}

// linkEscaper keeps brackets of a message from being read as links to locations.
var linkEscaper = strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`)

func sarifSpan(start, end Place) sarifRegion {
	return sarifRegion{StartLine: start.Line, StartColumn: start.UTF16, EndLine: end.Line, EndColumn: end.UTF16}
}

// uri returns a path as a reference: relative where it is, and percent-encoded, so that any name is one.
func uri(name string) string {
	name = path.Clean(strings.ReplaceAll(name, `\`, "/"))
	if drive().MatchString(name) {
		name = "/" + name
	}
	u := url.URL{Path: name}
	if strings.HasPrefix(name, "/") {
		u.Scheme = "file"
	}
	return u.String()
}

var drive = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z]:/`) })

func baseName(name string) string { return name[strings.LastIndexByte(name, '/')+1:] }
