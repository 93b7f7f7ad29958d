package draft

import "testing"

func TestLineTable(t *testing.T) {
	source := []byte("\xEF\xBB\xBFein\r\nzwölf 👩‍🚒 x\rdrei\n")
	lines := Lines(source)
	if got := lines.Len(); got != 4 {
		t.Fatalf("%d lines, want 4", got)
	}
	tests := []struct{ offset, line, column int }{
		{0, 1, 1}, {3, 1, 1}, {4, 1, 2}, {6, 1, 4}, {7, 1, 5},
		{8, 2, 1}, {11, 2, 3}, {12, 2, 4}, {15, 2, 7}, {27, 2, 11},
		{29, 3, 1}, {33, 3, 5}, {34, 4, 1}, {99, 4, 1}, {-1, 1, 1},
	}
	for _, test := range tests {
		line, column := lines.Position(test.offset)
		if line != test.line || column != test.column {
			t.Errorf("Position(%d) = %d:%d, want %d:%d", test.offset, line, column, test.line, test.column)
		}
	}
	if got := lines.Line(2); string(source[got.Start:got.End]) != "zwölf 👩‍🚒 x" {
		t.Errorf("line 2 is %q", source[got.Start:got.End])
	}
}

// A column in a long line must cost no more than one in a short line.
func TestLineTableInLongLine(t *testing.T) {
	source := make([]byte, 10<<20)
	for i := range source {
		source[i] = 'x'
	}
	lines := Lines(source)
	for offset := 0; offset < len(source); offset += 97 {
		if line, column := lines.Position(offset); line != 1 || column != offset+1 {
			t.Fatalf("Position(%d) = %d:%d", offset, line, column)
		}
	}
}

func TestLinesOfNothing(t *testing.T) {
	if line, column := Lines(nil).Position(0); line != 1 || column != 1 {
		t.Errorf("got %d:%d", line, column)
	}
}
