package facts

func (d *Dataset) findTotals() {}
