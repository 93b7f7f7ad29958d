package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/rhysd/actionlint"
	"go.yaml.in/yaml/v4"
)

// root is the folder of the repository.
func root(t *testing.T) string {
	t.Helper()
	folder, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

// load reads a YAML file of the repository.
func load[T any](t *testing.T, name string) (value T) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root(t), name))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, &value); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return value
}

type hook struct {
	ID, Name, Description, Entry, Language, Files string
	Args                                          []string
	TypesOr                                       []string `yaml:"types_or"`
	PassFilenames                                 *bool    `yaml:"pass_filenames"`
	RequireSerial                                 bool     `yaml:"require_serial"`
}

// Each hook runs a command that onrecord knows, once, on the files that bear on it.
func TestPreCommitHooks(t *testing.T) {
	var ids []string
	for _, h := range load[[]hook](t, ".pre-commit-hooks.yaml") {
		ids = append(ids, h.ID)
		if h.Name == "" || h.Description == "" || !h.RequireSerial || h.Language != "golang" && h.Language != "system" {
			t.Errorf("%s: %+v", h.ID, h)
		}
		args, ok := strings.CutPrefix(h.Entry, "onrecord ")
		if _, stderr, code := run(strings.NewReader(""), nil, append(strings.Fields(args), append(h.Args, "--help")...)...); !ok || code != exitClean {
			t.Errorf("%s: the entry %q: exit %d: %s", h.ID, h.Entry, code, stderr)
		}
		if h.Files != "" {
			files := regexp.MustCompile(h.Files)
			for _, name := range []string{"facts/crime.yaml", "city/facts/tables/crime.csv", "crime.facts.yaml", "x/crime.facts.yml"} {
				if !files.MatchString(name) {
					t.Errorf("%s does not see %s", h.ID, name)
				}
			}
			if files.MatchString("articles/artifacts.md") || h.PassFilenames == nil || *h.PassFilenames {
				t.Errorf("%s: %+v", h.ID, h)
			}
		}
	}
	if got := strings.Join(ids, " "); got != "onrecord onrecord-facts onrecord-all onrecord-system" {
		t.Errorf("the hooks are %s: their ids stand in other people's files", got)
	}
}

// The real pre-commit builds onrecord from the hook repository and runs it on a commit.
func TestPreCommitRuns(t *testing.T) {
	if os.Getenv("ONRECORD_TEST_PRE_COMMIT") == "" {
		t.Skip("builds everything anew, which takes minutes: set ONRECORD_TEST_PRE_COMMIT=1")
	}
	if _, err := exec.LookPath("pre-commit"); err != nil {
		t.Skip("pre-commit is not installed")
	}
	hooks := root(t)
	goEnv := func(name string) string {
		t.Helper()
		value, err := exec.Command("go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(value))
	}
	modules, builds := goEnv("GOMODCACHE"), goEnv("GOCACHE")
	write, git := scratch(t, map[string]string{"facts/burglary.facts.yaml": burglaries, ".onrecord.yaml": configured})
	// The hook repository is what stands here, committed or not.
	snapshot, homes := t.TempDir(), t.TempDir()
	listing, err := exec.Command("git", "-C", hooks, "ls-files", "-z", "--cached", "--others", "--exclude-standard").Output()
	if err != nil {
		t.Skip("not in a git repository")
	}
	for name := range strings.SplitSeq(strings.TrimRight(string(listing), "\x00"), "\x00") {
		text, err := os.ReadFile(filepath.Join(hooks, name))
		if err != nil || strings.HasPrefix(name, "testdata/") {
			continue
		}
		if err := os.MkdirAll(filepath.Join(snapshot, filepath.Dir(name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(snapshot, name), text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}, {"-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "hooks"}} {
		git(append([]string{"-C", snapshot}, args...)...)
	}
	revision, err := exec.Command("git", "-C", snapshot, "rev-parse", "HEAD").Output()
	if err != nil {
		t.Fatal(err)
	}
	write(".pre-commit-config.yaml", fmt.Sprintf("repos:\n  - repo: %s\n    rev: %s    hooks: [{id: onrecord-facts}, {id: onrecord, files: ^articles/}, {id: onrecord-all, args: [articles]}]\n", snapshot, revision))
	commit := func(files ...string) (out string, failed bool) {
		t.Helper()
		git(append([]string{"add"}, files...)...)
		command := exec.Command("pre-commit", "run", "--verbose")
		command.Env = append(os.Environ(), "PRE_COMMIT_HOME="+filepath.Join(homes, "hooks"),
			"GOPROXY=file://"+modules+"/cache/download", "GOCACHE="+builds, "GOFLAGS=-modcacherw -buildvcs=false", "GOSUMDB=off",
			"XDG_CACHE_HOME="+filepath.Join(homes, "cache"))
		text, err := command.CombinedOutput()
		return string(text), err != nil
	}
	sourced := "title: Burglaries\nsource: {publisher: Northport Police, title: Recorded crime, url: https://example.org/crime, published: 2025-02-11, accessed: 2025-02-12, license: CC-BY-4.0}\n"
	write("facts/burglary.facts.yaml", sourced+burglaries) // changed, so that the hooks on facts run too
	write("articles/right.md", dated+"Northport had 388 burglaries in 2024.\n")
	if out, failed := commit("."); failed || strings.Count(out, "Passed") != 3 {
		t.Fatalf("a right commit: %s", out)
	}
	write("articles/wrong.md", dated+"Northport had 398 burglaries in 2024.\n")
	if out, failed := commit("articles/wrong.md"); !failed || !strings.Contains(out, "articles/wrong.md:4:15: refuted: burglaries: 388 in 2024 [value]") {
		t.Errorf("a wrong draft: %s", out)
	}
}

type action struct {
	Inputs  map[string]struct{ Description, Default string }
	Outputs map[string]struct{ Description, Value string }
	Runs    struct {
		Using string
		Steps []struct {
			ID, Name, Shell, Run string
			Env                  map[string]string
		}
	}
}

// The action hands every input to a script by the environment, and never into it.
func TestAction(t *testing.T) {
	a := load[action](t, "action.yml")
	used := map[string]bool{}
	for _, step := range a.Runs.Steps {
		if step.Shell == "" || strings.Contains(step.Run, "${{") {
			t.Errorf("step %q: a composite step names its shell, and takes inputs from the environment", step.Name)
		}
		for _, value := range step.Env {
			for _, found := range regexp.MustCompile(`inputs\.([a-z-]+)`).FindAllStringSubmatch(value, -1) {
				used[found[1]] = true
				if _, ok := a.Inputs[found[1]]; !ok {
					t.Errorf("step %q uses the input %s, which there is not", step.Name, found[1])
				}
			}
		}
	}
	var names []string
	for name, input := range a.Inputs {
		names = append(names, name)
		if !used[name] || input.Description == "" {
			t.Errorf("input %s: used %v, described as %q", name, used[name], input.Description)
		}
	}
	slices.Sort(names)
	if got := strings.Join(names, " "); got != "args config drafts facts fail-on format only-changed published sarif-file version version-file working-directory" {
		t.Errorf("the inputs are %s: their names stand in other people's files", got)
	}
	for name, output := range a.Outputs {
		if output.Value != "${{ steps.check.outputs."+name+" }}" {
			t.Errorf("output %s is %s", name, output.Value)
		}
	}
}

// actionlint reads the action's metadata where a workflow uses it, and the workflows of the repository and the starter.
func TestWorkflows(t *testing.T) {
	a := load[action](t, "action.yml")
	var with, outputs strings.Builder
	for name := range a.Inputs {
		fmt.Fprintf(&with, "          %s: x\n", name)
	}
	for name := range a.Outputs {
		fmt.Fprintf(&outputs, "      - run: echo ${{ steps.facts.outputs.%s }}\n", name)
	}
	starters, err := starter.ReadFile("starter/.github/workflows/facts.yml")
	if err != nil {
		t.Fatal(err)
	}
	workflows := map[string]string{
		"uses.yml":    "on: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: ./\n        id: facts\n        with:\n" + with.String() + outputs.String(),
		"starter.yml": strings.ReplaceAll(string(starters), "ONRECORD_VERSION", "v1.0.0"),
		"ci.yml":      read(filepath.Join(root(t), ".github/workflows/ci.yml")),
		"release.yml": read(filepath.Join(root(t), ".github/workflows/release.yml")),
		"unknown.yml": "on: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: ./\n        with: {draft: x}\n",
	}
	folder := t.TempDir()
	for name, text := range workflows {
		path := filepath.Join(folder, ".github", "workflows", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "action.yml"), []byte(read(filepath.Join(root(t), "action.yml"))), 0o666); err != nil {
		t.Fatal(err)
	}
	project, err := actionlint.NewProject(folder)
	if err != nil {
		t.Fatal(err)
	}
	for name := range workflows {
		path := filepath.Join(folder, ".github", "workflows", name)
		linter, err := actionlint.NewLinter(io.Discard, &actionlint.LinterOptions{WorkingDir: folder})
		if err != nil {
			t.Fatal(err)
		}
		problems, err := linter.LintFile(path, project)
		if err != nil {
			t.Fatal(err)
		}
		if name == "unknown.yml" {
			if len(problems) == 0 {
				t.Error("actionlint does not read action.yml: it knows no input of it")
			}
			continue
		}
		for _, p := range problems {
			t.Errorf("%s: %v", name, p)
		}
	}
}

// script runs a script of the action in the current folder.
func script(t *testing.T, name string, environment ...string) (out string, code int) {
	t.Helper()
	bash, err := exec.LookPath("bash")
	if err != nil || runtime.GOOS == "windows" {
		t.Skip("bash is not installed")
	}
	command := exec.Command(bash, name)
	command.Env = append(os.Environ(), environment...)
	text, err := command.CombinedOutput()
	if err != nil && command.ProcessState == nil {
		t.Fatal(err)
	}
	return string(text), command.ProcessState.ExitCode()
}

// What the action downloads is what the release says, under the names that goreleaser gives.
func TestActionInstallsReleases(t *testing.T) {
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("curl is not installed")
	}
	release := load[struct {
		Archives []struct {
			NameTemplate string `yaml:"name_template"`
		}
		Checksum struct {
			NameTemplate string `yaml:"name_template"`
		}
		Builds []struct {
			Main, Binary string
			Ldflags      []string
		}
	}](t, ".goreleaser.yaml")
	if release.Archives[0].NameTemplate != "onrecord_{{ .Version }}_{{ .Os }}_{{ .Arch }}" || release.Checksum.NameTemplate != "checksums.txt" ||
		release.Builds[0].Main != "./cmd/onrecord" || !strings.Contains(release.Builds[0].Ldflags[0], "-X main.version={{ .Tag }}") {
		t.Errorf("the action and .goreleaser.yaml name other files: %+v", release)
	}

	install := filepath.Join(root(t), ".github/action/install")
	releases, runner := t.TempDir(), t.TempDir()
	t.Chdir(t.TempDir())
	arch := map[string]string{"amd64": "amd64", "arm64": "arm64"}[runtime.GOARCH]
	if arch == "" {
		t.Skip("no release for this machine")
	}
	name := fmt.Sprintf("onrecord_1.2.3_%s_%s.tar.gz", runtime.GOOS, arch)
	var archive bytes.Buffer
	zipped := gzip.NewWriter(&archive)
	packed := tar.NewWriter(zipped)
	program := "#!/bin/sh\necho onrecord v1.2.3\n"
	packed.WriteHeader(&tar.Header{Name: "onrecord", Mode: 0o755, Size: int64(len(program))})
	io.WriteString(packed, program)
	packed.Close()
	zipped.Close()
	folder := filepath.Join(releases, "v1.2.3")
	if err := os.MkdirAll(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	put := func(file, text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	put(filepath.Join(folder, name), archive.String())
	put(filepath.Join(folder, "checksums.txt"), fmt.Sprintf("%x  %s\n", sha256.Sum256(archive.Bytes()), name))
	put(".onrecord-version", "1.2.3\n")
	path := filepath.Join(runner, "path")
	environment := []string{"RUNNER_TEMP=" + runner, "GITHUB_PATH=" + path, "ONRECORD_RELEASES=file://" + releases}
	for _, given := range []string{"INPUT_VERSION=v1.2.3", "INPUT_VERSION=1.2.3", "INPUT_VERSION_FILE=.onrecord-version", "ACTION_REF=v1.2.3"} {
		os.Remove(path)
		if out, code := script(t, install, append(environment, given)...); code != 0 || !strings.Contains(out, "onrecord v1.2.3") || !strings.HasSuffix(read(path), "onrecord-bin\n") {
			t.Errorf("%s: exit %d: %s", given, code, out)
		}
	}
	if out, code := script(t, install, append(environment, "INPUT_VERSION=v9.9.9")...); code == 0 || !strings.Contains(out, "of release v9.9.9") {
		t.Errorf("a release that there is not: exit %d: %s", code, out)
	}
	put(filepath.Join(folder, name), archive.String()+"x")
	if out, code := script(t, install, append(environment, "INPUT_VERSION=v1.2.3")...); code == 0 || !strings.Contains(out, "is not what release v1.2.3 says") {
		t.Errorf("an archive that was tampered with: exit %d: %s", code, out)
	}
}

// The check script turns inputs into arguments, one a line, and what was found into outputs.
func TestActionChecks(t *testing.T) {
	check := filepath.Join(root(t), ".github/action/check")
	_, git := scratch(t, map[string]string{"a.md": "It rose.\n"})
	runner := t.TempDir()
	// In the place of onrecord: it notes its arguments, and writes a report.
	stub := "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\" > \"$RUNNER_TEMP/args\"\nprintf '{\\n  \"summary\": {\\n    \"drafts\": 1,\\n    \"supported\": 9,\\n    \"refuted\": 2,\\n    \"not_enough_info\": 3\\n  }\\n}' > \"$RUNNER_TEMP/onrecord.json\"\nexit ${STUB_EXIT:-1}\n"
	if err := os.WriteFile(filepath.Join(runner, "onrecord"), []byte(stub), 0o755); err != nil {
		t.Fatal(err)
	}
	output := filepath.Join(runner, "output")
	environment := []string{"PATH=" + runner + string(os.PathListSeparator) + os.Getenv("PATH"), "RUNNER_TEMP=" + runner, "GITHUB_OUTPUT=" + output}
	out, code := script(t, check, append(environment, "INPUT_DRAFTS=articles\n\n my drafts/*.md\n", "INPUT_FACTS=facts\nmore facts", "INPUT_FAIL_ON=warning",
		"INPUT_SARIF_FILE=out.sarif", "INPUT_ARGS=--show\nall", "INPUT_PUBLISHED=2025-02-12", "INPUT_FORMAT=github")...)
	want := "check --format github --format json=" + runner + "/onrecord.json --facts facts --facts more facts --published 2025-02-12 --fail-on warning --format sarif=out.sarif --show all -- articles  my drafts/*.md"
	if got := strings.Join(lines(read(filepath.Join(runner, "args"))), " "); code != 1 || got != want {
		t.Errorf("exit %d: %s\ngot  %s\nwant %s", code, out, got, want)
	}
	if got := read(output); got != "refuted=2\nsupported=9\nnot-enough-info=3\nsarif-file=out.sarif\n" {
		t.Errorf("outputs: %s", got)
	}

	head, err := exec.Command("git", "rev-parse", "HEAD").Output()
	if err != nil {
		t.Fatal(err)
	}
	for base, want := range map[string]string{
		strings.TrimSpace(string(head)): " --diff " + strings.TrimSpace(string(head)), strings.Repeat("0", 40): "", "": "",
	} {
		script(t, check, append(environment, "INPUT_ONLY_CHANGED=true", "BASE="+base)...)
		got := strings.Join(lines(read(filepath.Join(runner, "args"))), " ")
		if !strings.HasSuffix(got, "/onrecord.json"+want+" -- .") {
			t.Errorf("only-changed since %q: %s", base, got)
		}
	}
	if out, code := script(t, check, append(environment, "INPUT_ONLY_CHANGED=true", "BASE="+strings.Repeat("1", 40))...); code != exitFailed || !strings.Contains(out, "fetch-depth 0") {
		t.Errorf("a commit that was not fetched: exit %d: %s", code, out)
	}
	os.Remove(output)
	if _, code := script(t, check, append(environment, "STUB_EXIT=2")...); code != exitFailed || read(output) != "" {
		t.Errorf("a run that failed: exit %d, outputs %s", code, read(output))
	}
	git("status")
}

// The problem matcher finds what the reports say, with colours and without.
func TestProblemMatcher(t *testing.T) {
	var file struct {
		ProblemMatcher []struct {
			Severity string
			Pattern  []struct {
				Regexp                            string
				File, Line, Column, Message, Code int
			}
		}
	}
	if err := json.Unmarshal([]byte(read(filepath.Join(root(t), ".github/onrecord-matcher.json"))), &file); err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Join(root(t), "testdata/cli/config"))
	if err := os.WriteFile(filepath.Join(t.TempDir(), "x"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, color := range []string{"never", "always"} {
		for _, format := range []string{"text", "concise"} {
			for folder, severity := range map[string]string{"archive": "warning", "articles/agency.wire.md": "error"} {
				args := []string{"check", "--color", color, "--format", format, folder}
				if severity == "error" {
					args = append(args, "--isolated", "--facts", "../northport.facts.yaml")
				}
				stdout, _, _ := run(strings.NewReader(""), nil, args...)
				var found []string
				for _, line := range lines(stdout) {
					for _, m := range file.ProblemMatcher {
						p := m.Pattern[0]
						if at := regexp.MustCompile(p.Regexp).FindStringSubmatch(line); at != nil {
							found = append(found, m.Severity+" "+at[p.Line]+":"+at[p.Column]+" "+at[p.Code])
							if !strings.HasSuffix(at[p.File], ".md") || !strings.Contains(at[p.Message], "388 in 2024") {
								t.Errorf("%q is read as %q", line, at)
							}
						}
					}
				}
				if got := strings.Join(found, ", "); got != severity+" 4:30 value" {
					t.Errorf("%s, colour %s, %s: found %q in %q", format, color, folder, got, stdout)
				}
			}
		}
	}
}

// The container is built with a Go that the module can be built with.
func TestContainerBuildsWithTheModulesGo(t *testing.T) {
	wanted := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(read(filepath.Join(root(t), "go.mod")))
	if image := "golang:" + wanted[1] + "-alpine"; !strings.Contains(read(filepath.Join(root(t), "Containerfile")), image) {
		t.Errorf("the Containerfile does not build on %s", image)
	}
}
