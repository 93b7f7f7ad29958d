package facts

import "github.com/onrecord/onrecord/facts/period"

// Fiscal returns the fiscal quarter or half, as the dataset writes it, of a calendar one: with a year that ends in
// September, the September quarter of 2015 is 2015-Q4. Other periods, and all periods of datasets by
// the calendar, come back as they are.
func (f *PeriodField) Fiscal(p period.Period) period.Period {
	if len(f.YearEnds) != 5 || p.Grain() != period.Quarter && p.Grain() != period.Half {
		return p
	}
	month := int(f.YearEnds[0]-'0')*10 + int(f.YearEnds[1]-'0')
	length := 3
	if p.Grain() == period.Half {
		length = 6
	}
	if month < 1 || month > 12 || month%length != 0 {
		return p
	}
	return p.Add((12 - month) / length)
}
