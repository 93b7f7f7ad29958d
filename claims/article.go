package claims

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Sentence is a sentence of the draft with all that was read in it, before any fact is looked up.
type Sentence struct {
	Mentions
	Source *draft.Sentence
	Block  *draft.Block
	Index  int // in Article.Sentences
	Place  int // of its block in the document
	Stems  []string
	Names  []Name
	Cues   []Cue
	Uses   []Use   // what each amount does, by the index of the amount
	Events []Event // what it says of the contest that the article reports
	row    *tableRow

	pairings  []pairing
	confirmed []confirmation

	heading     int     // the sentence of the nearest heading or title before, -1 for none
	prior       int     // the nearest sentence of running prose before, -1 for none
	offset      int     // of Text in Source.Text, for a part of an overlong sentence
	cueOf       []int32 // by token: the number of the cue that holds it, from 1
	listComma   []bool  // by token: it is a comma between the figures of a list
	clauseStart []int32 // by token: where its clause begins
	clauseEnd   []int32 // by token: where the clause after it ends

	inset []int16          // by token: the brackets or the inserted clause that it stands in, 0 for none
	reach [slots][]float32 // by slot and token: the weight of the boundaries before the token
}

// tableRow leads from a cell of a table in the draft to the cells that name it.
type tableRow struct {
	header  []*Sentence // the sentences of the column's header cells
	label   []*Sentence // the sentences of the row's first cell
	caption []*Sentence
}

// Article is a document as read: its sentences in order.
type Article struct {
	Document  *draft.Document
	Published period.Period
	Sentences []*Sentence
	Contest   *Contest // the contest that it reports, or nil

	titles     []*Sentence // of the headline
	vocabulary *Vocabulary
}

// Grammar reads sentences: mentions, names, cues and what each amount does. It is built once for a
// vocabulary and is safe for concurrent use.
type Grammar struct {
	reader     *Reader
	vocabulary *Vocabulary
	cues       *cueTable
}

// NewGrammar returns the reader of articles that are about the facts of the vocabulary.
func NewGrammar(v *Vocabulary) *Grammar {
	return &Grammar{reader: NewReader(), vocabulary: v, cues: newCueTable()}
}

// Words is what a document says before anybody asks the facts for names: its sentences with their amounts and periods.
// Grammars of several vocabularies may make articles of the same Words, which none of them changes.
type Words struct {
	document  *draft.Document
	published period.Period
	sentences []Sentence // as far as a vocabulary has no part in them
}

// Words reads the words of a document. They are the same for every grammar. Relative dates are resolved against published.
func (g *Grammar) Words(d *draft.Document, published period.Period) *Words {
	w := &Words{document: d, published: published}
	for b := range d.Blocks {
		block := &d.Blocks[b]
		for i := range block.Sentences {
			source := &block.Sentences[i]
			for at := 0; at < len(source.Text); {
				text := partOf(source.Text[at:])
				w.sentences = append(w.sentences, Sentence{Source: source, Block: block, Index: len(w.sentences), Place: b, offset: at})
				s := &w.sentences[len(w.sentences)-1]
				g.reader.Read(text, published, &s.Mentions)
				s.Stems = make([]string, len(s.Tokens))
				for i, t := range s.Tokens {
					s.Stems[i] = Stem(t.Norm)
				}
				at += len(text)
			}
		}
	}
	return w
}

// Article reads what words say of the facts of the grammar.
func (g *Grammar) Article(w *Words) *Article {
	a := &Article{Document: w.document, Published: w.published, vocabulary: g.vocabulary, Sentences: make([]*Sentence, len(w.sentences))}
	own := slices.Clone(w.sentences)
	for i := range own {
		g.read(&own[i])
		a.Sentences[i] = &own[i]
	}
	for i, s := range a.Sentences[min(1, len(a.Sentences)):] {
		s.pairAcross(a.Sentences[i])
	}
	a.linkTables()
	heading, before := -1, -1
	for i, s := range a.Sentences {
		s.heading, s.prior = heading, before
		switch {
		case s.Block.Kind == draft.Title, s.Block.Kind == draft.Heading:
			heading = i
			if s.Block.Kind == draft.Title {
				a.titles = append(a.titles, s)
			}
		case !s.Block.Furniture && s.row == nil:
			before = i
		}
	}
	return a
}

// isTopic reports whether the facts describe a measure by a word with the stem.
func (a *Article) isTopic(stem string, m *facts.Measure) bool {
	return a.vocabulary != nil && a.vocabulary.topics[m][stem]
}

// longestSentence is the most bytes that are read as one sentence. No writer's sentence comes near; what does is a
// list or a table without stops, whose parts tell nothing about each other.
const longestSentence = 1500

// partOf returns the first part of an overlong sentence, up to a space; other sentences as they are.
func partOf(text string) string {
	if len(text) <= longestSentence {
		return text
	}
	if space := strings.LastIndexByte(text[:longestSentence], ' '); space > 0 {
		return text[:space+1]
	}
	end := longestSentence
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}

func (g *Grammar) read(s *Sentence) {
	s.Names = g.vocabulary.find(s)
	s.Cues = slices.DeleteFunc(g.cues.find(s, nil), s.isInMeasure)
	s.index()
	s.measureReach()
	s.Uses = uses(s)
	s.markLikened()
	s.pair()
	s.alternate()
}

// isInMeasure tells the cues that are part of a measure's name: the "gap" of a gender pay gap is no difference
// that the text makes.
func (s *Sentence) isInMeasure(c Cue) bool {
	amount := false // "lost $3 million" where the facts measure losses tells an amount, no change of one
	switch c.Kind {
	case Gap, Average, Median, Sum, ShareOf, Rate:
	case Up, Down:
		amount = true
	default:
		return false
	}
	for _, n := range s.Names {
		if n.First <= c.First && c.Last <= n.Last {
			if amount && s.countsOther(c, n) {
				return false // "lost 3 million users", though the facts measure losses too
			}
			return slices.ContainsFunc(n.Refs, func(r Ref) bool {
				return r.Measure != nil && r.Loose < 0.5 && (!amount || r.Measure.Unit.Kind != quantity.Percent)
			})
		}
	}
	return false
}

// countsOther reports whether the amount behind a cue counts what another measure than those of a name does.
func (s *Sentence) countsOther(c Cue, own Name) bool {
	return slices.ContainsFunc(s.Amounts, func(a AmountMention) bool {
		return min(a.First, a.Hedge) == c.Last && slices.ContainsFunc(s.Names, func(n Name) bool {
			return a.Noun[0] <= n.First && n.Last <= a.Noun[1] && slices.ContainsFunc(n.Refs, func(r Ref) bool {
				return r.Measure != nil && !slices.ContainsFunc(own.Refs, func(o Ref) bool { return o.Measure == r.Measure })
			})
		})
	})
}

// linkTables gives each body cell the cells that name it: its column's header, its row's first cell and
// the caption of its table.
func (a *Article) linkTables() {
	type column struct{ table, column int }
	headers, labels, captions := map[column][]*Sentence{}, map[column][]*Sentence{}, map[int][]*Sentence{}
	lastTable := 0
	for _, s := range a.Sentences {
		switch b := s.Block; b.Kind {
		case draft.Cell:
			lastTable = b.Table
			if b.Header || b.Row == 0 {
				headers[column{b.Table, b.Column}] = append(headers[column{b.Table, b.Column}], s)
			}
			if b.Column == 0 {
				labels[column{b.Table, b.Row}] = append(labels[column{b.Table, b.Row}], s)
			}
		case draft.Caption:
			captions[lastTable+1] = append(captions[lastTable+1], s)
			captions[lastTable] = append(captions[lastTable], s)
		}
	}
	for _, s := range a.Sentences {
		if b := s.Block; b.Kind == draft.Cell {
			s.row = &tableRow{caption: captions[b.Table]}
			if !b.Header && b.Row > 0 {
				s.row.header = headers[column{b.Table, b.Column}]
			}
			if b.Column > 0 {
				s.row.label = labels[column{b.Table, b.Row}]
			}
		}
	}
}

// confirmation is a reading of a figure of the sentence that the facts bear out. What follows is likely
// about the same.
type confirmation struct {
	token       int
	first, last int  // tokens of the figure
	base        bool // it is what another figure is compared with
	reading     Reading
}

// Confirm notes that the facts support the reading of the figure at tokens [first, last).
func (s *Sentence) Confirm(first, last int, r Reading) {
	base := false
	for i := range s.Amounts {
		if a := &s.Amounts[i]; first <= a.First && a.First < last {
			role := s.Uses[i].Role
			base = role == LevelFrom || role == Level && r.Dated != nil && s.IsCompared(r.Dated.First) // "9,000 below that of 2022, when 45,774 came"
		}
	}
	s.confirmed = append(s.confirmed, confirmation{first, first, last, base, r})
}

// BorneOut returns the readings that the facts bear out for figures that end in tokens [first, last), the last one first;
// what a figure is compared with is left out.
func (s *Sentence) BorneOut(first, last int) (readings []Reading) {
	var found []confirmation
	for _, c := range s.confirmed {
		if !c.base && c.last > first && c.last <= last {
			found = append(found, c)
		}
	}
	slices.SortStableFunc(found, func(x, y confirmation) int { return cmp.Compare(y.last, x.last) })
	for _, c := range found {
		readings = append(readings, c.reading)
	}
	return readings
}

// IsConfirmed reports whether the facts bear out the figure at a token.
func (s *Sentence) IsConfirmed(token int) bool {
	return slices.ContainsFunc(s.confirmed, func(c confirmation) bool { return c.first <= token && token < c.last })
}

// IsDateline reports whether a token belongs to the place that a news story is filed from: "LONDON — ".
func (s *Sentence) IsDateline(token int) bool {
	for t := token + 1; t < len(s.Tokens) && t <= 8 && token < 4; t++ {
		switch s.Tokens[t].Norm {
		case "—", "–", "-":
			return s.Tokens[t].Space || s.Tokens[t].Norm == "—"
		}
	}
	return false
}

// HeaderScale returns the scale that the header or the caption of a cell's table names: "Notices (millions)".
func (s *Sentence) HeaderScale() (quantity.Number, bool) {
	if s.row == nil {
		return quantity.Number{}, false
	}
	for _, list := range [][]*Sentence{s.row.header, s.row.caption} {
		for _, h := range list {
			for _, t := range h.Tokens {
				if scale, ok := headerScale(t.Norm); ok {
					return scale, true
				}
			}
		}
	}
	return quantity.Number{}, false
}

var headerScales = lexicon.Words{Table: "scales"}

// headerScale returns what a word of a head multiplies the figures below by.
func headerScale(norm string) (quantity.Number, bool) {
	factor, kind, _ := strings.Cut(headerScales.Meaning(norm), " ")
	if kind != "plural" && kind != "word" && kind != "letter" {
		return quantity.Number{}, false
	}
	n, err := quantity.ParseNumber(factor)
	return n, err == nil && n.Cmp(quantity.Int(1000)) >= 0
}

// cueAt returns the cue that holds the token.
func (s *Sentence) cueAt(token int) (Cue, bool) {
	if token < 0 || token >= len(s.cueOf) || s.cueOf[token] == 0 {
		return Cue{}, false
	}
	return s.Cues[s.cueOf[token]-1], true
}

// isDated reports whether a token belongs to a period.
func (s *Sentence) isDated(token int) bool {
	return s.dated[token]
}

// HasCue reports whether a cue of one of the kinds begins in tokens [first, last).
func (s *Sentence) HasCue(first, last int, kinds ...CueKind) bool {
	_, ok := s.FindCue(first, last, kinds...)
	return ok
}

// FindCue returns the first cue of one of the kinds that begins in tokens [first, last).
func (s *Sentence) FindCue(first, last int, kinds ...CueKind) (Cue, bool) {
	for _, c := range s.Cues {
		if c.First < first || c.First >= last {
			continue
		}
		for _, k := range kinds {
			if c.Kind == k {
				return c, true
			}
		}
	}
	return Cue{}, false
}

// Words returns the text of tokens [first, last).
func (s *Sentence) Words(first, last int) string {
	if first >= last {
		return ""
	}
	return s.Text[s.Tokens[first].Start:s.Tokens[last-1].End]
}

// Span returns the bytes of the draft that tokens [first, last) cover.
func (s *Sentence) Span(first, last int) draft.Span {
	return s.Source.Span(s.offset+s.Tokens[first].Start, s.offset+s.Tokens[last-1].End)
}
