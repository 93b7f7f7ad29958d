// Package facts holds what is on record: datasets of observations, each the value of a measure for a
// period and members of dimensions. Load reads them from YAML, JSON, CSV and TSV files and reports
// everything that is wrong with them at once; a Catalog answers what a text may ask: a value, a series,
// the parts of a whole. It knows no prose; names are matched to words in package claims.
//
// # Loading
//
// [Load] takes files and folders, and gives a [Catalog] only when all of them are sound. Its error joins a [*FileError] for each
// problem, with line and column:
//
//	catalog, err := facts.Load([]string{"facts"})
//	var problem *facts.FileError
//	if errors.As(err, &problem) { … }
//
// [LoadFrom] reads from other places than the disk: an fs.FS with Stat and ReadDir, such as a revision or files in memory. [Inspect] keeps
// what could be read beside the problems, and [Stamp] tells a program that stays when to load again.
//
// # Asking
//
// A [Slice] is a measure, narrowed to members of dimensions; a dimension that is not named stands for the total over its
// members. [Catalog.At] answers with the [Cell] of a slice in a period: a row, or the sum of parts where the measure is additive
// and the parts are complete. [Catalog.Series] is the slice over time: its Window knows the periods that are missing, its
// Break where the figures cannot be compared. [Catalog.Parts] is one cell for each member of a dimension.
//
// Every value is exact and knows the precision with which it was written, its file, line and column.
package facts
