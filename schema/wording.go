package schema

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// describe says what a node is, for "must be text, not …".
func describe(n *Node) string {
	switch n.Kind {
	case Text:
		return quote(n.Value)
	case Number, Bool:
		return shorten(n.Value)
	}
	return n.Kind.String()
}

func quote(text string) string { return fmt.Sprintf("%q", shorten(text)) }

// shorten cuts a text to what fits a message.
func shorten(text string) string {
	const most = 60
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most-1]) + "…"
}

// Alternatives lists values for a message: "a", "b" or "c".
func Alternatives(values []string) string {
	quoted := make([]string, len(values))
	for i, value := range values {
		quoted[i] = value
		if _, err := json.Number(value).Float64(); err != nil {
			quoted[i] = quote(value)
		}
	}
	return list(quoted, "or")
}

func list(values []string, conjunction string) string {
	if len(values) < 2 {
		return strings.Join(values, "")
	}
	last := len(values) - 1
	return strings.Join(values[:last], ", ") + " " + conjunction + " " + values[last]
}

// DidYouMean returns `; did you mean "unit"?` for a word that is close to one of the known words, else "".
func DidYouMean(word string, known []string) string {
	if near := Nearest(word, known); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}

// Nearest returns the known word that word most likely stands for, or "" when none is close: one that differs
// in case or by a few letters. Of equally close ones it is the first.
func Nearest(word string, known []string) string {
	folded := fold(word)
	best, bestDistance := "", 1+len([]rune(folded))/3
	if len(folded) > 64 {
		return ""
	}
	for _, k := range known {
		if len(k) > 64 || k == word {
			continue
		}
		d := distance(folded, fold(k), bestDistance)
		if len(folded) >= 4 && strings.HasPrefix(fold(k), folded) {
			d = min(d, 1) // "alias", "additiv"
		}
		if d < bestDistance || d == 0 && best == "" {
			best, bestDistance = k, d
		}
	}
	return best
}

// fold makes spellings alike that differ in case, hyphens or a plural s.
func fold(word string) string {
	word = strings.NewReplacer("_", "-", " ", "-").Replace(strings.ToLower(word))
	return strings.TrimSuffix(word, "s")
}

// distance counts the letters to insert, delete, replace or swap with their neighbour, up to most.
func distance(a, b string, most int) int {
	s, t := []rune(a), []rune(b)
	if len(s)-len(t) > most || len(t)-len(s) > most {
		return most + 1
	}
	before, row, next := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i := range s {
		next[0] = i + 1
		for j := range t {
			cost := 1
			if s[i] == t[j] {
				cost = 0
			}
			next[j+1] = min(row[j+1]+1, next[j]+1, row[j]+cost)
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row, next = row, next, before
	}
	return row[len(t)]
}

func types(value any) string {
	names := map[string]string{"object": "a mapping", "array": "a list", "string": "text", "number": "a number",
		"integer": "a whole number", "boolean": "true or false", "null": "nothing"}
	var words []string
	for _, name := range texts(value) {
		words = append(words, names[name])
	}
	return list(words, "or")
}

// texts returns a schema's value, or the values of its list, as texts.
func texts(value any) (texts []string) {
	values, isList := value.([]any)
	if !isList {
		values = []any{value}
	}
	for _, v := range values {
		if f, ok := v.(float64); ok {
			texts = append(texts, fmt.Sprintf("%.0f", f))
			continue
		}
		texts = append(texts, fmt.Sprint(v))
	}
	return texts
}

func keysOf(value any) []string {
	object, _ := value.(map[string]any)
	keys := make([]string, 0, len(object))
	for key := range object {
		if !strings.HasPrefix(key, "$") {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}
