// Package evaluation scores onrecord on stories whose claims are known. A story is a folder: a true article, its facts,
// the claims in it with their verdicts, errors to plant and harmless edits. What comes out is how many errors are found,
// how many alarms are false and how many true claims are supported, by kind of claim and by rule, with every miss. It
// judges nothing itself and knows no story.
package evaluation

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/rules"
	"github.com/onrecord/onrecord/schema"
)

// Story is a folder of a corpus as read: all its quotes are in the text.
type Story struct {
	Name      string        // of the folder, from the corpus on
	Path      string        // of the article
	Facts     string        // the folder of its facts
	Text      []byte        // of the article
	Published period.Period // for articles without a date of their own; zero when meta.json says none
	Claims    []Claim
	Errors    []Edit
	Harmless  []Edit
}

// Claim is a claim of the article with its true verdict.
type Claim struct {
	Span  draft.Span
	Kind  string // of claim, in the words of whoever labelled it: value, change, rank
	Label rules.Label
	Note  string
}

// Edit is a change to one place of the article. One that plants an error names the kind of claim that it makes false
// and the words, Flag, that a report should touch.
type Edit struct {
	Span    draft.Span
	Replace string
	Kind    string
	Flag    string
	Note    string
}

// FileError is a mistake in a file of a story, with its place.
type FileError struct {
	Path         string
	Line, Column int // 0 when the whole file is meant
	Msg          string
}

func (e *FileError) Error() string {
	if e.Line == 0 {
		return e.Path + ": " + e.Msg
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.Path, e.Line, e.Column, e.Msg)
}

// Load reads the stories in a folder and below, by path: every folder with a gold.json is one. All that is wrong with
// them is told at once.
func Load(folder string) (stories []*Story, err error) {
	var problems []error
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			problems = append(problems, &FileError{Path: filepath.ToSlash(path), Msg: "no such folder"})
		case entry.IsDir() && path != folder && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case !entry.IsDir() && entry.Name() == goldFile:
			story, err := loadStory(filepath.Dir(path))
			if name, in := filepath.Rel(folder, filepath.Dir(path)); in == nil {
				story.Name = filepath.ToSlash(name)
			}
			if story.Name == "." {
				story.Name = filepath.Base(filepath.Dir(path))
			}
			stories = append(stories, story)
			problems = append(problems, err)
		}
		return nil
	})
	problems = append(problems, err)
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	if len(stories) == 0 {
		return nil, &FileError{Path: filepath.ToSlash(folder), Msg: "no story: a story is a folder with " + goldFile + ", the article and its facts"}
	}
	return stories, nil
}

// The files of a story.
const (
	metaFile  = "meta.json"
	goldFile  = "gold.json"
	editsFile = "mutants.json"
	factsName = "facts"
)

func loadStory(folder string) (*Story, error) {
	s := &Story{Facts: filepath.Join(folder, factsName)}
	r := &storyReader{folder: folder, story: s}
	r.article()
	if len(r.problems) == 0 {
		r.claims()
		r.edits()
	}
	return s, errors.Join(r.problems...)
}

type storyReader struct {
	folder, file string
	story        *Story
	problems     []error
}

func (r *storyReader) fail(at *schema.Node, format string, args ...any) {
	e := &FileError{Path: filepath.ToSlash(filepath.Join(r.folder, r.file)), Msg: fmt.Sprintf(format, args...)}
	if at != nil {
		e.Line, e.Column = at.Line, at.Column
	}
	r.problems = append(r.problems, e)
}

// open reads a JSON file of the story; nil when there is none.
func (r *storyReader) open(file string) *schema.Node {
	r.file = file
	text, err := os.ReadFile(filepath.Join(r.folder, file))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		r.fail(nil, "%v", err)
		return nil
	}
	node, err := schema.ReadJSON(text)
	var syntax *schema.SyntaxError
	if errors.As(err, &syntax) {
		r.fail(&schema.Node{Line: syntax.Line, Column: syntax.Column}, "%s", syntax.Msg)
	} else if err != nil {
		r.fail(nil, "%v", err)
	}
	return node
}

// article finds the article: the file that meta.json names, else the only one called story.
func (r *storyReader) article() {
	meta := r.open(metaFile)
	if written := meta.Get("published").Text(); written != "" {
		day, err := period.Parse(written)
		if err != nil || day.Grain() != period.Day {
			r.fail(meta.Get("published"), "published: %q is not a day, such as 2025-02-12", written)
		}
		r.story.Published = day
	}
	if folder := meta.Get("facts").Text(); folder != "" {
		r.story.Facts = filepath.Join(r.folder, filepath.FromSlash(folder))
		if _, err := os.Stat(r.story.Facts); err != nil {
			r.fail(meta.Get("facts"), "facts: no folder %q from the story on", folder)
		}
	}
	name := meta.Get("story").Text()
	if name == "" {
		r.file = ""
		found, _ := filepath.Glob(filepath.Join(r.folder, "story.*"))
		if len(found) != 1 {
			r.fail(nil, "%d files called story: name the article in %s, as in {\"story\": \"story.md\"}", len(found), metaFile)
			return
		}
		name = filepath.Base(found[0])
	}
	r.story.Path = filepath.Join(r.folder, name)
	text, err := os.ReadFile(r.story.Path)
	if err != nil || filepath.Base(name) != name {
		r.fail(meta.Get("story"), "story: no file %q in the folder", name)
	}
	r.story.Text = text
}

func (r *storyReader) claims() {
	for _, node := range r.open(goldFile).Get("claims").Elements() {
		c := Claim{Kind: node.Get("rule").Text(), Label: rules.Label(node.Get("verdict").Text()), Note: node.Get("note").Text()}
		if c.Label != rules.Supported && c.Label != rules.NotEnoughInfo {
			r.fail(orElse(node.Get("verdict"), node), "verdict must be supported or not_enough_info, not %q: the article is true as it stands", c.Label)
		}
		if c.Kind == "" {
			r.fail(node, "rule is missing: the kind of claim, as in value or rank")
		}
		c.Span = r.find(node, "quote")
		r.story.Claims = append(r.story.Claims, c)
	}
}

func (r *storyReader) edits() {
	file := r.open(editsFile)
	for _, node := range file.Get("mutants").Elements() {
		e := r.edit(node)
		e.Kind, e.Flag = node.Get("rule").Text(), node.Get("flag").Text()
		if e.Kind == "" {
			r.fail(node, "rule is missing: the kind of claim that becomes false")
		}
		if e.Flag == "" || !strings.Contains(string(e.Apply(r.story.Text)), e.Flag) {
			r.fail(orElse(node.Get("flag"), node), "flag: the words %q are not in the edited article", e.Flag)
		}
		r.story.Errors = append(r.story.Errors, e)
	}
	for _, node := range file.Get("benign").Elements() {
		r.story.Harmless = append(r.story.Harmless, r.edit(node))
	}
}

func (r *storyReader) edit(node *schema.Node) Edit {
	return Edit{Span: r.find(node, "find"), Replace: node.Get("replace").Text(), Note: node.Get("note").Text()}
}

// find returns where the words under a key stand in the article: their first place, or the one that occurrence numbers.
func (r *storyReader) find(node *schema.Node, key string) draft.Span {
	words, nth := node.Get(key).Text(), 1
	if written := node.Get("occurrence").Text(); written != "" {
		var err error
		if nth, err = strconv.Atoi(written); err != nil || nth < 1 {
			r.fail(node.Get("occurrence"), "occurrence must be 1, 2, …, not %q", written)
			return draft.Span{}
		}
	}
	at := -1
	for ; nth > 0 && words != ""; nth-- {
		next := strings.Index(string(r.story.Text[at+1:]), words)
		if next < 0 {
			at = -1
			break
		}
		at += 1 + next
	}
	if at < 0 {
		r.fail(orElse(node.Get(key), node), "%s: the words %q are not in %s", key, words, filepath.Base(r.story.Path))
		return draft.Span{}
	}
	return draft.Span{Start: at, End: at + len(words)}
}

func orElse(node, otherwise *schema.Node) *schema.Node {
	if node != nil {
		return node
	}
	return otherwise
}

// Apply returns the article with the edit made.
func (e Edit) Apply(text []byte) []byte {
	edited := append([]byte{}, text[:e.Span.Start]...)
	edited = append(edited, e.Replace...)
	return append(edited, text[e.Span.End:]...)
}
