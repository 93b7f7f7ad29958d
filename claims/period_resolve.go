package claims

import (
	"fmt"
	"strings"

	"github.com/onrecord/onrecord/facts/period"
)

// Resolve returns the period meant when the text speaks of the period focus. It is Period for all but
// Focus mentions, and the zero Period when focus says too little: "the previous month" of a year.
func (m *PeriodMention) Resolve(focus period.Period) period.Period {
	if m.Anchor != Focus || focus.IsZero() {
		return m.Period
	}
	switch {
	case !m.Into.IsZero():
		if m.Grain != period.None && focus.Grain() < m.Grain {
			return period.Period{} // "the same month of 2023", but the text speaks of a year
		}
		if m.Into.Grain() == period.Month && focus.Grain() > period.Month {
			return focus.AddMonths(12*(m.Into.Year()-focus.Year()) + monthOf(m.Into) - monthOf(focus))
		}
		return focus.AddYears(m.Into.Year() - focus.Year())
	case m.Same && !m.Period.IsZero() && focus.Grain() > period.Year && m.Period.AddYears(focus.Year()-m.Period.Year()).Before(focus.First()):
		return m.Period.AddYears(focus.Year() - m.Period.Year()) // "the previous October", from December
	case !m.Period.IsZero(): // "March of that year"
		return m.Period.AddYears(focus.Year() + m.Shift - m.Period.Year())
	case m.Grain == period.None:
		return focus.Add(m.Shift)
	case m.Role == Past || m.Count > 0:
		return backFrom(focus, m.Grain, max(m.Count, 1))
	case m.Grain == period.Split && focus.Grain() != period.Split:
		return period.Period{}
	case m.Same && focus.Grain() >= m.Grain:
		return shifted(focus, m.Grain, m.Shift)
	case focus.Grain() < m.Grain:
		return period.Period{}
	}
	return focus.Of(m.Grain).Add(m.Shift)
}

func monthOf(p period.Period) int {
	_, m, _ := p.YMD()
	return m
}

// shifted moves p by n units of grain g and keeps its own grain.
func shifted(p period.Period, g period.Grain, n int) period.Period {
	switch g {
	case period.Decade:
		return p.AddYears(10 * n)
	case period.Year, period.Split:
		return p.AddYears(n)
	case period.Half:
		return p.AddMonths(6 * n)
	case period.Quarter:
		return p.AddMonths(3 * n)
	case period.Month:
		return p.AddMonths(n)
	case period.Week:
		return moveDays(p, 7*n)
	case period.Day:
		return moveDays(p, n)
	}
	return p.Add(n)
}

func moveDays(p period.Period, n int) period.Period {
	return period.Between(p.First().Add(n), p.Last().Add(n))
}

// backFrom returns n units of grain g that end with p's last day: five years to 2024 are 2020 to 2024.
func backFrom(p period.Period, g period.Grain, n int) period.Period {
	last := p.Last()
	return period.Between(shifted(last.Add(1), g, -n), last)
}

// Units returns the Count whole units of Grain that end with the unit holding last: of "the past five
// years" and 2024, the years 2020 to 2024. It is zero when no count is written.
func (m *PeriodMention) Units(last period.Period) period.Period {
	unit := last.Of(m.Grain)
	if m.Count == 0 || unit.IsZero() {
		return period.Period{}
	}
	return period.Between(unit.Add(1-m.Count), unit)
}

var periodRoleNames = [...]string{"", "fromto", "since", "until", "before", "after", "by", "past", "next", "comparison"}

var partNames = [...]string{"", "early", "mid", "late", "end", "todate"}

// String returns what was read, for tests and for --explain: "since:2016", "focus:-1 year same".
func (m *PeriodMention) String() string {
	var b strings.Builder
	if m.Role != At {
		b.WriteString(periodRoleNames[m.Role] + ":")
	}
	switch {
	case m.Impossible:
		b.WriteString("impossible")
	case m.Anchor == Focus && !m.Into.IsZero():
		fmt.Fprintf(&b, "focus:into %v", m.Into)
	case m.Anchor == Focus && !m.Period.IsZero():
		fmt.Fprintf(&b, "focus:%v of %+d year", m.Period, m.Shift)
	case m.Anchor == Focus && m.Shift == 0:
		b.WriteString("focus:0")
	case m.Anchor == Focus:
		fmt.Fprintf(&b, "focus:%+d", m.Shift)
	case m.Period.IsZero():
		b.WriteString("~")
	default:
		b.WriteString(m.Period.String())
	}
	if m.Grain != period.None && (m.Anchor == Focus && m.Period.IsZero() || m.Period.IsZero() && !m.Impossible) {
		b.WriteString(" " + m.Grain.String())
	}
	if m.Same {
		b.WriteString(" same")
	}
	if m.Anchor == Focus && m.Count > 0 {
		fmt.Fprintf(&b, " *%d", m.Count)
	}
	if m.Part != Whole {
		b.WriteString(" " + partNames[m.Part])
	}
	return b.String()
}
