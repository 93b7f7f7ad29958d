package facts

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// checkPart tests the XML of a part before anything parses it: how many tags there are, how deep they nest, how long a
// text is, and that it comes to its end, as the library takes what is left of a part that was cut off for all of it.
func checkPart(part *zip.File, tags *int) error {
	reader, err := part.Open()
	if err != nil {
		return fmt.Errorf("cannot be read: %w", err)
	}
	defer reader.Close()
	var text bytes.Buffer
	text.Grow(int(part.UncompressedSize64) + bytes.MinRead)
	if _, err := text.ReadFrom(io.LimitReader(reader, maxUnpackedBytes+1)); err != nil {
		return fmt.Errorf("cannot be read: %w", err)
	}
	return checkTags(text.Bytes(), tags)
}

func checkTags(text []byte, tags *int) error {
	depth := 0
	for len(text) > 0 {
		next := bytes.IndexByte(text, '<') // a bracket in a text or an attribute is written &lt;
		if next < 0 {
			next = len(text)
		}
		if next > maxTagText {
			return fmt.Errorf("has a text of more than %d KiB", maxTagText>>10)
		}
		if text = text[next:]; len(text) == 0 {
			break
		}
		end := bytes.IndexByte(text, '>')
		if end < 0 || end > maxTagText {
			return errors.New("was cut off, or has a tag without an end")
		}
		switch {
		case text[1] == '/':
			depth--
		case text[1] == '?' || text[1] == '!' || text[end-1] == '/':
		default:
			depth++
		}
		if *tags++; *tags > maxTags {
			return errors.New("has more cells than are read: save the sheet as CSV")
		}
		if depth > maxTagDepth {
			return fmt.Errorf("is nested more than %d levels deep", maxTagDepth)
		}
		text = text[end+1:]
	}
	if depth != 0 {
		return errors.New("was cut off")
	}
	return nil
}
