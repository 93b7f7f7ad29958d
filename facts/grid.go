package facts

import "strings"

// gridRow is a row of cells that lie in memory, with its number in the file.
type gridRow struct {
	cells []string
	line  int
}

// gridTable is the table of rows, the first of which is the head. firstColumn is the number of the first cell's column
// in the file. ok is false when there is no head, or one with too many columns, which is reported.
func gridTable(path string, rows []gridRow, firstColumn int, p *problems) (t *table, ok bool) {
	for len(rows) > 0 && isBlank(rows[0].cells) {
		rows = rows[1:]
	}
	if len(rows) == 0 {
		p.add(csvHeaderRule, path, 1, 1, "the table is empty: its first row names the columns")
		return nil, false
	}
	head := trimBlank(rows[0].cells)
	if len(head) > maxColumns {
		p.add(csvHeaderRule, path, rows[0].line, 1, "%d columns are more than the %d that are read", len(head), maxColumns)
		return nil, false
	}
	t = &table{path: path}
	for i, text := range head {
		t.head = append(t.head, headCell{strings.TrimSpace(text), rows[0].line, firstColumn + i})
	}
	t.rows = func() int { return len(rows) - 1 }
	t.scan = func(yield func(*record) bool) {
		rec := &record{}
		rec.place = func(i int) (line, column int) { return rec.line, firstColumn + i }
		for _, row := range rows[1:] {
			cells := row.cells
			for len(cells) > len(head) && strings.TrimSpace(cells[len(cells)-1]) == "" {
				cells = cells[:len(cells)-1]
			}
			rec.cells = append(rec.cells[:0], cells...)
			for len(rec.cells) < len(head) {
				rec.cells = append(rec.cells, "") // a sheet ends its rows with their last filled cell
			}
			rec.line = row.line
			if !rec.blank() && !yield(rec) {
				return
			}
		}
	}
	return t, true
}

func isBlank(cells []string) bool { return len(trimBlank(cells)) == 0 }

// trimBlank takes away the blank cells at the end.
func trimBlank(cells []string) []string {
	for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}
