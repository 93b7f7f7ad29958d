package period

import "fmt"

var monthNames = [...]string{"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December"}

var ordinals = [...]string{"first", "second", "third", "fourth"}

// Words returns p as a message to a writer names it: "2024", "August 2024", "12 August 2024",
// "the third quarter of 2024", "2023/24", "the 2010s", "week 31 of 2024", "January to September 2024".
func (p Period) Words() string {
	y, m, d := p.YMD()
	switch p.grain {
	case Decade:
		return fmt.Sprintf("the %ds", y)
	case Year:
		return fmt.Sprint(y)
	case Split:
		return fmt.Sprintf("%d/%02d", y, (y+1)%100)
	case Half:
		return fmt.Sprintf("the %s half of %d", ordinals[m/6], y)
	case Quarter:
		return fmt.Sprintf("the %s quarter of %d", ordinals[m/3], y)
	case Month:
		return fmt.Sprintf("%s %d", monthNames[m-1], y)
	case Week:
		y, w := isoWeek(int(p.start))
		return fmt.Sprintf("week %d of %d", w, y)
	case Day:
		return fmt.Sprintf("%d %s %d", d, monthNames[m-1], y)
	case Span:
		return p.spanWords()
	}
	return ""
}

func (p Period) spanWords() string {
	first, last := p.Ends()
	_, m, d := first.YMD()
	sameYear := first.Year() == last.Year()
	switch p.Unit() {
	case Month:
		if sameYear {
			return fmt.Sprintf("%s to %s", monthNames[m-1], last.Words())
		}
	case Week:
		y1, w1 := isoWeek(int(first.start))
		y2, w2 := isoWeek(int(last.start))
		if y1 == y2 {
			return fmt.Sprintf("weeks %d to %d of %d", w1, w2, y1)
		}
	case Day:
		switch {
		case sameYear && first.Of(Month) == last.Of(Month):
			return fmt.Sprintf("%d to %s", d, last.Words())
		case sameYear:
			return fmt.Sprintf("%d %s to %s", d, monthNames[m-1], last.Words())
		}
	}
	return first.Words() + " to " + last.Words()
}
