package draft

import "strconv"

func (r *htmlReader) cell(name string, tag Span) {
	if len(r.grids) == 0 {
		return
	}
	head := name == "th"
	for i := len(r.stack) - 1; i >= 0 && r.stack[i].role != roleTable; i-- {
		head = head || r.stack[i].role == roleTableHead
	}
	columns, rows := 1, 1
	for name, value := range attributes(r.f.source, tag) {
		n, err := strconv.Atoi(string(r.f.source[value.Start:value.End]))
		if err != nil || n < 1 {
			continue
		}
		switch name {
		case "colspan":
			columns = min(n, widest)
		case "rowspan":
			rows = min(n, 1<<16)
		}
	}
	if r.push(element{name: name, role: roleTableCell, head: head}) {
		r.grids[len(r.grids)-1].nextCell(columns, rows)
	}
}

// grid counts the rows and columns of a table.
type grid struct {
	ordinal, row, column int
	next                 int   // the column after the cell at hand
	covered              []int // by column: rows that a cell above reaches into, with the one at hand
}

// widest is the number of columns in which row spans are respected.
const widest = 256

func (g *grid) nextRow() {
	g.row++
	g.next = 0
	for i := range g.covered {
		g.covered[i] = max(g.covered[i]-1, 0)
	}
}

func (g *grid) nextCell(columns, rows int) {
	g.row = max(g.row, 0)
	for g.next < len(g.covered) && g.covered[g.next] > 0 {
		g.next++
	}
	g.column = g.next
	g.next += columns
	for c := g.column; rows > 1 && c < min(g.next, widest); c++ {
		for c >= len(g.covered) {
			g.covered = append(g.covered, 0)
		}
		g.covered[c] = rows
	}
}
