package tables

import (
	"slices"

	"github.com/onrecord/onrecord/claims"
)

// target is a column that a sentence ranks or adds up by, and which end of it comes first.
type target struct {
	column, sign int
	doubtful     bool // bears nothing out: few would take the words that way
}

// targetsOf returns the columns that a superlative or comparative ranks by: the one named behind it, before it, or the
// one that its adjective tells.
func (r *reading) targetsOf(k int, mayTell bool) (targets []target) {
	p := &r.parts[k]
	if head := r.headFrom(k+1, +1); head >= 0 {
		return r.targetsIn(p, head)
	}
	if head := r.headFrom(k-1, -1); head >= 0 {
		if targets = r.targetsIn(p, head); len(targets) > 0 {
			return targets
		}
		r.parts[head].used = false
	}
	next := r.nextNamed(k)
	named := next >= 0 && r.parts[next].kind == heads
	if named && r.says(next) {
		return nil
	}
	if head := r.onlyHead(); head >= 0 && !named {
		if targets = r.targetsIn(p, head); len(targets) > 0 {
			return targets
		}
		r.parts[head].used = false
	}
	if !mayTell {
		return nil
	}
	if k > 0 && r.parts[k-1].kind == heads {
		return nil // of a column that has no order
	}
	return r.told(p)
}

// onlyHead returns the only head of a column that can be ordered, where nothing else in the sentence has a claim to it.
func (r *reading) onlyHead() int {
	found := -1
	for i := range r.parts {
		p := &r.parts[i]
		if p.kind != heads || p.used || !slices.ContainsFunc(p.columns, func(c int) bool { return r.t.columns[c].ordered() }) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// targetsIn returns the columns of a head that an adjective can rank by.
func (r *reading) targetsIn(p *part, head int) (targets []target) {
	r.parts[head].used = true
	for _, number := range r.parts[head].columns {
		if r.t.columns[number].ordered() {
			targets = append(targets, r.ends(p, number)...)
		}
	}
	for i := range r.parts { // "the crowd at Tofte was smaller than the crowd at Varnes"
		if q := &r.parts[i]; q.kind == heads && !q.used && len(targets) > 0 && slices.Equal(q.columns, r.parts[head].columns) {
			q.used = true
		}
	}
	return targets
}

// nextNamed returns the next part that names something, -1 for none.
func (r *reading) nextNamed(k int) int {
	for i := k + 1; i < len(r.parts); i++ {
		switch p := &r.parts[i]; {
		case p.kind == cells, p.kind == heads:
			return i
		case p.kind != filler && p.kind != context, isCopula(p.word):
			return -1
		}
	}
	return -1
}

// says reports whether a head is of texts that hold figures, such as scores: no order of ours is that of the writer.
func (r *reading) says(head int) bool {
	return slices.ContainsFunc(r.parts[head].columns, func(number int) bool {
		col := &r.t.columns[number]
		digits := 0
		for row := range col.Cells {
			if len(col.Cells[row].Text) > 0 && col.Cells[row].Text[0] >= '0' && col.Cells[row].Text[0] <= '9' {
				digits++
			}
		}
		return 2*digits > r.t.rows
	})
}

// ends returns which end of a column an adjective means.
func (r *reading) ends(p *part, number int) []target {
	col := &r.t.columns[number]
	for _, by := range p.by {
		if col.traits[by.trait] || !p.super && by.trait == "time" && col.traits["place"] {
			return []target{{column: number, sign: by.sign}}
		}
	}
	if len(p.by) > 0 && !slices.ContainsFunc(p.by, func(by ranking) bool { return by.trait == "any" }) {
		return nil
	}
	if col.traits["place"] && ranksPlaces(p.norm) { // the first has the highest rank
		return []target{{column: number, sign: -p.sign}, {column: number, sign: p.sign, doubtful: true}}
	}
	return []target{{column: number, sign: p.sign}}
}

// told returns the columns that an adjective ranks by without their being named.
func (r *reading) told(p *part) (targets []target) {
	for _, by := range p.by {
		for number := range r.t.columns {
			if col := &r.t.columns[number]; col.traits[by.trait] && col.ordered() {
				targets = append(targets, target{column: number, sign: by.sign})
			}
		}
		if len(targets) > 0 {
			return targets
		}
	}
	return nil
}

// headFrom returns the next column that can be ordered, from a part on; -1 when something else comes first.
func (r *reading) headFrom(i, step int) int {
	for k := i; k >= 0 && k < len(r.parts); k += step {
		p := &r.parts[k]
		switch p.kind {
		case heads:
			if !p.used && slices.ContainsFunc(p.columns, func(c int) bool { return r.t.columns[c].ordered() }) {
				return k
			}
			if step < 0 {
				return -1
			}
		case filler:
			if step > 0 && isCopula(p.word) || step > 0 && p.norm != "of" && claims.IsPreposition(p.norm) {
				return -1
			}
		case context, rows, unknown:
			if step < 0 {
				return -1
			}
		default:
			return -1
		}
	}
	return -1
}

// valueAfter returns the figure that tells the value of the extreme: "the highest crowd was 9,000", "with 9,000".
func (r *reading) valueAfter(k int) int {
	for i := k + 1; i < len(r.parts); i++ {
		p := &r.parts[i]
		if p.kind != figure || p.used || p.amount.Kind == claims.Ordinal {
			continue
		}
		if i+1 < len(r.parts) && r.parts[i+1].kind == heads && !r.parts[i+1].used {
			continue // a figure with a column of its own
		}
		p.used = true
		return i
	}
	return -1
}

// ranksPlaces reports whether an adjective said of places in an order may mean either end of the figures.
func ranksPlaces(norm string) bool { return isTableWord(claims.Stem(norm), "places") }
