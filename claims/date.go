package claims

import "github.com/onrecord/onrecord/facts/period"

// readPeriods finds the periods of the sentence.
func (r *Reader) readPeriods(m *Mentions, published period.Period) {}
