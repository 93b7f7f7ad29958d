package facts

import (
	"strings"
	"unicode/utf8"

	"github.com/onrecord/onrecord/schema"
)

// dialect is how a source writes numbers and periods, where it differs from 1,204.5 and 2024-08-12.
type dialect struct {
	decimal, group string // "" for the usual ones: a point, and a comma or a space
	order          dateOrder
	missing        map[string]bool // marks beside those of the dataset
}

// readDialect reads decimal: and group: of a facts file. A comma for decimals makes the point a mark of groups, and the
// other way round, unless the file says otherwise.
func readDialect(root *schema.Node) dialect {
	d := dialect{decimal: root.Get("decimal").Text(), group: root.Get("group").Text()}
	switch {
	case d.decimal == "," && root.Get("group") == nil:
		d.group = "."
	case d.group == "." && d.decimal == "":
		d.decimal = ","
	}
	return d
}

func (d *dialect) usual() bool { return d.decimal == "" && d.group == "" }

// plain writes a cell's number as everybody reads it: of "1.204,5 kg" it makes "1,204.5 kg". ok is false for a mark that
// the dialect does not have, so that 1.5 is not taken for 15.
func (d *dialect) plain(text string) (plain string, ok bool) {
	if d.usual() {
		return text, true
	}
	first := strings.IndexAny(text, "0123456789")
	last := strings.LastIndexAny(text, "0123456789")
	if first < 0 {
		return text, true
	}
	if d.decimal != "" && first >= len(d.decimal) && text[first-len(d.decimal):first] == d.decimal {
		first -= len(d.decimal) // ",5"
	}
	decimal := d.decimal
	if decimal == "" {
		decimal = "."
	}
	var b strings.Builder
	b.WriteString(text[:first])
	for i := first; i <= last; {
		r, size := utf8.DecodeRuneInString(text[i:])
		mark := text[i : i+size]
		space := r == ' ' || r == '\u00a0' || r == '\u2009' || r == '\u202f'
		switch {
		case mark == decimal:
			b.WriteByte('.')
		case mark == d.group || d.group == " " && space:
			b.WriteByte(',')
		case mark == "," && d.group == "" && decimal == ".":
			b.WriteByte(',')
		case r == '.' || r == ',':
			return text, false
		default:
			b.WriteString(mark)
		}
		i += size
	}
	b.WriteString(text[last+1:])
	return b.String(), true
}

// inDialect is the table with its numbers as everybody reads them, for readers that guess what columns hold.
func (t *table) inDialect(d dialect) *table {
	if d.usual() {
		return t
	}
	plain := *t
	plain.scan = func(yield func(*record) bool) {
		changed := &record{}
		t.scan(func(rec *record) bool {
			changed.line, changed.place = rec.line, rec.place
			changed.cells = append(changed.cells[:0], rec.cells...)
			for i, cell := range changed.cells {
				if text, ok := d.plain(cell); ok && text != cell {
					if _, isNumber := readAmount(strings.TrimSpace(text)); isNumber {
						changed.cells[i] = text
					}
				}
			}
			return yield(changed)
		})
	}
	return &plain
}

// delimiterOf reads delimiter: of a facts file; 0 when it does not say.
func delimiterOf(root *schema.Node) rune {
	text := root.Get("delimiter").Text()
	if text == "tab" || text == `\t` {
		return '\t'
	}
	if text == "" {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(text)
	return r
}
