package claims

import (
	"time"

	"github.com/onrecord/onrecord/facts/period"
)

// dateScan reads the periods of one sentence by recursive descent: a mention is a role and a point or
// a range, a point is a calendar date, a unit counted from somewhere, or a part of another point.
type dateScan struct {
	*dateReader
	text             string
	tokens           []Token
	words            []*dateEntry // by token; nil for a word that means nothing to dates
	published        period.Period
	year, month, day int // of publication
}

// datePoint is a period with what was written of it, so that the other end of a range can complete it.
type datePoint struct {
	PeriodMention
	form    pointForm
	y, m, d int  // as written, 0 for what was not; m is the number of a quarter or half
	exact   bool // y was written or is told by a word ("of last year")
}

// pointForm is how a point is completed and resolved.
type pointForm uint8

const (
	otherForm   pointForm = iota
	yearForm              // y
	monthForm             // m, y may be missing
	dayForm               // d and m, y may be missing; or d alone beside a range or a weekday
	quarterForm           // m is the quarter
	halfForm              // m is the half
)

// readPeriods finds the periods of the sentence, from left to right and without overlap.
func (r *Reader) readPeriods(m *Mentions, published period.Period) {
	d := dateScan{dateReader: r.lists.dates, text: m.Text, tokens: m.Tokens, words: m.dateWords[:0], published: published}
	d.year, d.month, d.day = published.YMD()
	for i := range d.tokens {
		var entry *dateEntry
		if w := d.tokens[i].word; w != nil {
			entry = w.date
		}
		d.words = append(d.words, entry)
	}
	m.dateWords = d.words
	year := 0 // written last
	for i := 0; i < len(d.tokens); {
		if !d.mayBegin(i) {
			i++
			continue
		}
		mention, ok := d.mention(i)
		if !ok {
			i++
			continue
		}
		if mention.Anchor == Absolute && !mention.Period.IsZero() {
			year = mention.Period.Year()
		} else if d.fromOpenYear(&mention) && year > 0 {
			// "in March 2020, with a peak on April 8": that year is at hand too
			if rival := mention.Period.AddYears(year - mention.Period.Year()); rival != mention.Period {
				mention.Rival = rival
			}
		}
		mention.Future = !mention.Period.IsZero() && mention.Period.After(published)
		m.Periods = append(m.Periods, mention)
		i = max(mention.Last, i+1)
	}
}

// fromOpenYear reports whether a mention is a date whose year was not written.
func (d *dateScan) fromOpenYear(m *PeriodMention) bool {
	return m.Open && m.Anchor == Published && !m.HasWeekday && !m.Period.IsZero() && m.Part != ToDate &&
		(m.Grain == period.Month || m.Grain == period.Day || m.Grain == period.Quarter || m.Grain == period.Half)
}

// mayBegin is the filter that most words stop at.
func (d *dateScan) mayBegin(i int) bool {
	if w := d.words[i]; w != nil {
		return w.class&startsPeriod != 0
	}
	t := &d.tokens[i]
	switch t.Kind {
	case Number:
		return true
	case Word:
		return len(t.Norm) >= 2 && isDigit(t.Norm[len(t.Norm)-1])
	}
	return false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// word returns what the tables know of token i; never nil.
func (d *dateScan) word(i int) *dateEntry {
	if i < 0 || i >= len(d.words) || d.words[i] == nil {
		return &noDateWord
	}
	return d.words[i]
}

func (d *dateScan) is(i int, class dateClass) bool { return d.word(i).class&class != 0 }

func (d *dateScan) norm(i int) string {
	if i < 0 || i >= len(d.tokens) {
		return ""
	}
	return d.tokens[i].Norm
}

func (d *dateScan) kind(i int) TokenKind {
	if i < 0 || i >= len(d.tokens) {
		return Punct
	}
	return d.tokens[i].Kind
}

func (d *dateScan) upper(i int) bool { return i >= 0 && i < len(d.tokens) && d.tokens[i].Upper }

// joined reports whether token i follows the one before without a space.
func (d *dateScan) joined(i int) bool { return i > 0 && i < len(d.tokens) && !d.tokens[i].Space }

// isDash reports whether token i is a hyphen or a dash.
func (d *dateScan) isDash(i int) bool {
	switch d.norm(i) {
	case "-", "–", "—", "~", "‑", "−":
		return true
	}
	return false
}

func (d *dateScan) skip(i int, mark string) int {
	if d.norm(i) == mark {
		return i + 1
	}
	return i
}

// stop skips the full stop of an abbreviation that ends before i.
func (d *dateScan) stop(i int) int {
	if d.norm(i) == "." && d.joined(i) {
		return i + 1
	}
	return i
}

// mention reads the mention that begins at token i.
func (d *dateScan) mention(i int) (PeriodMention, bool) {
	w := d.word(i)
	if p, ok := d.comparison(i); ok {
		return p, true
	}
	if w.class&roleWord != 0 {
		if p, ok := d.withRole(i, w.role); ok {
			return p, true
		}
	}
	if w.class&inWord != 0 {
		if p, ok := d.inUnits(i); ok {
			return p, true
		}
	}
	if w.class&theWord != 0 && d.words[min(i+1, len(d.words)-1)] == nil && d.kind(i+1) == Word {
		return PeriodMention{}, false
	}
	p, ok := d.point(i)
	if !ok {
		return PeriodMention{}, false
	}
	if whole, ok := d.rangeFrom(p, false); ok {
		whole.First = i
		return whole, true
	}
	if p.form == dayForm && p.m == 0 && !p.HasWeekday {
		return PeriodMention{}, false
	}
	return p.PeriodMention, true
}

// withRole reads "since 2016", "by the end of 2024", "from 2019 to 2023".
func (d *dateScan) withRole(i int, role dateRole) (PeriodMention, bool) {
	switch role {
	case roleFrom, roleBetween:
		a, ok := d.rangeEnd(i+1, nil)
		if !ok {
			return PeriodMention{}, false
		}
		if p, ok := d.rangeFrom(a, role == roleBetween); ok {
			p.First = i
			return p, true
		}
		if a.form == dayForm && a.m == 0 || role == roleBetween {
			return PeriodMention{}, false
		}
		if d.is(a.Last, onWord) && d.ends(a.Last+1) || d.is(a.Last, onwardsWord) {
			a.Role, a.First, a.Last = Since, i, a.Last+1
			return a.PeriodMention, true
		}
		return PeriodMention{}, false // the point alone: "down from 2019"
	case roleTo:
		if d.is(i-1, upWord) {
			role = roleUntil
			break
		}
		if d.norm(i-1) == "," && d.afterFrom(i) { // "from 2006, when it began, to 2017"
			if p, ok := d.rangeEnd(i+1, nil); ok && p.Role == At && !p.Period.IsZero() {
				p.Role, p.First = Until, i
				return p.PeriodMention, true
			}
		}
		return PeriodMention{}, false
	}
	if role == roleSince && d.is(i+1, thenWord) {
		return PeriodMention{First: i, Last: i + 2, Role: Since, Anchor: Focus}, true
	}
	j := i + 1
	if d.is(j+1, leastWord) {
		j += 2 // "since at least 2016"
	} else if d.is(j, hedgeWord) {
		j++
	}
	p, ok := d.point(j)
	if !ok || p.form == dayForm && p.m == 0 {
		return PeriodMention{}, false
	}
	if whole, ok := d.rangeFrom(p, false); ok {
		p.PeriodMention = whole
	}
	if p.Open && (role == roleBy || role == roleUntil) && p.Rival.After(d.published) && d.tense(i, p.Last) == 0 {
		p.Period, p.Rival = p.Rival, p.Period
	}
	if p.Open && role == roleSince && p.Period.Contains(d.published) && !p.Rival.IsZero() && p.Grain != period.Day {
		p.Period, p.Rival = p.Rival, p.Period // "since February", said in February
	}
	switch role {
	case roleSince:
		p.Role = Since
	case roleUntil, roleThrough:
		p.Role = Until
	case roleBy:
		p.Role = By
	case roleBefore:
		p.Role = Before
	case roleAfter:
		p.Role = After
	}
	p.First = i
	if role == roleUntil && d.is(i-1, upWord) {
		p.First--
	}
	return p.PeriodMention, true
}

// afterFrom reports whether "from" and a year stand shortly before token i.
func (d *dateScan) afterFrom(i int) bool {
	for j := i - 3; j >= 0 && j > i-16; j-- {
		if d.word(j).role == roleFrom {
			return d.isYearFigure(j + 1)
		}
	}
	return false
}

// comparison reads the fixed phrases of the table: "year on year".
func (d *dateScan) comparison(i int) (PeriodMention, bool) {
	if !d.is(i, comparisonWord) {
		return PeriodMention{}, false
	}
	for _, phrase := range comparisons()[d.norm(i)] {
		j := i
		for _, word := range phrase.words {
			if d.norm(j) != word {
				j = -1
				break
			}
			j++
		}
		// "on the day before": no comparison
		if j < 0 || d.is(j, earlierWord|laterWord|ofWord|endingWord|startingWord|unitWord|clauseWord) {
			continue
		}
		return PeriodMention{First: i, Last: j, Role: Comparison, Anchor: Focus, Shift: -1, Grain: phrase.unit, Same: true}, true
	}
	return PeriodMention{}, false
}

// weekdayOf turns a table's weekday into Go's.
func weekdayOf(n int8) time.Weekday { return time.Weekday(n % 7) }
