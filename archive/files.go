package archive

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/textio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
)

func init() {
	register.Function3x1(readArticle)
	register.Function2x1(parseArticle)
	register.Function2x1(formatChange)
	register.Emitter1[Article]()
}

// ReadFiles reads articles, one a file, from all that match a glob: archive/**.md, or a bucket that the pipeline has
// a file system for.
func ReadFiles(s beam.Scope, glob string) beam.PCollection {
	s = s.Scope("onrecord.ReadFiles")
	return beam.ParDo(s, readArticle, fileio.ReadMatches(s, fileio.MatchFiles(s, glob)))
}

func readArticle(ctx context.Context, file fileio.ReadableFile, emit func(Article)) error {
	text, err := file.ReadString(ctx)
	if err != nil {
		return fmt.Errorf("read %s: %w", file.Metadata.Path, err)
	}
	emit(Article{file.Metadata.Path, text})
	return nil
}

// ReadLines reads articles from files with one article a line, as {"path": "2025/story.md", "text": "…"}: millions of
// small files are slow on every kind of storage.
func ReadLines(s beam.Scope, glob string) beam.PCollection {
	s = s.Scope("onrecord.ReadLines")
	return beam.ParDo(s, parseArticle, textio.Read(s, glob))
}

func parseArticle(line string, emit func(Article)) error {
	var a Article
	if err := json.Unmarshal([]byte(line), &a); err != nil {
		return fmt.Errorf("an article is a line of JSON with path and text: %w", err)
	}
	emit(a)
	return nil
}

// Write writes changes as lines of JSON.
func Write(s beam.Scope, name string, changes beam.PCollection) {
	s = s.Scope("onrecord.Write")
	textio.Write(s, name, beam.ParDo(s, formatChange, changes))
}

func formatChange(_ context.Context, c Change) string {
	line, err := json.Marshal(c)
	if err != nil {
		panic(err) // strings and numbers
	}
	return string(line)
}

// Facts reads both versions of a facts repository from the disk of the machine that starts the pipeline. It returns
// the files to broadcast, and a name for this pair of versions.
func Facts(before, after string) (files []File, version string, err error) {
	hash := sha256.New()
	for _, v := range []struct{ name, root string }{{Old, before}, {New, after}} {
		err := filepath.WalkDir(v.root, func(path string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir() && path != v.root && strings.HasPrefix(entry.Name(), "."):
				return fs.SkipDir
			case !entry.Type().IsRegular():
				return nil
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			name, err := filepath.Rel(v.root, path)
			if err != nil {
				return err
			}
			if name == "." {
				name = filepath.Base(path)
			}
			files = append(files, File{v.name, filepath.ToSlash(name), text})
			fmt.Fprintf(hash, "%s %s %d\n%s", v.name, name, len(text), text)
			return nil
		})
		if err != nil {
			return nil, "", fmt.Errorf("read facts: %w", err)
		}
	}
	return files, hex.EncodeToString(hash.Sum(nil)[:8]), nil
}
