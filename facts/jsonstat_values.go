package facts

import (
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
	"github.com/onrecord/onrecord/schema"
)

// statCells are the values or statuses of a cube: all of them, or those that are there by their place, or one for all.
type statCells struct {
	list    []*schema.Node
	byPlace map[int]*schema.Node
	one     *schema.Node
}

func (c *cube) statCells(key string, fail failFunc) (s statCells) {
	n := c.root.Get(key)
	switch {
	case n == nil:
	case n.Kind == schema.Sequence:
		if len(n.Items) != c.cells && (key == "value" || len(n.Items) != 1) {
			fail(n, "%s: %d of them do not fill the %d places of the cube", key, len(n.Items), c.cells)
		}
		s.list = n.Items
		if len(n.Items) == 1 && c.cells > 1 {
			s.list, s.one = nil, n.Items[0]
		}
	case n.Kind == schema.Mapping:
		s.byPlace = make(map[int]*schema.Node, len(n.Pairs))
		for _, pair := range n.Pairs {
			place, err := strconv.Atoi(pair.Key.Value)
			if err != nil || place < 0 || place >= c.cells {
				fail(pair.Key, "%s: %q is none of the %d places of the cube, counted from 0", key, pair.Key.Value, c.cells)
				return statCells{}
			}
			s.byPlace[place] = pair.Value
		}
	default:
		s.one = n
	}
	return s
}

func (s *statCells) at(place int) *schema.Node {
	switch {
	case s.byPlace != nil:
		return s.byPlace[place]
	case place < len(s.list):
		return s.list[place]
	}
	return s.one
}

// read makes a row of each place but for the measures, which stand side by side in it.
func (c *cube) read(fail failFunc) {
	values, statuses := c.statCells("value", fail), c.statCells("status", fail)
	if values.one != nil && c.cells > 1 {
		fail(values.one, "value: must be a list of values, or a mapping from places to values")
		return
	}
	strides := make([]int, len(c.all))
	stride := 1
	for i := len(c.all) - 1; i >= 0; i-- { // the last dimension changes fastest
		strides[i] = stride
		stride *= c.all[i].size
	}
	var metric *cubeDimension
	metricStride := 0
	for i, s := range c.all {
		if s.measures != nil {
			metric, metricStride = s, strides[i]
		}
	}
	b := newBuilder(c.d)
	members := make([]*Member, len(c.d.Dimensions))
	for place := range c.cells {
		if metric != nil && place/metricStride%metric.size != 0 {
			continue
		}
		var p period.Period
		for i, s := range c.all {
			at := place / strides[i] % s.size
			switch {
			case s.dimension != nil:
				members[s.dimension.Index] = s.members[at]
			case s.periods != nil:
				p = s.periods[at]
			}
		}
		begun := false
		for i, m := range c.d.Measures {
			at := place + i*metricStride
			n := values.at(at)
			if n == nil || n.Kind == schema.Null {
				continue
			}
			value, step, err := readNumber(n.Value)
			if n.Kind != schema.Number || err != nil {
				fail(n, "value: %q is no number", shorten(n.Text()))
				continue
			}
			if !begun {
				b.row(members, p, n.Line)
				begun = true
			}
			if scale := c.scales[i]; scale != 0 {
				value, step = value.Mul(quantity.Pow10(scale)), step.Mul(quantity.Pow10(scale))
			}
			o := b.observe(m, value, step, n.Value, n.Line, n.Column)
			o.Status, o.Note = c.status(statuses.at(at))
		}
	}
}

// statusWords are the words in the labels of statuses, and the letters that stand for them where there are none.
// A break outranks what else is said of a value.
var statusWords = []struct {
	word, letters string
	status        Status
}{
	{"break", "b", Break},
	{"forecast", "f", Forecast},
	{"projec", "", Forecast},
	{"estimat", "es", Estimate},
	{"provisional", "p", Provisional},
	{"preliminary", "", Provisional},
	{"revised", "r", Revised},
}

// status reads the status of a value by the label that the dataset gives to it, which is its note.
func (c *cube) status(n *schema.Node) (Status, string) {
	text := n.Text()
	if text == "" {
		return Final, ""
	}
	name := c.root.Get("extension").Get("status").Get("label").Get(text).Text()
	for _, s := range statusWords {
		if name != "" && strings.Contains(strings.ToLower(name), s.word) || name == "" && s.letters != "" && len(text) <= 3 && strings.ContainsAny(text, s.letters) {
			return s.status, name
		}
	}
	return Final, name
}
