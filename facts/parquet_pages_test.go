package facts_test

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"

	"github.com/onrecord/onrecord/facts"
)

var codecs = map[string]compress.Codec{
	"snappy": &parquet.Snappy, "gzip": &parquet.Gzip, "brotli": &parquet.Brotli, "zstd": &parquet.Zstd, "lz4": &parquet.Lz4Raw,
}

func loadParquet(t *testing.T, text []byte) error {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.parquet")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	_, err := facts.Load([]string{path})
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("%d bytes took %v", len(text), took)
	}
	return err
}

type noted struct {
	Year int32  `parquet:"year"`
	N    int32  `parquet:"n"`
	Note string `parquet:"note,plain"`
}

// Pages of every compression are read, and those that unpack to more than is read, or than they say, are refused.
func TestParquetPages(t *testing.T) {
	for name, codec := range codecs {
		t.Run(name, func(t *testing.T) {
			write := func(note int, options ...parquet.WriterOption) []byte {
				var b bytes.Buffer
				rows := []noted{{2023, 412, ""}, {2024, 388, strings.Repeat("x", note)}}
				if err := parquet.Write(&b, rows, append(options, parquet.Compression(codec))...); err != nil {
					t.Fatal(err)
				}
				return b.Bytes()
			}
			for version := 1; version <= 2; version++ {
				if err := loadParquet(t, write(3, parquet.DataPageVersion(version))); err != nil {
					t.Errorf("version %d: %v", version, err)
				}
			}
			if name != "snappy" {
				// the same for all, and slow
			} else if err := loadParquet(t, write(65<<20)); err == nil || !strings.Contains(err.Error(), "unpack to more than the 256 MiB that are read, or one of them to more than 64 MiB") {
				t.Errorf("a large page: got %v", err)
			}

			const note, lie = 2 << 20, 1 << 20
			text, said := write(note, parquet.DataPageVersion(1)), false
			for size := note; size < note+100 && !said; size++ { // the page's header says the length with what stands about the text
				written, lied := binary.AppendUvarint([]byte{0x15}, uint64(2*size)), binary.AppendUvarint([]byte{0x15}, 2*lie)
				if at := bytes.Index(text, written); at >= 0 {
					copy(text[at:], lied)
					said = true
				}
			}
			if !said {
				t.Fatal("the header of the page is not found")
			}
			if err := loadParquet(t, text); err == nil || !strings.Contains(err.Error(), "unpacks to more than it says") {
				t.Errorf("a page that lies: got %v", err)
			}
		})
	}
}

// A file whose parts do not lie where its footer says is refused.
func TestParquetFooter(t *testing.T) {
	var b bytes.Buffer
	if err := parquet.Write(&b, []noted{{2023, 412, ""}, {2024, 388, "x"}}); err != nil {
		t.Fatal(err)
	}
	refused := 0
	for at := 4; at < b.Len()-8; at++ {
		text := bytes.Clone(b.Bytes())
		text[at] ^= 0x7F
		if err := loadParquet(t, text); err != nil {
			refused++
			if !strings.Contains(err.Error(), "a.parquet") {
				t.Errorf("byte %d: %v", at, err)
			}
		}
	}
	if refused == 0 {
		t.Error("every broken file is read")
	}
}
