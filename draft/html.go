package draft

func readHTML(f *flattener, body int, meta *Meta, comments *commentReader) error { return nil }
