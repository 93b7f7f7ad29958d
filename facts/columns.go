package facts

import (
	"strings"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// column is what is known of a column before its role is decided.
type column struct {
	index   int
	head    string
	heading heading

	filled   int // cells that are not missing
	numbers  int
	ordinals int
	decimals int
	years    int // whole numbers of four digits that can be years
	big      int // numbers above 1
	runs     int // "2006-07"
	texts    int // cells that are no numbers
	unstated int // "unknown": missing in a column of numbers, a text in one of texts
	dates    [3]int
	undated  int // cells that are no period in any order

	bracketed int // "dirk nowitzki (39)"
	trailing  int // "bradley center 17326"

	unit  quantity.Unit // that cells name
	units int           // cells that name it
	mixed bool          // cells name units that do not fit together
}

// sampleRows is how many rows decide on the roles of columns.
const sampleRows = 5000

// surveyTable looks at the cells of each column, and counts the rows.
func surveyTable(t *table) (columns []*column, rows int) {
	for i, cell := range t.head {
		columns = append(columns, &column{index: i, head: cell.text, heading: readHeading(cell.text)})
	}
	t.scan(func(rec *record) bool {
		if rows++; rows > sampleRows || repeatsHead(rec, t) {
			return true
		}
		for i, c := range columns {
			if i < len(rec.cells) {
				c.survey(strings.TrimSpace(rec.cells[i]))
			}
		}
		return true
	})
	return columns, rows
}

func (c *column) survey(text string) {
	if isMissing(text) {
		return
	}
	c.filled++
	if a, ok := readAmount(text); ok {
		c.surveyAmount(text, a)
	} else if !isUnstated(text) {
		c.texts++
		if _, _, ok := splitCell(text, bracketed); ok {
			c.bracketed++
		} else if _, _, ok := splitCell(text, trailing); ok {
			c.trailing++
		}
	} else {
		c.unstated++
	}
	if c.undated > 5+c.filled/5 {
		return // no column of dates, and dates are costly to try
	}
	c.surveyDate(text)
}

func (c *column) surveyDate(text string) {
	if _, ok := readPeriod(text, isoOrder); ok {
		for order := range c.dates {
			c.dates[order]++
		}
		if isYearRun(text) {
			c.runs++
		}
		return
	}
	dated := false
	for _, order := range []dateOrder{dayFirst, monthFirst} {
		if _, ok := readPeriod(text, order); ok {
			c.dates[order]++
			dated = true
		}
	}
	if !dated {
		c.undated++
	}
}

func (c *column) surveyAmount(text string, a amount) {
	c.numbers++
	if a.ordinal {
		c.ordinals++
	}
	if a.decimals {
		c.decimals++
	}
	if a.value.Abs().Cmp(quantity.Int(1)) > 0 {
		c.big++
	}
	if len(text) == 4 && text >= "1000" && text <= "2199" && a.value.IsInt() {
		c.years++
	}
	if a.given {
		if c.units == 0 {
			c.unit = a.unit
		}
		c.mixed = c.mixed || !a.unit.Fits(c.unit)
		c.units++
	}
}

// isYearRun recognises "2006-07", which is a month or a season: the second number follows the first.
func isYearRun(text string) bool {
	p, err := period.Parse(text)
	return err == nil && len(text) == 7 && p.Grain() == period.Month && isSeason(text)
}

func isSeason(text string) bool {
	year := int(text[2]-'0')*10 + int(text[3]-'0')
	next := int(text[5]-'0')*10 + int(text[6]-'0')
	return next == (year+1)%100
}

// mostly reports whether n is nearly all of the filled cells.
func (c *column) mostly(n int) bool { return c.filled > 0 && 10*n >= 9*c.filled }

// isNumeric reports whether the column is one of numbers; the few texts in it ("dnf") are missing values.
func (c *column) isNumeric() bool { return c.numbers > 0 && 10*c.numbers >= 7*(c.filled-c.unstated) }

// isYears reports whether all numbers can be years.
func (c *column) isYears() bool { return c.years > 0 && c.years == c.numbers }

// order returns the order in which the column writes dates, ok when it is a column of periods at all: when nearly all
// cells are, or most where the head calls them so ("total" at the end of the years). Digits that could be read either
// way are no dates.
func (c *column) order(called bool) (order dateOrder, ok bool) {
	iso, day, month := c.dates[isoOrder], c.dates[dayFirst], c.dates[monthFirst]
	enough := func(n int) bool { return c.mostly(n) || called && 2*n > c.filled }
	switch {
	case enough(iso):
		return isoOrder, true
	case enough(day) && day > month:
		return dayFirst, true
	case enough(month) && month > day:
		return monthFirst, true
	}
	return isoOrder, false
}

// seasons reports whether 2006-07 is a season in this column and not a month: when all cells are of that
// kind or years, or the head says so.
func (c *column) seasons() bool {
	if c.runs == 0 || c.runs+c.years < c.filled {
		return false
	}
	text := strings.Join(c.heading.words, " ")
	return c.filled > 1 || strings.Contains(text, "season") || strings.HasSuffix(text, " year")
}
