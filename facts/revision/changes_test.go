package revision

import (
	"os"
	"os/exec"
	"testing"
)

// commit commits everything.
func commit(t *testing.T) {
	t.Helper()
	for _, arguments := range [][]string{{"add", "."}, {"-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "more"}} {
		if out, err := exec.Command("git", arguments...).CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v: %s", arguments, err, out)
		}
	}
}

func TestSince(t *testing.T) {
	repository(t)
	write(t, "drafts/a b.md", "one\ntwo\nthree\nfour\n")
	write(t, "drafts/--- a.md", "one\n")
	write(t, "drafts/gone.md", "one\n")
	write(t, "drafts/same.md", "one\n")
	write(t, "drafts/naïve \"q\".md", "one\n")
	write(t, ".gitignore", "*.tmp\n")
	commit(t)
	write(t, "drafts/a b.md", "one\nTWO\nthree\n++ x\n-- y\nfour\nfive\n")
	write(t, "drafts/naïve \"q\".md", "one\n+++ b/drafts/same.md\n@@ -1 +1 @@\n")
	write(t, "drafts/new.md", "one\n")
	write(t, "drafts/ignored.tmp", "one\n")
	if err := os.Remove("drafts/gone.md"); err != nil {
		t.Fatal(err)
	}
	t.Chdir("drafts")
	c, err := Since("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		path        string
		first, last int
		want        bool
	}{
		{"a b.md", 1, 1, false}, {"a b.md", 2, 2, true}, {"a b.md", 3, 3, false}, {"a b.md", 4, 4, true}, {"a b.md", 3, 6, true},
		{"a b.md", 6, 6, false}, {"a b.md", 7, 7, true}, {"--- a.md", 1, 1, false}, {"same.md", 1, 99, false},
		{"new.md", 1, 1, true}, {"ignored.tmp", 1, 1, false}, {"naïve \"q\".md", 1, 1, false}, {"naïve \"q\".md", 2, 2, true},
	} {
		if got := c.Of(test.path).Overlap(test.first, test.last); got != test.want {
			t.Errorf("%s, lines %d to %d: changed %v, want %v", test.path, test.first, test.last, got, test.want)
		}
	}
	for path, want := range map[string]bool{".": true, "gone.md": true, "../facts": false, "..": true, "same.md": false, "../facts/tables/visits.csv": false} {
		if got := c.Below(path); got != want {
			t.Errorf("below %s: changed %v, want %v", path, got, want)
		}
	}
}

func TestSinceWithoutRevision(t *testing.T) {
	repository(t)
	for _, base := range []string{"nowhere", "-p", "HEAD:facts", ""} {
		if _, err := Since(base); err == nil {
			t.Errorf("%q is taken for a revision", base)
		}
	}
	t.Chdir(t.TempDir())
	if _, err := Since("HEAD"); err == nil {
		t.Error("a folder outside of any repository has a revision")
	}
}
