package workbook_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/onrecord/onrecord/facts/workbook"
)

// listed writes the cells of a sheet, one a line.
func listed(t *testing.T, b *workbook.Book, sheet int) string {
	t.Helper()
	var list strings.Builder
	err := b.Rows(sheet, func(line int, cells []workbook.Cell) bool {
		for _, c := range cells {
			fmt.Fprintf(&list, "%s %q", workbook.CellName(c.Column, line), c.Text)
			if format, ok := b.Format(c.Style); ok {
				code := fmt.Sprint(format.ID)
				if format.Code != nil {
					code = *format.Code
				}
				fmt.Fprintf(&list, " as %s", code)
			}
			if c.Pending {
				list.WriteString(" pending")
			}
			list.WriteByte('\n')
		}
		return true
	})
	if err != nil {
		t.Error(err)
	}
	return list.String()
}

func TestReadsWhatAProgramWrites(t *testing.T) {
	f := excelize.NewFile()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	percent, err := f.NewStyle(&excelize.Style{NumFmt: 10})
	must(err)
	code := "yyyy-mm-dd"
	day, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	must(err)
	must(f.SetSheetName("Sheet1", "Crime & more"))
	for cell, value := range map[string]any{"A1": "year", "B1": "5 < 6", "D1": "A", "A3": 2024, "B3": 0.058, "C3": true, "D3": 45678, "B4": 0.061, "A6": "end"} {
		must(f.SetCellValue("Crime & more", cell, value))
	}
	must(f.SetCellStyle("Crime & more", "B3", "B3", percent))
	must(f.SetRowStyle("Crime & more", 6, 6, percent))
	must(f.SetColStyle("Crime & more", "D", day))
	must(f.SetCellFormula("Crime & more", "C4", "A3+1"))
	must(f.SetCellRichText("Crime & more", "C6", []excelize.RichTextRun{{Text: "two "}, {Text: "runs", Font: &excelize.Font{Bold: true}}}))
	_, err = f.NewSheet("Second")
	must(err)
	must(f.SetDefinedName(&excelize.DefinedName{Name: "totals", RefersTo: "'Crime & more'!$A$1:$B$3"}))
	date1904 := true
	must(f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &date1904}))
	text, err := f.WriteToBuffer()
	must(err)

	b, err := workbook.Open(text.Bytes())
	must(err)
	if diff := cmp.Diff([]string{"Crime & more", "Second"}, b.Sheets); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]workbook.Name{{Name: "totals", RefersTo: "'Crime & more'!$A$1:$B$3"}}, b.Names); diff != "" {
		t.Error(diff)
	}
	if !b.Date1904 {
		t.Error("days are not counted from 1904")
	}
	want := `A1 "year"
B1 "5 < 6"
D1 "A" as yyyy-mm-dd
A3 "2024"
B3 "0.058" as 10
C3 "1"
D3 "45678" as yyyy-mm-dd
B4 "0.061"
C4 ""
A6 "end" as 10
C6 "two runs" as 10
`
	if diff := cmp.Diff(want, listed(t, b, 0)); diff != "" {
		t.Error(diff)
	}
	if got := listed(t, b, 1); got != "" {
		t.Errorf("an empty sheet has the cells %s", got)
	}
}

// zipped makes a workbook of parts; those that it needs and that are not given are as plain as can be.
func zipped(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	all := map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="rId1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="One" sheetId="7" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
	}
	for name, text := range parts {
		all[name] = text
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range all {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(text))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What other programs write: prefixes, no places, texts in the cells, how a text is pronounced, results of formulas.
func TestCells(t *testing.T) {
	const strings = `<sst><si><t>plain</t></si><si><r><t xml:space="preserve">two </t></r><r><t>runs</t></r><rPh><t>spoken</t></rPh></si><si><t>a_x000D_b_x005F_c</t></si></sst>`
	for _, test := range []struct{ rows, want string }{
		{`<row r="2"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row>`, "B2 \"1\"\nD2 \"2\"\n"},
		{`<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>`, "A1 \"1\"\nB1 \"2\"\nB2 \"3\"\n"},
		{`<row><c t="s"><v> 1 </v></c><c t="s"><v>2</v></c></row>`, "A1 \"two runs\"\nB1 \"a\\rb_c\"\n"},
		{`<row><c t="inlineStr"><is><t>in</t><rPh><t>x</t></rPh></is></c><c t="str"><f>A1</f><v></v></c><c><f>A1</f></c><c><f t="shared" si="0"/></c><c><f>1</f><v>1</v></c></row>`,
			"A1 \"in\"\nB1 \"\"\nC1 \"\" pending\nD1 \"\" pending\nE1 \"1\"\n"},
		{`<x:row xmlns:x="x"><x:c><x:v>&lt;&#53;</x:v></x:c></x:row>`, "A1 \"<5\"\n"},
	} {
		b, err := workbook.Open(zipped(t, map[string]string{
			"xl/sharedStrings.xml":     strings,
			"xl/worksheets/sheet1.xml": `<worksheet><sheetData>` + test.rows + `</sheetData><extLst><row><c><v>9</v></c></row></extLst></worksheet>`,
		}))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, listed(t, b, 0)); diff != "" {
			t.Errorf("%s:\n%s", test.rows, diff)
		}
	}
}

func TestBrokenWorkbooks(t *testing.T) {
	sheet := func(rows string) map[string]string {
		return map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`}
	}
	for _, test := range []struct {
		parts map[string]string
		want  string
	}{
		{map[string]string{"_rels/.rels": "<Relationships/>", "xl/workbook.xml": "<workbook><a></b></workbook>"}, "is no XLSX workbook that can be read: XML syntax error on line 1: element <a> closed by </b>"},
		{map[string]string{"xl/workbook.xml": "<workbook><sheets>"}, "the part xl/workbook.xml of the workbook was cut off"},
		{map[string]string{"_rels/.rels": `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="none.xml"/></Relationships>`}, "is no XLSX workbook that can be read: it has no list of sheets"},
		{sheet(`<row r="3"/><row r="2"/>`), `row "2" follows row 3`},
		{sheet(`<row r="1048577"/>`), `row "1048577" follows row 0`},
		{sheet(`<row><c r="B1"/><c r="A1"/></row>`), `row 1 has a cell "A1" after column 2`},
		{sheet(`<row><c r="XFE1"/></row>`), `row 1 has a cell "XFE1" after column 0`},
		{sheet(`<row><c t="s"><v>0</v></c></row>`), `row 1 has a text "0" of 0`},
	} {
		b, err := workbook.Open(zipped(t, test.parts))
		if err == nil {
			err = b.Rows(0, func(int, []workbook.Cell) bool { return true })
		}
		if err == nil || err.Error() != test.want {
			t.Errorf("%v:\ngot  %v\nwant %s", test.parts, err, test.want)
		}
	}
}

func TestPlaces(t *testing.T) {
	for text, want := range map[string]string{"A1": "A1", "$B$3": "B3", "zz10": "ZZ10", "AAA1": "AAA1", "XFD1048576": "XFD1048576"} {
		column, row, err := workbook.ParseCell(text)
		if got := workbook.CellName(column, row); err != nil || got != want {
			t.Errorf("%s: got %s, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "A", "1", "A0", "A-1", "A+1", "XFE1", "A1048577", "A1B", "É1", "ZZZZZZZZZZZZZZ1"} {
		if column, row, err := workbook.ParseCell(text); err == nil {
			t.Errorf("%q: got column %d, row %d", text, column, row)
		}
	}
}
