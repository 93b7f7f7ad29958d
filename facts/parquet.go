package facts

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/big"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
	layout "github.com/parquet-go/parquet-go/format"
)

// maxParquetCells bounds a table, whose cells are kept. A page of one repeated value may stand for millions of them.
const maxParquetCells = 1 << 23

// parquetTable reads a Parquet file of flat columns. Its places are those of the same table as CSV: the names of the
// columns are line 1, the first row is line 2. A nested column has no place in a table and is an error.
func parquetTable(path string, text []byte, p *problems) (t *table, ok bool) {
	defer func() {
		if broken := recover(); broken != nil { // the library panics on some broken pages
			p.add(syntaxRule, path, 1, 1, "is a broken Parquet file: %s", shorten(fmt.Sprint(broken)))
			t, ok = nil, false
		}
	}()
	if err := checkParquet(text); err != nil {
		p.add(syntaxRule, path, 1, 1, "%s", err)
		return nil, false
	}
	file, err := parquet.OpenFile(bytes.NewReader(text), int64(len(text)), parquet.SkipBloomFilters(true), parquet.SkipPageIndex(true))
	if err != nil {
		p.add(syntaxRule, path, 1, 1, "is a broken Parquet file: %s", shorten(err.Error()))
		return nil, false
	}
	columns, ok := parquetColumns(path, file, p)
	if !ok {
		return nil, false
	}
	if cells := file.NumRows() * int64(len(columns)); cells > maxParquetCells || cells < 0 {
		p.add(syntaxRule, path, 1, 1, "%d rows of %d columns are more than the %d cells that are read of one file", file.NumRows(), len(columns), maxParquetCells)
		return nil, false
	}
	if err := checkPages(text, file.Metadata()); err != nil {
		p.add(syntaxRule, path, 1, 1, "is a broken Parquet file: %s", err)
		return nil, false
	}
	head := gridRow{line: 1}
	for _, c := range columns {
		head.cells = append(head.cells, c.name)
	}
	grid := []gridRow{head}
	for _, group := range file.RowGroups() {
		if grid, err = readRowGroup(group, columns, grid); err != nil {
			p.add(syntaxRule, path, len(grid)+1, 1, "is a broken Parquet file: %s", shorten(err.Error()))
			return nil, false
		}
	}
	return gridTable(path, grid, 1, p)
}

// checkParquet tests what the library trusts: the magic words, and that the footer fits into the file.
func checkParquet(text []byte) error {
	const magic = "PAR1"
	switch {
	case len(text) < 12 || string(text[:4]) != magic:
		return errors.New(`is no Parquet file: it does not begin with "PAR1"`)
	case string(text[len(text)-4:]) != magic:
		return errors.New(`is a broken Parquet file: it does not end with "PAR1", as if it had been cut off`)
	}
	if footer := binary.LittleEndian.Uint32(text[len(text)-8:]); int64(footer) > int64(len(text)-12) {
		return fmt.Errorf("is a broken Parquet file: a footer of %d bytes does not fit into the file", footer)
	}
	return nil
}

// parquetColumn writes the values of a column as a table has them.
type parquetColumn struct {
	name  string
	write func(parquet.Value) string
}

func parquetColumns(path string, file *parquet.File, p *problems) (columns []parquetColumn, ok bool) {
	elements := file.Metadata().Schema
	ok = true
	for i := 1; i < len(elements); i++ {
		e := &elements[i]
		if e.NumChildren.Valid && e.NumChildren.V > 0 || e.RepetitionType.Valid && e.RepetitionType.V == layout.Repeated {
			p.add(csvHeaderRule, path, 1, len(columns)+1, "the column %q is nested: a table of facts has one value a cell", e.Name)
			return nil, false
		}
		write := parquetWriter(e)
		if write == nil {
			p.add(csvHeaderRule, path, 1, len(columns)+1, "the column %q holds %s, which no fact is", e.Name, strings.ToLower(e.LogicalType.String()))
			ok = false
		}
		columns = append(columns, parquetColumn{e.Name, write})
	}
	return columns, ok
}

// parquetWriter returns how the values of a column are written; nil for kinds that are no facts.
func parquetWriter(e *layout.SchemaElement) func(parquet.Value) string {
	converted := deprecated.ConvertedType(-1)
	if e.ConvertedType.Valid {
		converted = e.ConvertedType.V
	}
	switch logical := e.LogicalType.Value.(type) {
	case *layout.DecimalType:
		return func(v parquet.Value) string { return writeDecimal(v, int(logical.Scale)) }
	case *layout.DateType:
		return writeDay
	case *layout.TimestampType:
		if logical.Unit.Value == nil {
			return nil
		}
		unit := logical.Unit.Value.Duration()
		return func(v parquet.Value) string { return writeTime(v.Int64(), unit) }
	case *layout.VariantType, *layout.GeometryType, *layout.GeographyType, *layout.BsonType, *layout.Float16Type, *layout.TimeType:
		return nil
	}
	switch converted {
	case deprecated.Decimal:
		return func(v parquet.Value) string { return writeDecimal(v, int(e.Scale.V)) }
	case deprecated.Date:
		return writeDay
	case deprecated.TimestampMillis:
		return func(v parquet.Value) string { return writeTime(v.Int64(), time.Millisecond) }
	case deprecated.TimestampMicros:
		return func(v parquet.Value) string { return writeTime(v.Int64(), time.Microsecond) }
	case deprecated.Uint64:
		return func(v parquet.Value) string { return strconv.FormatUint(v.Uint64(), 10) }
	case deprecated.Uint32:
		return func(v parquet.Value) string { return strconv.FormatUint(uint64(v.Uint32()), 10) }
	}
	return writePlain
}

func writePlain(v parquet.Value) string {
	switch v.Kind() {
	case parquet.Boolean:
		return strconv.FormatBool(v.Boolean())
	case parquet.Int32:
		return strconv.Itoa(int(v.Int32()))
	case parquet.Int64:
		return strconv.FormatInt(v.Int64(), 10)
	case parquet.Int96: // an old kind of time: nanoseconds of a day, and the day by its Julian number
		const epoch = 2440588
		return time.Unix((int64(v.Int96()[2])-epoch)*86400, 0).UTC().Format(time.DateOnly)
	case parquet.Float:
		return writeFloat(float64(v.Float()), 32)
	case parquet.Double:
		return writeFloat(v.Double(), 64)
	}
	text := string(v.ByteArray())
	if !utf8.ValidString(text) {
		return strings.ToValidUTF8(text, "\uFFFD")
	}
	return text
}

// writeFloat writes the shortest number that is stored so; nothing for what is no number.
func writeFloat(f float64, bits int) string {
	if f != f || f > 1e30 || f < -1e30 {
		return ""
	}
	return strconv.FormatFloat(f, 'f', -1, bits)
}

func writeDay(v parquet.Value) string {
	return time.Unix(int64(v.Int32())*86400, 0).UTC().Format(time.DateOnly)
}

func writeTime(n int64, unit time.Duration) string {
	perSecond := int64(time.Second / unit)
	seconds := n / perSecond
	if n%perSecond < 0 {
		seconds--
	}
	return time.Unix(seconds, 0).UTC().Format(time.DateOnly)
}

func writeDecimal(v parquet.Value, scale int) string {
	n := new(big.Int)
	switch v.Kind() {
	case parquet.Int32:
		n.SetInt64(int64(v.Int32()))
	case parquet.Int64:
		n.SetInt64(v.Int64())
	default: // two's complement, big end first
		raw := v.ByteArray()
		n.SetBytes(raw)
		if len(raw) > 0 && raw[0]&0x80 != 0 {
			n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(raw))))
		}
	}
	digits := new(big.Int).Abs(n).String()
	if scale = min(max(scale, 0), 76); scale > 0 {
		if len(digits) <= scale {
			digits = strings.Repeat("0", scale-len(digits)+1) + digits
		}
		digits = digits[:len(digits)-scale] + "." + digits[len(digits)-scale:]
	}
	if n.Sign() < 0 {
		return "-" + digits
	}
	return digits
}

func readRowGroup(group parquet.RowGroup, columns []parquetColumn, grid []gridRow) ([]gridRow, error) {
	rows := group.Rows()
	defer rows.Close()
	buffer := make([]parquet.Row, 256)
	for {
		n, err := rows.ReadRows(buffer)
		for _, row := range buffer[:n] {
			cells := make([]string, len(columns))
			for _, v := range row {
				if i := v.Column(); i >= 0 && i < len(columns) && !v.IsNull() {
					cells[i] = columns[i].write(v)
				}
			}
			grid = append(grid, gridRow{cells, len(grid) + 1})
		}
		if errors.Is(err, io.EOF) {
			return grid, nil
		} else if err != nil {
			return grid, err
		}
		if len(grid)*len(columns) > maxParquetCells {
			return grid, errors.New("it has more rows than it says")
		}
	}
}
