package revision

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// repository makes a git repository with two revisions of a dataset, the second not yet committed, and goes there.
func repository(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	t.Chdir(t.TempDir())
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_SYSTEM", os.DevNull)
	write(t, "facts/visits.facts.yaml", "dataset: visits\nfields: {year: {role: period}, visits: {role: measure}}\nfile: tables/visits.csv\n")
	write(t, "facts/tables/visits.csv", "year,visits\n2023,100\n")
	for _, arguments := range [][]string{
		{"init", "-q", "-b", "main"},
		{"add", "."},
		{"-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "first"},
	} {
		if out, err := exec.Command("git", arguments...).CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v: %s", arguments, err, out)
		}
	}
	write(t, "facts/tables/visits.csv", "year,visits\n2023,101\n")
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestLoad(t *testing.T) {
	repository(t)
	for _, test := range []struct{ folder, place, value, path string }{
		{".", "facts", "101", "facts/tables/visits.csv"},
		{".", "HEAD:facts", "100", "HEAD:facts/tables/visits.csv"},
		{".", "main:facts/visits.facts.yaml", "100", "main:facts/tables/visits.csv"},
		{".", "main:", "100", "main:facts/tables/visits.csv"},
		{"facts", "main:.", "100", "main:facts/tables/visits.csv"},
		{"facts", "main:./visits.facts.yaml", "100", "main:facts/tables/visits.csv"},
		{"facts/tables", "main:../", "100", "main:facts/tables/visits.csv"},
	} {
		t.Run(test.folder+" "+test.place, func(t *testing.T) {
			t.Chdir(test.folder)
			c, err := Load([]string{test.place})
			if err != nil {
				t.Fatal(err)
			}
			o := c.Datasets[0].Row(0).Observations[0]
			if filepath.ToSlash(o.Path) != test.path || o.Value.String() != test.value || o.Line != 2 {
				t.Errorf("got %s at %s:%d, want %s at %s:2", o.Value, o.Path, o.Line, test.value, test.path)
			}
		})
	}
}

func TestLoadErrors(t *testing.T) {
	repository(t)
	for place, want := range map[string]string{
		"HEAD:nowhere":   "HEAD:nowhere: there is no such file or folder",
		"v1.0:facts":     `there is no git revision "v1.0"`,
		"--output:facts": `"--output" is no git revision`,
	} {
		if _, err := Load([]string{place}); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", place, err, want)
		}
	}
	if _, err := Load([]string{"HEAD:facts", "facts"}); err == nil || !strings.Contains(err.Error(), "do not make one repository") {
		t.Errorf("a revision and a path: got %v", err)
	}
	t.Chdir(t.TempDir())
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(mustGetwd(t)))
	if _, err := Load([]string{"HEAD:facts"}); err == nil || !strings.Contains(err.Error(), "not a git repository") {
		t.Errorf("outside of a repository: got %v", err)
	}
}

func mustGetwd(t *testing.T) string {
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

func TestResolve(t *testing.T) {
	repository(t)
	for _, test := range [][3]string{
		{"HEAD", "facts", "HEAD:./facts"},
		{"main", "HEAD:facts", "main:facts"},
		{"facts", "HEAD", "facts"},
		{"HEAD:facts", "facts", "HEAD:facts"},
		{"no-such-branch", "facts", "no-such-branch"},
		{"HEAD", "/elsewhere", "HEAD"},
	} {
		if got := Resolve(test[0], test[1]); got != test[2] {
			t.Errorf("%s beside %s: got %s, want %s", test[0], test[1], got, test[2])
		}
	}
}

// Every file of the listing can be read, in any order.
func TestFiles(t *testing.T) {
	repository(t)
	tree, err := Open("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	var names []string
	for _, folder := range []string{".", "facts", "facts/tables"} {
		entries, err := tree.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			names = append(names, entry.Name())
		}
	}
	if got := strings.Join(names, " "); got != "facts tables visits.facts.yaml visits.csv" {
		t.Errorf("got %s", got)
	}
}
