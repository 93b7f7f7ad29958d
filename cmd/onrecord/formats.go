package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"github.com/onrecord/onrecord/report/format"
)

// outcome is what a run found, for the report formats: what all formats share, and two that are the run's own.
type outcome struct {
	run  func() *format.Run                             // made when a format asks for it
	text func(w io.Writer, color bool, width int) error // nil when the run failed: standard error tells it
	json func(w io.Writer) error

	color bool // standard output takes colours
	width int  // of the terminal in cells, 0 if there is none
}

// output is a format and the file it goes to, "" for standard output.
type output struct{ name, file string }

// outputFlags are the flags that say in which forms a report is written, and where.
type outputFlags struct {
	formats     []string
	file, color string
	quiet       bool
}

func (f *outputFlags) define(flags *pflag.FlagSet) {
	flags.StringArrayVar(&f.formats, "format", []string{"text"}, "write the report as `FORMAT[=FILE]`: "+strings.Join(formatNames(), ", ")+" (repeatable)")
	flags.StringVar(&f.file, "output", "", "write the report to `FILE` instead of standard output")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "print only what is wrong: no open claims, no counts, no remarks")
	flags.StringVar(&f.color, "color", "auto", "use colour `WHEN`: auto, always or never")
}

// outputs returns what f asks for, and whether standard output takes colours.
func (c *Command) outputs(f *outputFlags) (outputs []output, color bool, err error) {
	outputs, err = parseFormats(f.formats, f.file)
	auto := c.Terminal && c.Env("NO_COLOR") == "" && c.Env("TERM") != "dumb"
	color = f.color == "always" || f.color == "auto" && auto
	return outputs, color, errors.Join(err, oneOf("--color", f.color, []string{"auto", "always", "never"}))
}

func formatNames() []string {
	names := []string{"text", "json"}
	for _, f := range format.All() {
		names = append(names, f.Name)
	}
	return names
}

// write writes the outputs of a run. A file is no terminal.
func (c *Command) write(outputs []output, result *outcome) error {
	root := c.folderInRepository()
	for _, o := range outputs {
		if o.file == "" {
			if err := result.write(c.Stdout, o.name, root, result.color, result.width); err != nil {
				return fmt.Errorf("write report: %w", err)
			}
		} else {
			var text bytes.Buffer
			err := result.write(&text, o.name, root, false, 0)
			if err == nil {
				err = os.WriteFile(o.file, text.Bytes(), 0o666)
			}
			if err != nil {
				return fmt.Errorf("write report: %w", err)
			}
		}
		if o.name == "github" && result.text != nil {
			if err := c.jobSummary(result); err != nil {
				return fmt.Errorf("write job summary: %w", err)
			}
		}
	}
	return nil
}

func (o *outcome) write(w io.Writer, name, root string, color bool, width int) error {
	switch name {
	case "text":
		return o.text(w, color, width)
	case "json":
		return o.json(w)
	}
	run := *o.run()
	run.Root = root
	run.Color = color
	if o.text != nil {
		run.Text = func(w io.Writer) error { return o.text(w, color, width) }
	}
	f, _ := format.Find(name)
	return f.Write(w, &run)
}

// folderInRepository returns where in its checkout a CI job runs, "" at the root and outside of CI.
func (c *Command) folderInRepository() string {
	for _, name := range []string{"GITHUB_WORKSPACE", "CI_PROJECT_DIR"} {
		workspace := c.Env(name)
		if workspace == "" {
			continue
		}
		here, err := os.Getwd()
		if err != nil {
			continue
		}
		if folder, err := filepath.Rel(workspace, here); err == nil && filepath.IsLocal(folder) && folder != "." {
			return filepath.ToSlash(folder)
		}
	}
	return ""
}

// longestSummary is how much GitHub takes for the summary of one step of a job; more, and it drops all of it.
const longestSummary = 1 << 20

// jobSummary adds the report to the page of a workflow run on GitHub, which the file that the runner names becomes.
func (c *Command) jobSummary(result *outcome) error {
	name := c.Env("GITHUB_STEP_SUMMARY")
	if name == "" {
		return nil
	}
	var page bytes.Buffer
	if err := format.Markdown(&page, result.run()); err != nil {
		return err
	}
	if info, err := os.Stat(name); err == nil && info.Size()+int64(page.Len()) > longestSummary {
		return nil // what other steps have written is not ours to drop
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o666)
	if err != nil {
		return err
	}
	_, err = file.Write(page.Bytes())
	return errors.Join(err, file.Close())
}

// parseFormats reads the values of --format: FORMAT or FORMAT=FILE. The one that would go to standard output goes to
// the file of --output instead, if that is not "".
func parseFormats(written []string, outputFile string) ([]output, error) {
	var outputs []output
	var problems []error
	taken := map[string]string{}
	used := false
	for _, value := range written {
		name, file, toFile := strings.Cut(value, "=")
		if err := oneOf("--format", name, formatNames()); err != nil {
			problems = append(problems, err)
			continue
		}
		if !toFile {
			file, used = outputFile, true
		}
		place := file
		if file == "" {
			place = "standard output"
		}
		switch other, clash := taken[place]; {
		case toFile && file == "":
			problems = append(problems, fmt.Errorf("--format: %q names no file", value))
		case clash:
			problems = append(problems, fmt.Errorf("--format: %s and %s both go to %s: give one of them a file, as in %s=FILE", other, name, place, name))
		}
		taken[place] = name
		outputs = append(outputs, output{name, file})
	}
	if outputFile != "" && !used && len(problems) == 0 {
		problems = append(problems, errors.New("--output: every format has a file of its own already"))
	}
	return outputs, errors.Join(problems...)
}
