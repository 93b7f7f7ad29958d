package tables

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Truth is what the rows say of a statement.
type Truth uint8

// The truths.
const (
	Open Truth = iota // the words or the rows leave it open
	Holds
	Fails
)

// Statement is what a sentence says of the rows of a table, worked out.
type Statement struct {
	Truth Truth
	Form  string // "count", "extreme" ...: how the sentence was read
	Says  string // what the rows say
	Rows  []int  // the rows that it rests on, by number
	Lines []int  // their lines in the file
	// Column is the head of the column whose figures decide, "" for none.
	Column string
	// Unread is how many words that say something have no place in the reading.
	Unread int
}

// maxParts bounds the sentences that are read: one with more says too much to be read whole.
const maxParts = 50

// Read works out what the sentence says of the table. ok is false when it says nothing of it.
func (t *Table) Read(s *claims.Sentence, tolerance quantity.Tolerance) (Statement, bool) {
	parts := t.cut(s)
	named := 0
	for i := range parts {
		if k := parts[i].kind; k == cells || k == heads {
			named++
		}
	}
	if named == 0 || len(parts) > maxParts {
		return Statement{}, false
	}
	st := t.readParts(s, parts, tolerance)
	if st.Truth == Open || st.Unread > 0 {
		if split, ok := t.readClauses(s, parts, tolerance); ok {
			st = split
		}
	}
	lines := t.Data.Bare().Lines
	for _, row := range st.Rows {
		st.Lines = append(st.Lines, lines[row])
	}
	return st, true
}

// readParts reads parts as one statement.
func (t *Table) readParts(s *claims.Sentence, parts []part, tolerance quantity.Tolerance) Statement {
	r := reading{t: t, s: s, tolerance: tolerance, parts: slices.Clone(parts)}
	form := r.form()
	if form == nil {
		return Statement{Unread: r.unread()}
	}
	st := form(&r)
	st.Unread = r.unread()
	return st
}

// readClauses reads a sentence as two statements that "and", "while" or "but" joins. The second has the subject of the
// first when it has none of its own.
func (t *Table) readClauses(s *claims.Sentence, parts []part, tolerance quantity.Tolerance) (Statement, bool) {
	for at := range parts {
		if !isTableWord(parts[at].word, "conjunction") || at == 0 || at+1 == len(parts) {
			continue
		}
		end := at
		if parts[end-1].kind == stop {
			end--
		}
		left, right := parts[:end], parts[at+1:]
		if left[end-1].kind == cells && right[0].kind == cells && sameColumn(left[end-1].where, right[0].where) {
			continue // a list
		}
		one := t.readParts(s, left, tolerance)
		if one.Truth == Open || one.Unread > 0 {
			continue
		}
		two := t.readParts(s, right, tolerance)
		if subject := subjectOf(left); len(subject) > 0 && (two.Truth == Open || two.Unread > 0) {
			two = t.readParts(s, slices.Concat(subject, right), tolerance)
		}
		if two.Truth == Open || two.Unread > 0 {
			continue
		}
		both := one
		if one.Truth == Holds {
			both = two
		}
		both.Rows = slices.Concat(one.Rows, two.Rows)
		return both, true
	}
	return Statement{}, false
}

// subjectOf returns the cells that a clause begins with, up to its verb.
func subjectOf(parts []part) []part {
	for i := range parts {
		switch parts[i].kind {
		case cells:
			return parts[:i+1]
		case filler, heads, context, rows:
			if isCopula(parts[i].word) {
				return nil
			}
		default:
			return nil
		}
	}
	return nil
}

// of joins what several ways of reading give: a statement holds if one way bears it out, and fails if all do.
func of(truths []Truth) Truth {
	if len(truths) == 0 {
		return Open
	}
	if slices.Contains(truths, Holds) {
		return Holds
	}
	if slices.Contains(truths, Open) {
		return Open
	}
	return Fails
}

// Figures returns the first tokens of the amounts that a column is named for.
func (t *Table) Figures(s *claims.Sentence) (tokens []int) {
	r := reading{t: t, s: s, parts: t.cut(s)}
	for i := range r.parts {
		if p := &r.parts[i]; p.kind == figure {
			if r.bindFigure(i); p.used {
				tokens = append(tokens, p.amount.First)
			}
		}
	}
	return tokens
}

// Relates reports whether a sentence has a word that ranks, compares, counts or adds up rows.
func (t *Table) Relates(s *claims.Sentence) bool {
	r := reading{t: t, s: s, parts: t.cut(s)}
	for i := range r.parts {
		if p := &r.parts[i]; p.kind == op || p.kind == orders && (p.super || !r.bounds(i)) {
			return true
		}
	}
	return false
}

// Trace tells how the sentence is cut: what each of its phrases is to the table.
func (t *Table) Trace(s *claims.Sentence) string {
	names := [...]string{filler: "", unknown: "unknown", cells: "cells", heads: "column", figure: "figure", orders: "order", op: "relation", context: "title", rows: "row", stop: ""}
	var told []string
	for _, p := range t.cut(s) {
		if names[p.kind] != "" {
			told = append(told, fmt.Sprintf("%s %q", names[p.kind], s.Words(p.first, p.last)))
		}
	}
	return strings.Join(told, ", ")
}
