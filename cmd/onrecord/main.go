// Command onrecord checks what drafts say against a repository of facts. This package reads flags,
// files and the clock, and turns the outcome into output and an exit code; it judges nothing itself.
package main

import (
	"os"
	"path/filepath"
	"regexp"
	"time"

	"github.com/fatih/color"
	"golang.org/x/term"
)

func main() {
	restCollector()
	c := &Command{
		Stdin:   os.Stdin,
		Stdout:  color.Output, // translates colours for old Windows consoles
		Stderr:  os.Stderr,
		Env:     os.Getenv,
		Now:     time.Now,
		Version: buildVersion(),
	}
	c.Release = releaseVersion.MatchString(c.Version)
	if folder, err := os.UserCacheDir(); err == nil {
		c.CacheFolder = filepath.Join(folder, "onrecord")
	}
	if fd := int(os.Stdout.Fd()); term.IsTerminal(fd) {
		c.Terminal = true
		if width, _, err := term.GetSize(fd); err == nil {
			c.Width = width
		}
	}
	c.Progress = term.IsTerminal(int(os.Stderr.Fd()))
	os.Exit(c.Main(os.Args[1:]))
}

// releaseVersion is a tag's version. Between tags, and with changes of one's own, two programs may have the same.
var releaseVersion = regexp.MustCompile(`^v[0-9]+\.[0-9]+\.[0-9]+$`)
