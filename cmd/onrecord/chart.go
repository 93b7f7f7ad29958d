package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
)

// chart is bars of text, one a line, with the figure before each.
type chart struct {
	width   int // of the terminal, 0 if unknown
	caption string
	lines   []chartLine
}

type chartLine struct {
	name, figure, remark string
	value                float64 // for drawing only
	gap                  bool
}

func (c *chart) bar(name string, cell facts.Cell) {
	c.lines = append(c.lines, chartLine{
		name: name, figure: shown(cell, cell.Rows[0].Measure), remark: remark(cell), value: cell.Value.Float64(),
	})
}

// gaps gives neighbouring periods without a value a line of their own, or a common one when they are many.
func (c *chart) gaps(missing []period.Period) {
	const few = 3
	if len(missing) > few {
		c.gap(missing[0].String()+" to "+missing[len(missing)-1].String(), plural(len(missing), "period")+" without a value")
		return
	}
	for _, p := range missing {
		c.gap(p.String(), "no value")
	}
}

func (c *chart) gap(name, remark string) {
	c.lines = append(c.lines, chartLine{name: name, figure: "–", remark: remark, gap: true})
}

const (
	defaultWidth = 80
	leastBar     = 10
	mostBar      = 60
	longestName  = 32
)

// write prints the chart. Bars begin at zero, so that their lengths may be compared; below zero they point left.
func (c *chart) write(w io.Writer) {
	nameWidth, figureWidth := 0, 0
	low, high := 0.0, 0.0
	for i := range c.lines {
		l := &c.lines[i]
		l.name = runewidth.Truncate(l.name, longestName, "…")
		nameWidth = max(nameWidth, runewidth.StringWidth(l.name))
		figureWidth = max(figureWidth, utf8.RuneCountInString(l.figure))
		low, high = min(low, l.value), max(high, l.value)
	}
	room := c.width
	if room == 0 {
		room = defaultWidth
	}
	room = min(max(room-nameWidth-figureWidth-6, leastBar), mostBar)
	span := high - low
	if span == 0 {
		span = 1
	}
	if c.caption != "" {
		fmt.Fprintln(w, c.caption)
	}
	left := int(-low/span*float64(room) + 0.999)
	for _, l := range c.lines {
		bar := ""
		switch {
		case l.gap:
		case l.value < 0:
			length := int(-l.value/span*float64(room) + 0.5)
			bar = strings.Repeat(" ", max(left-length, 0)) + strings.Repeat("█", length)
		default:
			bar = strings.Repeat(" ", left) + eighths(l.value/span*float64(room))
		}
		line := runewidth.FillRight(l.name, nameWidth) + "  " + strings.Repeat(" ", figureWidth-utf8.RuneCountInString(l.figure)) + l.figure
		if bar != "" {
			line += "  " + bar
		}
		if l.remark != "" {
			line += "  " + l.remark
		}
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
}

var parts = []string{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"}

// eighths draws a bar as long as so many cells, to an eighth of one. What is not zero is seen.
func eighths(cells float64) string {
	n := int(cells*8 + 0.5)
	if n == 0 && cells > 0 {
		n = 1
	}
	return strings.Repeat("█", n/8) + parts[n%8]
}
