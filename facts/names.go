package facts

import (
	"strconv"
	"strings"
	"unicode"
)

// slug makes an id of a text: "New South Wales" → "new-south-wales". Letters of any script stay; it is
// "" for a text without letters and digits.
func slug(text string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(text) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
			gap = gap || r != '\'' && r != '’'
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(r)
	}
	return b.String()
}

// ids hands out ids that are unique in their scope.
type ids map[string]bool

func (taken ids) unique(id, fallback string) string {
	if id == "" {
		id = fallback
	}
	for base, n := id, 2; taken[id]; n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	taken[id] = true
	return id
}

// foldName makes spellings of a name alike that differ in case, spaces, hyphens and underscores.
func foldName(text string) string {
	if isFolded(text) {
		return text
	}
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return unicode.IsSpace(r) || r == '-' || r == '_'
	}), " ")
}

// isFolded reports whether a text is its own folded form, which most ids are: small letters and digits with single
// spaces between them.
func isFolded(text string) bool {
	space := true // where none may stand
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == ' ':
			if space {
				return false
			}
			space = true
		case c >= 'A' && c <= 'Z' || c >= 0x80 || c < ' ' || c == '-' || c == '_':
			return false
		default:
			space = false
		}
	}
	return !space
}

// memberNames finds the members of a dimension by the texts that tables use for them.
type memberNames struct {
	dimension *Dimension
	byText    map[string]*Member // cells as they stand, for speed
	byName    map[string]*Member // folded ids, labels and aliases
	ids       ids
	verbatim  bool // a new member's cell is its label; else it may be an id, as in "old-town"

	texts []string // by Member.Index: the cell that named it last
	after []int32  // by Member.Index: the member that followed it last, as tables mostly repeat their order
	last  int32    // the member found last
}

func newMemberNames(d *Dimension) *memberNames {
	n := &memberNames{dimension: d, byText: map[string]*Member{}, byName: map[string]*Member{}, ids: ids{}}
	for _, m := range d.Members {
		n.ids[m.ID] = true
		n.name(m.ID, m)
	}
	for _, m := range d.Members {
		n.name(m.Label, m)
		for _, alias := range m.Aliases {
			n.name(alias, m)
		}
	}
	return n
}

// name notes a name; the first member that has it keeps it.
func (n *memberNames) name(text string, m *Member) {
	if folded := foldName(text); n.byName[folded] == nil {
		n.byName[folded] = m
	}
}

// find returns the member that a cell names, or nil.
func (n *memberNames) find(text string) *Member {
	if int(n.last) < len(n.after) {
		if next := n.after[n.last]; n.texts[next] == text && text != "" {
			n.last = next
			return n.dimension.Members[next]
		}
	}
	m, known := n.byText[text]
	if !known {
		if m = n.dimension.byID[text]; m == nil {
			m = n.byName[foldName(text)]
		}
		if m == nil {
			return nil
		}
		n.byText[strings.Clone(text)] = m
	}
	n.found(m, text)
	return m
}

// found notes what names a member, and what it follows.
func (n *memberNames) found(m *Member, text string) {
	for len(n.texts) < len(n.dimension.Members) {
		n.texts, n.after = append(n.texts, ""), append(n.after, 0)
	}
	n.texts[m.Index] = text
	n.after[n.last] = int32(m.Index)
	n.last = int32(m.Index)
}

// findOrAdd returns the member that a cell names, which may be a new one.
func (n *memberNames) findOrAdd(text string) *Member {
	if m := n.find(text); m != nil {
		return m
	}
	clean := strings.Clone(cleanText(text))
	m := n.find(clean)
	if m == nil {
		m = n.dimension.add(n.ids.unique(slug(clean), "member-"+strconv.Itoa(len(n.dimension.Members)+1)))
		if n.verbatim || m.ID != clean {
			m.Label = clean
		}
		n.name(clean, m)
	}
	n.byText[strings.Clone(text)] = m
	n.found(m, text)
	return m
}
