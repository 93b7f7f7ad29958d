package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/onrecord/onrecord/report"
)

// outcome is what a run found, for the report formats.
type outcome struct {
	articles []report.Article
	version  string
	text     report.TextOptions
}

// format is a way to write an outcome. A new one is a line in formats.
type format struct {
	name  string
	write func(w io.Writer, o *outcome) error
}

var formats = []format{
	{"text", func(w io.Writer, o *outcome) error { return report.Text(w, o.articles, o.text) }},
	{"json", func(w io.Writer, o *outcome) error { return report.JSON(w, o.version, o.articles) }},
}

func formatNames() (names []string) {
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// output is a format and the file it goes to, "" for standard output.
type output struct {
	format format
	file   string
}

func (o output) write(stdout io.Writer, result *outcome) error {
	if o.file == "" {
		return o.format.write(stdout, result)
	}
	plain := *result // a file is no terminal
	plain.text.Color, plain.text.Width = false, 0
	var text bytes.Buffer
	if err := o.format.write(&text, &plain); err != nil {
		return err
	}
	return os.WriteFile(o.file, text.Bytes(), 0o666)
}

// parseFormats reads the values of --format: FORMAT or FORMAT=FILE.
func parseFormats(written []string) ([]output, error) {
	var outputs []output
	var problems []error
	taken := map[string]string{}
	for _, value := range written {
		name, file, toFile := strings.Cut(value, "=")
		if err := oneOf("--format", name, formatNames()); err != nil {
			problems = append(problems, err)
			continue
		}
		place := "standard output"
		if toFile {
			place = file
		}
		switch other, used := taken[place]; {
		case toFile && file == "":
			problems = append(problems, fmt.Errorf("--format: %q names no file", value))
		case used:
			problems = append(problems, fmt.Errorf("--format: %s and %s both go to %s: give one of them a file, as in %s=FILE", other, name, place, name))
		}
		taken[place] = name
		for _, f := range formats {
			if f.name == name {
				outputs = append(outputs, output{f, file})
			}
		}
	}
	return outputs, errors.Join(problems...)
}
