package lsp

import (
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/rules"
)

// archive keeps what was found in drafts that are not open, for questions about the whole workspace. An entry holds
// while its file and the desk are as they were.
type archive struct {
	lock    sync.Mutex
	entries map[string]archived
}

type archived struct {
	size   int64
	time   time.Time
	desk   *desk
	result *result
}

// mostDrafts is how many drafts of a workspace are looked at for one question.
const mostDrafts = 20_000

// draftPaths returns the drafts of the workspace and those that are open, sorted.
func (s *Server) draftPaths(ctx context.Context) []string {
	s.lock.Lock()
	folders := slices.Clone(s.folders)
	var paths []string
	for _, d := range s.documents {
		if filepath.IsAbs(d.path) {
			paths = append(paths, d.path)
		}
	}
	s.lock.Unlock()
	for _, folder := range folders {
		filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			switch {
			case ctx.Err() != nil || len(paths) > mostDrafts:
				return fs.SkipAll
			case err != nil:
				return nil
			case entry.IsDir() && path != folder && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "node_modules"):
				return fs.SkipDir
			case entry.Type().IsRegular() && isDraft(path):
				paths = append(paths, path)
			}
			return nil
		})
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

func isDraft(path string) bool {
	return draft.FormatOf(path) != draft.Text || strings.EqualFold(filepath.Ext(path), ".txt")
}

// judged returns the verdicts on a draft: those of the client's text when it is open, else of the file. It is nil for
// a file that cannot be read.
func (s *Server) judged(ctx context.Context, path string) *result {
	s.lock.Lock()
	uri := ""
	for _, d := range s.documents {
		if d.path == path {
			uri = d.uri
		}
	}
	s.lock.Unlock()
	if uri != "" {
		return s.currentIfOpen(ctx, uri)
	}
	info, err := os.Stat(path)
	if err != nil || info.Size() > draft.MaxSize {
		return nil
	}
	desk := s.deskOf(path)
	s.archive.lock.Lock()
	known, ok := s.archive.entries[path]
	s.archive.lock.Unlock()
	if ok && known.size == info.Size() && known.time.Equal(info.ModTime()) && known.desk == desk {
		return known.result
	}
	r := s.judgeFile(path, desk)
	s.archive.lock.Lock()
	if s.archive.entries == nil {
		s.archive.entries = map[string]archived{}
	}
	s.archive.entries[path] = archived{info.Size(), info.ModTime(), desk, r}
	s.archive.lock.Unlock()
	return r
}

func (s *Server) judgeFile(path string, desk *desk) (r *result) {
	defer func() {
		if bug := recover(); bug != nil {
			s.log.Printf("%s: internal error: %v", path, bug)
			r = nil
		}
	}()
	text, ok := readText(path, draft.MaxSize)
	if !ok {
		return nil
	}
	text = strings.TrimPrefix(text, "\uFEFF") // editors do not count it
	document, err := draft.Parse([]byte(text), draft.FormatOf(path))
	if err != nil {
		return nil
	}
	if desk.ignored {
		return nil
	}
	rules.SettleMeta(document, desk.catalog)
	if len(document.Meta.Facts) == 0 {
		document.Meta.Facts = desk.datasets
	}
	s.lock.Lock()
	l := linesOf(text, s.encoding)
	s.lock.Unlock()
	return &result{text: text, lines: l, draft: document, findings: desk.checker.Judge(document), desk: desk, whole: true}
}

// mostFacts is the largest facts file whose columns are told in the client's units.
const mostFacts = 64 << 20

// textOf returns the text of a facts file as editors show it; nothing when it cannot be read.
func (s *Server) textOf(path string) string {
	text, _ := readText(path, mostFacts)
	return strings.TrimPrefix(text, "\uFEFF")
}

func readText(path string, most int64) (string, bool) {
	file, err := os.Open(path)
	if err != nil {
		return "", false
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, most+1))
	if err != nil || int64(len(text)) > most {
		return "", false
	}
	return string(text), true
}
