package gate

// loading lists the rules that reading the files enforces. What they find keeps drafts from being checked against
// the facts as well.
func loading() []*Rule {
	return []*Rule{
		{Name: "syntax", Severity: Error, Doc: Doc{"files that are not YAML or JSON, or larger than any facts file",
			`A file must be one YAML or JSON document whose keys are unique. Documents of more than 32 MiB, tables of more than
256 MiB, documents nested more than 64 levels deep and aliases that repeat more than a million values are refused.`}},
		{Name: "encoding", Severity: Error, Doc: Doc{"text that is not UTF-8",
			`The message names the first byte that is wrong, and how to convert the file.`}},
		{Name: "schema", Severity: Error, Doc: Doc{"keys and values that a facts file does not have",
			`What a facts file may say is written in a JSON Schema, which onrecord schema facts prints for editors to use.`}},
		{Name: "duplicate-id", Severity: Error, Doc: Doc{"two datasets with one id",
			`Drafts and reports name datasets by their id, so it must be the only one in the repository.`}},
		{Name: "duplicate-row", Severity: Error, Doc: Doc{"a row that is there twice",
			`Two rows give the same value for the same period and members. One of them is meant to be another row, or is one too
many.`}},
		{Name: "unknown-field", Severity: Error, Doc: Doc{"a key in a row that is no field",
			`Besides the fields that the file describes, a row may have status and note.`}},
		{Name: "unused-column", Severity: Error, Doc: Doc{"a column of a table that is no field",
			`Each column of a table that a dataset names with file: must be a field, or status or note. A column without a name is
tolerated while it is empty.`}},
		{Name: "unknown-member", Severity: Error, Doc: Doc{"a category value that is no member",
			`Where a category lists its members, rows may have only these, by id, label or alias.`}},
		{Name: "bad-value", Severity: Error, Doc: Doc{"cells that are no number, period or status",
			`A value must be a number, a period must be one of the calendar, a status one of the list. Marks for missing values
are declared with missing:.`}},
		{Name: "csv-header", Severity: Error, Doc: Doc{"a table's head that does not name the fields",
			`Each field of the file needs a column, found by id or label but for case, and no two columns may have one name. In a
table that no file describes, every column needs a name of its own.`}, run: findHeads},
		{Name: "csv-shape", Severity: Error, Doc: Doc{"tables whose rows and quotes do not fit",
			`Each row must have as many cells as the head, and quotes must be closed. Lines of more than 1 MiB and heads of more
than 2,000 columns are refused.`}, run: findRows},
		{Name: "expression", Severity: Error, Doc: Doc{"definitions and checks that cannot be read",
			`Names must be fields of the file, and both sides of an operator of one kind. Functions: abs, min, max, round, sum,
mean, count, all, any, none, filter, map; and in checks parts(m), total(m), previous(m), year_ago(m), halves(m),
quarters(m), months(m), series(m). Hyphens in names are written as underscores.`}},
	}
}
