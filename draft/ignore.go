package draft

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/onrecord/onrecord/schema"
)

// SidecarPath returns where the YAML file beside a draft stands: story.claims.yaml beside story.txt. It holds what
// the draft has no place for.
func SidecarPath(path string) string {
	return strings.TrimSuffix(path, filepath.Ext(path)) + ".claims.yaml"
}

// Declaration is a claim as an editor declares it: the entry that claims.schema.json describes, with its place in the
// file at Path, "" for the draft. What it means is for those to say who know the facts.
type Declaration struct {
	*schema.Node
	Path string
}

// ReadSidecar adds the ignores and the declared claims that a sidecar lists to those of the document. The error joins a *SyntaxError, with
// its place in the sidecar, for each thing that is wrong with it.
func (d *Document) ReadSidecar(path string, text []byte) error {
	root, err := schema.ReadYAML(text)
	if err != nil {
		return syntaxErrors(err)
	}
	problems := schema.Validate("claims", root)
	if len(problems) > 0 {
		return problemErrors(problems)
	}
	for _, entry := range root.Get("ignore").Elements() {
		g := ignoreOf(entry)
		g.Span, g.Origin, g.Path, g.Line, g.Column = Span{0, len(d.Source)}, InSidecar, path, entry.Line, entry.Column
		d.Ignores = append(d.Ignores, g)
	}
	list := root.Get("claims")
	if root.Kind == schema.Sequence {
		list = root
	}
	for _, entry := range list.Elements() {
		d.Declared = append(d.Declared, Declaration{entry, path})
	}
	return nil
}

// declared reads the entry claims: of the front matter.
func (r *frontMatter) declared(entries, key, value *yaml.Node) error {
	root, err := r.alone(entries, key, value)
	if err != nil {
		return err
	}
	if problems := schema.Validate("claims", root); len(problems) > 0 {
		return firstOf(problemErrors(problems))
	}
	for _, entry := range root.Get("claims").Elements() {
		r.meta.declared = append(r.meta.declared, Declaration{Node: entry})
	}
	return nil
}

// settings reads the entry onrecord: of the front matter, {ignore: [{rule: value, text: "398", reason: …}]}.
func (r *frontMatter) settings(entries, key, value *yaml.Node) error {
	root, err := r.alone(entries, key, value)
	if err != nil {
		return err
	}
	settings := root.Get("onrecord")
	if claims := settings.Pair("claims"); claims != nil {
		return &SyntaxError{claims.Key.Line, claims.Key.Column, "claims stand in the front matter itself, not under onrecord:"}
	}
	if problems := schema.Validate("claims", settings); len(problems) > 0 {
		return firstOf(problemErrors(problems))
	}
	for _, entry := range settings.Get("ignore").Elements() {
		g := ignoreOf(entry)
		g.Origin = InFrontMatter
		at := r.offset(&yaml.Node{Line: entry.Line - r.firstLine + 1, Column: entry.Column})
		g.Comment = Span{at, at}
		r.meta.ignores = append(r.meta.ignores, g)
	}
	return nil
}

// alone reads one entry of the front matter, where it stands, so that the places of problems are those of the draft.
func (r *frontMatter) alone(entries, key, value *yaml.Node) (*schema.Node, error) {
	begin, end := r.offset(key), r.end
	for i := 0; i+1 < len(entries.Content); i += 2 {
		if at := r.offset(entries.Content[i]); at > begin {
			end = min(end, at)
		}
	}
	if value.Kind == yaml.AliasNode || begin > 0 && r.source[begin-1] != '\n' && r.source[begin-1] != '\r' {
		return nil, r.errorAt(key, "%s must stand on a line of its own, with its settings below it", key.Value)
	}
	text := append(bytes.Map(func(c rune) rune {
		if c == '\n' || c == '\r' {
			return c
		}
		return ' '
	}, r.source[:begin]), r.source[begin:end]...)
	root, err := schema.ReadYAML(text)
	if err != nil {
		return nil, firstOf(syntaxErrors(err))
	}
	return root, nil
}

// firstOf returns the first of joined errors: Parse tells one.
func firstOf(err error) error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return firstOf(joined.Unwrap()[0])
	}
	return err
}

func ignoreOf(entry *schema.Node) Ignore {
	return Ignore{
		Rules:  entry.Get("rule").Texts(),
		Text:   entry.Get("text").Text(),
		Reason: strings.Join(strings.Fields(entry.Get("reason").Text()), " "),
	}
}

func problemErrors(problems []schema.Problem) error {
	var errs []error
	for _, p := range problems {
		errs = append(errs, &SyntaxError{p.Line, p.Column, p.Msg})
	}
	return errors.Join(errs...)
}

// syntaxErrors makes errors of drafts out of those of the YAML reader.
func syntaxErrors(err error) error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var errs []error
		for _, e := range joined.Unwrap() {
			errs = append(errs, syntaxErrors(e))
		}
		return errors.Join(errs...)
	}
	var syntax *schema.SyntaxError
	if errors.As(err, &syntax) {
		return &SyntaxError{syntax.Line, syntax.Column, syntax.Msg}
	}
	return err
}
