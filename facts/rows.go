package facts

import (
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/schema"
)

// dataset reads a dataset from its document, with its rows.
func (l *loader) dataset(path string, root *schema.Node) {
	h := readHeader(path, root, &l.problems)
	if rows := root.Get("rows"); rows != nil {
		l.inlineRows(h, rows)
	}
	h.d.build()
	l.datasets = append(l.datasets, h.d)
}

func (l *loader) bareTable(file candidate) {}

func (l *loader) inlineRows(h *header, rows *schema.Node) {
	b := newBuilder(h.d)
	members := make([]*Member, len(h.d.Dimensions))
	for _, row := range rows.Items {
		var p period.Period
		clear(members)
		for _, pair := range row.Pairs {
			f := h.byName[pair.Key.Value]
			if f == nil {
				continue
			}
			switch f.role {
			case periodRole:
				p, _ = period.Parse(pair.Value.Text())
			case categoryRole:
				members[f.dimension.Index] = f.findMember(pair.Value.Text())
			}
		}
		b.row(members, p, row.Line)
		for _, pair := range row.Pairs {
			if f := h.byName[pair.Key.Value]; f != nil && f.role == measureRole && pair.Value.Kind == schema.Number {
				value, step, _ := readNumber(pair.Value.Value)
				b.observe(f.measure, value, step, pair.Value.Value, pair.Value.Line, pair.Value.Column)
			}
		}
	}
}
