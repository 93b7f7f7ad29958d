// Package tables reads sentences against a bare table, one that nobody described: which cells and columns its phrases
// mean, and what it says of the rows. A sentence is read whole or not at all: a word that says something and has no place
// in the reading leaves it open, as it may turn the rest around.
//
// The flow is: Table (the cells, by their words) → parts (the sentence cut into cells, columns, figures and words that
// relate them) → readings (a look-up, a count, a place, a comparison, a sum or mean, a share of the rows) → Statement.
package tables
