package schema

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// nodeText prints a tree with its places: "{dataset@1:1: text city@1:10}".
func nodeText(n *Node) string {
	place := fmt.Sprintf("@%d:%d", n.Line, n.Column)
	switch n.Kind {
	case Sequence:
		var items []string
		for _, item := range n.Items {
			items = append(items, nodeText(item))
		}
		return "[" + strings.Join(items, ", ") + "]" + place
	case Mapping:
		var pairs []string
		for _, pair := range n.Pairs {
			pairs = append(pairs, fmt.Sprintf("%s@%d:%d: %s", pair.Key.Value, pair.Key.Line, pair.Key.Column, nodeText(pair.Value)))
		}
		return "{" + strings.Join(pairs, ", ") + "}" + place
	}
	return map[Kind]string{Null: "null", Bool: "bool ", Number: "number ", Text: "text "}[n.Kind] + n.Value + place
}

func TestReadYAML(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"scalars keep their form", "a: 12.50\nb: '388'\nc: 2024-08-12\nd: no\ne: true\nf: ~\ng: 1_000\nh: -.5\ni: 1e6\nj:\n",
			"{a@1:1: number 12.50@1:4, b@2:1: text 388@2:4, c@3:1: text 2024-08-12@3:4, d@4:1: text no@4:4, e@5:1: bool true@5:4, " +
				"f@6:1: null~@6:4, g@7:1: text 1_000@7:4, h@8:1: number -.5@8:4, i@9:1: number 1e6@9:4, j@10:1: null@10:3}@1:1"},
		{"columns count code points", "näme: {zwölf: 12, ё: x}\n", "{näme@1:1: {zwölf@1:8: number 12@1:15, ё@1:19: text x@1:22}@1:7}@1:1"},
		{"CRLF", "a: 1\r\nb: 2\r\n", "{a@1:1: number 1@1:4, b@2:1: number 2@2:4}@1:1"},
		{"an alias is its anchor", "a: &x [1]\nb: *x\n", "{a@1:1: [number 1@1:8]@1:4, b@2:1: [number 1@1:8]@1:4}@1:1"},
		{"merged keys", "a: &x {r: 1, s: 2}\nb: {<<: *x, s: 3}\n",
			"{a@1:1: {r@1:8: number 1@1:11, s@1:14: number 2@1:17}@1:4, b@2:1: {s@2:13: number 3@2:16, r@1:8: number 1@1:11}@2:4}@1:1"},
		{"a text with a comma in flow style", "{label: managers, directors and others, aliases: [x]}\n",
			"{label@1:2: text managers, directors and others@1:9, aliases@1:41: [text x@1:51]@1:50}@1:1"},
		{"a forgotten value in flow style", "{label: x, additive}\n", "{label@1:2: text x@1:9, additive@1:12: null@1:20}@1:1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n, err := ReadYAML([]byte(test.text))
			if err != nil {
				t.Fatal(errorLines(err))
			}
			if got := nodeText(n); got != test.want {
				t.Errorf("\n got %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestReadJSON(t *testing.T) {
	text := "{\n  \"dätaset\": \"\\ud83d\\ude00\", \"n\": -12.50,\r\n  \"list\": [true, null, {}, []]\n}\n"
	n, err := ReadJSON([]byte(text))
	if err != nil {
		t.Fatal(errorLines(err))
	}
	want := "{dätaset@2:3: text 😀@2:14, n@2:30: number -12.50@2:35, list@3:3: [bool true@3:12, null@3:18, {}@3:24, []@3:28]@3:11}@1:1"
	if got := nodeText(n); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestSyntaxErrors(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"an empty file", "", "1:1 the file is empty\n"},
		{"only comments", "# nothing\n", "1:1 the file is empty\n"},
		{"an open bracket", "a: [1, 2\nb: 3\n", "2:2 not valid YAML: while parsing a flow sequence: did not find expected ',' or ']' (it begins on line 1)\n"},
		{"a tab", "a:\n\t- b\n", "2:1 not valid YAML: while scanning for the next token: found character that cannot start any token\n"},
		{"duplicate keys, all of them", "a: 1\nb: 2\na: 3\nb: 4\n", "3:1 \"a\" stands here a second time; it was given on line 1\n4:1 \"b\" stands here a second time; it was given on line 2\n"},
		{"a list as a key", "? [a, b]\n: 1\n", "1:3 a key must be a word, not a list\n"},
		{"a loop", "a: &x {b: *x}\n", "1:11 the alias *x stands inside the value that it repeats\n"},
		{"two documents", "a: 1\n---\nb: 2\n", "2:1 a second document begins here: one file holds one document, so put it into a file of its own\n"},
		{"a trailing comma", "{\"a\": 1,}", "1:9 not valid JSON: invalid character '}' looking for beginning of object key string\n"},
		{"an open object", "{\"a\": 1", "1:8 not valid JSON: the file ends inside a value\n"},
		{"more than one value", "{\"a\": 1} {}", "1:10 more follows after the end of the document\n"},
		{"duplicate keys of JSON", "{\"a\": 1, \"é\": 2,\n \"a\": 3}", "2:2 \"a\" stands here a second time; it was given on line 1\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			read := ReadYAML
			if strings.HasPrefix(test.text, "{") {
				read = ReadJSON
			}
			_, err := read([]byte(test.text))
			if err == nil {
				t.Fatal("no error")
			}
			if got := errorLines(err); got != test.want {
				t.Errorf("got %swant %s", got, test.want)
			}
		})
	}
}

// TestHostileFiles feeds files that are made to cost time or memory.
func TestHostileFiles(t *testing.T) {
	bomb := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := 1; i < 20; i++ {
		bomb += fmt.Sprintf("a%d: &a%d [%s*a%d]\n", i, i, strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 9), i-1)
	}
	merges := "m0: &m0 {k: 1}\n"
	for i := 1; i < 40; i++ {
		merges += fmt.Sprintf("m%d: &m%d {<<: [%s*m%d]}\n", i, i, strings.Repeat(fmt.Sprintf("*m%d, ", i-1), 99), i-1)
	}
	ladder := "l0: &l0 [[[[[[[[[[x]]]]]]]]]]\n"
	for i := 1; i < 50; i++ {
		ladder += fmt.Sprintf("l%d: &l%d [[[[[[[[[[*l%d]]]]]]]]]]\n", i, i, i-1)
	}
	tests := []struct{ name, text, want string }{
		{"an alias bomb", bomb, "aliases repeat more than 1048576 values"},
		{"merges of merges", merges, "aliases repeat more than 1048576 values"},
		{"a ladder of aliases", ladder, "nested more than 64 levels deep"},
		{"brackets", strings.Repeat("[", 5000), "not valid YAML"},
		{"closed brackets", strings.Repeat("[", 5000) + strings.Repeat("]", 5000), "nested more than 64 levels deep"},
		{"brackets of JSON", "{\"a\":" + strings.Repeat("[", 100000), "nested more than 64 levels deep"},
		{"braces of JSON", strings.Repeat("{\"a\":", 100000), "nested more than 64 levels deep"},
		{"a large file", "a: " + strings.Repeat("x", maxBytes), "32 MiB of YAML are more than the 32 MiB that are read"},
		{"many keys", manyKeys(20000), ""},
		{"a long number", "a: 1" + strings.Repeat("0", 1<<20), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			read := ReadYAML
			if strings.HasPrefix(test.text, "{") {
				read = ReadJSON
			}
			start := time.Now()
			n, err := read([]byte(test.text))
			if err == nil {
				Validate("facts", n)
			}
			if took := time.Since(start); took > 30*time.Second {
				t.Errorf("took %s", took)
			}
			if test.want == "" && err != nil {
				t.Errorf("got %v", err)
			} else if test.want != "" && (err == nil || !strings.Contains(errorLines(err), test.want)) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "k%d: 1\n", i)
	}
	return b.String()
}

// FuzzReadYAML asserts that any text gives a tree with places inside the file or errors with places, and that
// validating it ends.
func FuzzReadYAML(f *testing.F) {
	for _, text := range []string{"a: 1\n", "a: &x [1, *x]\n", "<<: {a: 1}\n", "{a: b, c d}\n", "- ! x\n- !!int y\n", "\"a\\u0000\": 1\n", "? {a: 1}\n: 2\n",
		"dataset: a\nfields: {y: {role: period, since: 1e999}}\nrows: []\n", "a: |\n  text\nb: >-\n  more\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { checkRead(t, text, ReadYAML) })
}

// FuzzReadJSON asserts the same of JSON.
func FuzzReadJSON(f *testing.F) {
	for _, text := range []string{`{"a": 1}`, `[1, {"b": [null, true, "\ud83d"]}]`, `{"a": 1, "a": 2}`, `{"a"`, `1 2`, "\"\\", `{"dataset": "a", "rows": [{"a": 1e9}]}`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { checkRead(t, text, ReadJSON) })
}

func checkRead(t *testing.T, text string, read func([]byte) (*Node, error)) {
	lines := strings.Count(strings.ReplaceAll(text, "\r\n", "\n"), "\n") + strings.Count(text, "\r") + strings.Count(text, "\u2028") + strings.Count(text, "\u2029") + strings.Count(text, "\u0085") + 1
	n, err := read([]byte(text))
	if err != nil {
		if n != nil {
			t.Error("a tree and an error")
		}
		if got := errorLines(err); strings.Contains(got, "0:") && strings.HasPrefix(got, "0:") {
			t.Errorf("an error without a place: %s", got)
		}
		return
	}
	var walk func(n *Node)
	walk = func(n *Node) {
		if n.Line < 1 || n.Line > lines+1 || n.Column < 1 {
			t.Errorf("%d:%d is outside of the file", n.Line, n.Column)
		}
		for _, item := range n.Items {
			walk(item)
		}
		seen := map[string]bool{}
		for _, pair := range n.Pairs {
			if seen[pair.Key.Value] {
				t.Errorf("key %q twice", pair.Key.Value)
			}
			seen[pair.Key.Value] = true
			walk(pair.Value)
		}
	}
	walk(n)
	for _, name := range Names() {
		for _, problem := range Validate(name, n) {
			if problem.Line < 1 || problem.Column < 1 || problem.Msg == "" {
				t.Errorf("%s: %+v", name, problem)
			}
		}
	}
}
