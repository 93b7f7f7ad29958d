// Package workbook reads the cells of XLSX workbooks (ECMA-376, part 1, chapter 18) with their number formats, and nothing
// else of them: no formula is computed, no macro is looked at. A workbook costs bounded time and memory, whatever it holds.
//
// It reads what facts need and no more, as the libraries that write workbooks, too, take longer to start than a check of
// a draft takes; the tests write their workbooks with one of those.
package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// Book is an open workbook.
type Book struct {
	Sheets   []string // names, in the order of their tabs
	Names    []Name   // that the workbook gives to ranges
	Date1904 bool     // days are counted from 1904-01-01 and not from 1900

	parts   map[string][]byte // XML by lower-case name
	sheets  []string          // parts, as Sheets
	strings []string          // that cells share
	formats []Format          // by style
}

// Name is a name for a range, as in Sheet1!$A$1:$D$20.
type Name struct{ Name, RefersTo string }

// Format is how a style writes numbers: a code as in 0.0%, or one of those that are built in, which have a number.
type Format struct {
	ID   int
	Code *string // nil where it is built in
}

// Open reads a workbook up to its cells. An error tells what the file is, as in "is no XLSX workbook".
func Open(text []byte) (*Book, error) {
	if bytes.HasPrefix(text, []byte{0xD0, 0xCF, 0x11, 0xE0}) {
		return nil, errors.New("an old or encrypted workbook: save it as .xlsx, without a password")
	}
	archive, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		return nil, fmt.Errorf("is no XLSX workbook: %s", strings.TrimPrefix(err.Error(), "zip: "))
	}
	var size uint64
	for _, part := range archive.File {
		if size += part.UncompressedSize64; size > maxUnpackedBytes || part.UncompressedSize64 > maxUnpackedBytes {
			return nil, fmt.Errorf("the workbook unpacks to more than %d MiB: save the sheet as CSV", maxUnpackedBytes>>20)
		}
	}
	b := &Book{parts: map[string][]byte{}}
	tags := 0
	for _, part := range archive.File {
		name := partName(part.Name)
		if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
			continue
		}
		if b.parts[name], err = readPart(part, &tags); err != nil {
			return nil, fmt.Errorf("the part %.100s of the workbook %w", part.Name, err)
		}
	}
	if err := b.readWorkbook(); err != nil {
		return nil, fmt.Errorf("is no XLSX workbook that can be read: %w", err)
	}
	return b, nil
}

// partName is how a part is looked for: programs do not agree on capitals and slashes.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

func (b *Book) readWorkbook() error {
	main := "xl/workbook.xml"
	for _, r := range b.relations("") {
		if r.kind == "officeDocument" {
			main = r.target
		}
	}
	text, ok := b.parts[main]
	if !ok {
		return errors.New("it has no list of sheets")
	}
	relations := b.relations(main)
	styles, shared := "xl/styles.xml", "xl/sharedstrings.xml"
	for _, r := range relations {
		switch r.kind {
		case "styles":
			styles = r.target
		case "sharedStrings":
			shared = r.target
		}
	}
	if err := b.readSheets(text, relations); err != nil {
		return err
	}
	if err := b.readStyles(b.parts[styles]); err != nil {
		return err
	}
	return b.readStrings(b.parts[shared])
}

// relation is what the part of one file says of another.
type relation struct{ id, kind, target string }

// relations returns those of a part; of the whole workbook for "". Targets are names of parts.
func (b *Book) relations(part string) (found []relation) {
	folder, file := path.Split(part)
	elements(b.parts[folder+"_rels/"+file+".rels"], func(e xml.StartElement) {
		if e.Name.Local != "Relationship" {
			return
		}
		target := strings.ReplaceAll(attribute(e, "Target"), `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = "/" + folder + target
		}
		kind := attribute(e, "Type") // a URL, which is not the same for all editions of the standard
		found = append(found, relation{attribute(e, "Id"), kind[strings.LastIndexByte(kind, '/')+1:], partName(path.Clean(target))})
	})
	return found
}

func (b *Book) readSheets(text []byte, relations []relation) error {
	name := -1 // of the range whose place is being read
	return tokens(text, func(t xml.Token) bool {
		switch e := t.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "workbookPr":
				b.Date1904 = isTrue(attribute(e, "date1904"))
			case "sheet":
				id := ""
				for _, a := range e.Attr {
					if a.Name.Local == "id" { // r:id; sheetId is something else
						id = a.Value
					}
				}
				for _, r := range relations {
					if r.id == id && b.parts[r.target] != nil {
						b.Sheets, b.sheets = append(b.Sheets, attribute(e, "name")), append(b.sheets, r.target)
						break
					}
				}
			case "definedName":
				name = len(b.Names)
				b.Names = append(b.Names, Name{Name: attribute(e, "name")})
			}
		case xml.EndElement:
			name = -1
		case xml.CharData:
			if name >= 0 {
				b.Names[name].RefersTo += string(e)
			}
		}
		return true
	})
}

func (b *Book) readStyles(text []byte) error {
	codes := map[int]string{}
	inCells := false // and not in cellStyleXfs
	err := tokens(text, func(t xml.Token) bool {
		switch e := t.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "numFmt":
				if id, err := strconv.Atoi(attribute(e, "numFmtId")); err == nil {
					if _, known := codes[id]; !known {
						codes[id] = attribute(e, "formatCode")
					}
				}
			case "cellXfs":
				inCells = true
			case "xf":
				if inCells {
					id, _ := strconv.Atoi(attribute(e, "numFmtId"))
					b.formats = append(b.formats, Format{ID: id})
				}
			}
		case xml.EndElement:
			if e.Name.Local == "cellXfs" {
				inCells = false
			}
		}
		return true
	})
	for i := range b.formats { // the codes may stand behind the styles
		if code, ok := codes[b.formats[i].ID]; ok {
			b.formats[i].Code = &code
		}
	}
	return err
}

// Format returns how a style of a cell writes numbers.
func (b *Book) Format(style int) (Format, bool) {
	if style <= 0 || style >= len(b.formats) {
		return Format{}, false
	}
	return b.formats[style], true
}

func (b *Book) readStrings(text []byte) error {
	var item richText
	return tokens(text, func(t xml.Token) bool {
		if item.read(t); item.done {
			b.strings = append(b.strings, item.text())
			item = richText{}
		}
		return true
	})
}

// tokens calls yield for the tokens of a part, which are valid during the call, until it returns false.
func tokens(text []byte, yield func(xml.Token) bool) error {
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%.100s", err) // which quotes what it met
		}
		if !yield(t) {
			return nil
		}
	}
}

// elements calls yield for the elements of a part up to where it breaks off.
func elements(text []byte, yield func(xml.StartElement)) {
	_ = tokens(text, func(t xml.Token) bool {
		if e, ok := t.(xml.StartElement); ok {
			yield(e)
		}
		return true
	})
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func isTrue(text string) bool { return text == "1" || text == "true" || text == "on" }
