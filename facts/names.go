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
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return unicode.IsSpace(r) || r == '-' || r == '_'
	}), " ")
}

// memberNames finds the members of a dimension by the texts that tables use for them.
type memberNames struct {
	dimension *Dimension
	byText    map[string]*Member // cells as they stand, for speed
	byName    map[string]*Member // folded ids, labels and aliases
	ids       ids
	verbatim  bool // a new member's cell is its label; else it may be an id, as in "old-town"
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
	m, known := n.byText[text]
	if known {
		return m
	}
	if m = n.dimension.byID[text]; m == nil {
		m = n.byName[foldName(text)]
	}
	if m != nil {
		n.byText[strings.Clone(text)] = m
	}
	return m
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
	return m
}
