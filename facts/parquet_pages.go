package facts

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	layout "github.com/parquet-go/parquet-go/format"
	"github.com/pierrec/lz4/v4"
)

// What the pages of a Parquet file may unpack to: one of them, and all.
const (
	maxPageBytes    = 64 << 20
	maxParquetBytes = 256 << 20
)

// checkPages walks the pages before the library reads them, which takes memory for what their headers say: that they lie
// in the file, that they hold no more values than their column, and that they unpack to what they say and no more.
func checkPages(text []byte, file *layout.FileMetaData) error {
	total := int64(0)
	for _, group := range file.RowGroups {
		for i := range group.Columns {
			column := &group.Columns[i].MetaData
			if err := checkChunk(text, column, group.NumRows, &total); err != nil {
				return err
			}
		}
	}
	return nil
}

func checkChunk(text []byte, column *layout.ColumnMetaData, rows int64, total *int64) error {
	start := column.DataPageOffset
	if at := column.DictionaryPageOffset; at > 0 && at < start {
		start = at
	}
	size := column.TotalCompressedSize
	if start < 0 || size < 0 || start > int64(len(text)) || size > int64(len(text))-start {
		return errors.New("it has a column that lies outside of the file")
	}
	if column.NumValues > rows || rows > maxParquetCells {
		return fmt.Errorf("it has a column of %d values in a group of %d rows", column.NumValues, rows)
	}
	values := int64(0)
	for rest := text[start : start+size]; len(rest) > 0 && values < column.NumValues; {
		var header layout.PageHeader
		reader := bytes.NewReader(rest)
		if err := thrift.NewDecoder((&thrift.CompactProtocol{}).NewReader(reader)).Decode(&header); err != nil {
			return errors.New(shorten(err.Error()))
		}
		rest = rest[len(rest)-reader.Len():]
		packed, unpacked := int64(header.CompressedPageSize), int64(header.UncompressedPageSize)
		if packed < 0 || packed > int64(len(rest)) || unpacked < 0 {
			return errors.New("it has a page that reaches beyond its column")
		}
		if *total += unpacked; unpacked > maxPageBytes || *total > maxParquetBytes {
			return fmt.Errorf("its pages unpack to more than the %d MiB that are read, or one of them to more than %d MiB", maxParquetBytes>>20, maxPageBytes>>20)
		}
		count := int64(header.DataPageHeader.V.NumValues) + int64(header.DataPageHeaderV2.V.NumValues)
		if dictionary := int64(header.DictionaryPageHeader.V.NumValues); count < 0 || dictionary < 0 || dictionary > maxParquetCells {
			return errors.New("it has a page of an impossible number of values")
		}
		if values += count; values > column.NumValues {
			return errors.New("it has a page of more values than its column")
		}
		page := rest[:packed]
		if v2 := &header.DataPageHeaderV2; v2.Valid { // its levels stand before the values, as they are
			levels := int64(v2.V.DefinitionLevelsByteLength) + int64(v2.V.RepetitionLevelsByteLength)
			if levels < 0 || levels > packed || levels > unpacked {
				return errors.New("it has a page that is shorter than its levels")
			}
			page, unpacked = page[levels:], unpacked-levels
			if v2.V.IsCompressed.Valid && !v2.V.IsCompressed.V {
				page = nil
			}
		}
		if len(page) > 0 && unpacksBeyond(column.Codec, page, unpacked) {
			return errors.New("it has a page that unpacks to more than it says")
		}
		rest = rest[packed:]
	}
	return nil
}

// unpacksBeyond reports whether a page unpacks to more bytes than it says. What is no page at all is for the library
// to say.
func unpacksBeyond(codec layout.CompressionCodec, page []byte, says int64) bool {
	var reader io.Reader
	switch codec {
	case layout.Snappy:
		length, n := binary.Uvarint(page)
		return n <= 0 || length > uint64(says)
	case layout.Lz4Raw:
		_, err := lz4.UncompressBlock(page, make([]byte, says))
		return errors.Is(err, lz4.ErrInvalidSourceShortBuffer)
	case layout.Gzip:
		unpacker, err := gzip.NewReader(bytes.NewReader(page))
		if err != nil {
			return false
		}
		reader = unpacker
	case layout.Zstd:
		unpacker, err := zstd.NewReader(bytes.NewReader(page), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxMemory(maxPageBytes))
		if err != nil {
			return false
		}
		defer unpacker.Close()
		reader = unpacker
	case layout.Brotli:
		reader = brotli.NewReader(bytes.NewReader(page))
	default:
		return false
	}
	length, _ := io.Copy(io.Discard, io.LimitReader(reader, says+1))
	return length > says
}
