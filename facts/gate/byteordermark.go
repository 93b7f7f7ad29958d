package gate

var byteOrderMark = &Rule{Name: "byte-order-mark", Severity: Note, Doc: Doc{
	Title: "files that begin with a byte order mark",
	Text: `Spreadsheets write these three bytes before the text. They are passed over here, but other programs read them as
part of the first column's name. Save the file as UTF-8 without BOM.`,
}, run: func(p *pass) {
	for _, f := range p.Files {
		if f.ByteOrderMark {
			p.add(f.Path, 1, 1, "the file begins with a byte order mark: save it as UTF-8 without one")
		}
	}
}}
