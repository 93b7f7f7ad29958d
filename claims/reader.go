package claims

import "github.com/onrecord/onrecord/facts/period"

// Mentions is what one sentence names. A Reader fills it and reuses its memory, so that what it holds
// is valid until the next Read into it.
type Mentions struct {
	Text    string
	Tokens  []Token
	Amounts []AmountMention // in the order of the text; they do not overlap
	Periods []PeriodMention

	dated []bool // by token: it is part of a period
	fold  folder

	dateWords []*dateEntry // by token: what it is to dates
}

// Reader finds amounts and periods in sentences. It is safe for concurrent use.
type Reader struct {
	lists *wordLists
}

// NewReader returns a Reader of English.
func NewReader() *Reader {
	return &Reader{lists: english()}
}

// Read finds what text names, with relative periods counted from published.
func (r *Reader) Read(text string, published period.Period, m *Mentions) {
	m.fold.lists = r.lists
	if m.Tokens == nil {
		m.Tokens = make([]Token, 0, len(text)/5+8) // a word and its space are five letters and more
	}
	t := tokenizer{text: text, tokens: m.Tokens[:0], fold: &m.fold, lists: r.lists}
	t.run()
	m.Text, m.Tokens = text, t.tokens
	m.Amounts, m.Periods = m.Amounts[:0], m.Periods[:0]
	r.readPeriods(m, published)
	m.markDated()
	r.readAmounts(m)
}

// markDated notes which tokens belong to periods.
func (m *Mentions) markDated() {
	if cap(m.dated) < len(m.Tokens) {
		m.dated = make([]bool, len(m.Tokens), 2*len(m.Tokens))
	}
	m.dated = m.dated[:len(m.Tokens)]
	clear(m.dated)
	for _, p := range m.Periods {
		for i := p.First; i < p.Last; i++ {
			m.dated[i] = true
		}
	}
}
