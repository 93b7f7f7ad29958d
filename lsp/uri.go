package lsp

import (
	"net/url"
	"path/filepath"
	"strings"
)

// pathOf returns the path of a file URI. A document that is no file, such as untitled:1, has no path, and is named by
// its URI.
func pathOf(uri string) (path string, ok bool) {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" || u.Path == "" {
		return uri, false
	}
	path = u.Path
	if u.Host != "" && u.Host != "localhost" {
		path = "//" + u.Host + path // a share of Windows
	}
	if len(path) >= 3 && path[0] == '/' && isDrive(path[1:]) {
		path = path[1:]
	}
	return filepath.Clean(filepath.FromSlash(path)), true
}

// uriOf returns the URI of an absolute path, escaped as VS Code and Neovim do.
func uriOf(path string) string {
	slashed := filepath.ToSlash(path)
	var host string
	if share, ok := strings.CutPrefix(slashed, "//"); ok {
		host, slashed, _ = strings.Cut(share, "/")
		slashed = "/" + slashed
	}
	if isDrive(slashed) {
		slashed = "/" + slashed
	}
	return "file://" + host + (&url.URL{Path: slashed}).EscapedPath()
}

// isDrive reports whether a path begins with the letter of a drive: "C:/".
func isDrive(path string) bool {
	return len(path) >= 2 && path[1] == ':' && (path[0]|0x20 >= 'a' && path[0]|0x20 <= 'z')
}
