package draft

type commentReader struct{ source []byte }

func (r *commentReader) ignores() ([]Ignore, error) { return nil, nil }
