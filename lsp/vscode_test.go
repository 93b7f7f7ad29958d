package lsp

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The extension for Visual Studio Code offers the settings that the server reads, and its files are there.
func TestVSCodeExtension(t *testing.T) {
	folder := filepath.Join("..", "editors", "vscode")
	text, err := os.ReadFile(filepath.Join(folder, "package.json"))
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct {
		Name, Publisher, Version, Main, Icon, License string
		Engines                                       map[string]string
		Dependencies                                  map[string]string
		Contributes                                   struct {
			Configuration struct {
				Properties map[string]struct {
					Type    string
					Enum    []string
					Default any
					Scope   string
				}
			}
		}
	}
	if err := json.Unmarshal(text, &manifest); err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{
		"name": manifest.Name, "publisher": manifest.Publisher, "version": manifest.Version, "license": manifest.License,
		"engines.vscode": manifest.Engines["vscode"], "vscode-languageclient": manifest.Dependencies["vscode-languageclient"],
	} {
		if value == "" {
			t.Errorf("package.json has no %s", name)
		}
	}
	for _, file := range []string{manifest.Main, manifest.Icon, "README.md", "LICENSE", "package-lock.json", "pack"} {
		if _, err := os.Stat(filepath.Join(folder, filepath.FromSlash(file))); err != nil {
			t.Error(err)
		}
	}
	properties := manifest.Contributes.Configuration.Properties
	want := []string{"onrecord.facts", "onrecord.path", "onrecord.published", "onrecord.show", "onrecord.trace.server"}
	if got := slices.Sorted(maps.Keys(properties)); !slices.Equal(got, want) {
		t.Errorf("the settings are %q, want %q", got, want)
	}
	for _, show := range properties["onrecord.show"].Enum {
		if _, err := readSettings(json.RawMessage(fmt.Sprintf(`{"show": %q}`, show))); err != nil {
			t.Errorf("show %s: %v", show, err)
		}
	}
	defaults := map[string]any{}
	for name, p := range properties {
		if p.Default == nil || p.Scope == "" {
			t.Errorf("%s has no default or no scope", name)
		}
		defaults[strings.TrimPrefix(name, "onrecord.")] = p.Default
	}
	all, err := json.Marshal(map[string]any{"onrecord": defaults})
	if err != nil {
		t.Fatal(err)
	}
	if s, err := readSettings(all); err != nil || s.Show != "open" || len(s.Facts) != 0 || s.Published != "" {
		t.Errorf("the defaults are read as %+v, %v", s, err)
	}
	lock, err := os.ReadFile(filepath.Join(folder, "package-lock.json"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(lock), `"resolved"`) {
		t.Error("package-lock.json names the hosts that packages came from: install with the .npmrc of the folder")
	}
}
