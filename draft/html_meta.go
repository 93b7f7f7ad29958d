package draft

import "strings"

// longestByline is the length of a block whose <time> may say when the page was published.
const longestByline = 200

// timeElement notes a date for want of a better one: "datePublished" is as good as a <meta>, and so is
// the first date in a byline.
func (r *htmlReader) timeElement(tag Span) {
	var date Span
	published := false
	for name, value := range attributes(r.f.source, tag) {
		switch name {
		case "datetime":
			date = trimSpan(r.f.source, value)
		case "pubdate":
			published = true
		case "itemprop":
			published = strings.EqualFold(string(r.f.source[value.Start:value.End]), "datePublished")
		}
	}
	switch {
	case date.Len() == 0 || r.meta == nil || r.metaRank > 0:
	case published:
		r.publish(date)
		r.metaRank = len(publicationNames) + 1
	case r.moment.Len() == 0:
		r.moment = date
	}
}

// publicationNames are the names of <meta> elements that tell the date of publication, the best first.
var publicationNames = []string{"published", "article:published_time", "datepublished", "pubdate", "publishdate", "dc.date.issued", "dc.date", "date"}

func (r *htmlReader) metaElement(tag Span) {
	if r.meta == nil {
		return
	}
	names, content := "", Span{}
	for name, value := range attributes(r.f.source, tag) {
		switch name {
		case "name", "property", "itemprop":
			names = strings.ToLower(string(r.f.source[value.Start:value.End]))
		case "content":
			content = trimSpan(r.f.source, value)
		}
	}
	if content.Len() == 0 {
		return
	}
	if names == "facts" && r.meta.Facts == nil {
		r.meta.FactsSpan = content
		for i := content.Start; i < content.End; {
			start := i
			for i < content.End && !isSpace(r.f.source[i]) && r.f.source[i] != ',' {
				i++
			}
			if start < i {
				r.meta.Facts = append(r.meta.Facts, string(r.f.source[start:i]))
				r.meta.FactSpans = append(r.meta.FactSpans, Span{start, i})
			}
			i++
		}
	}
	for rank, name := range publicationNames {
		if name == names && (r.metaRank == 0 || rank+1 < r.metaRank) {
			r.metaRank = rank + 1
			r.publish(content)
		}
	}
}

func (r *htmlReader) publish(date Span) {
	r.meta.Published, r.meta.PublishedSpan = string(r.f.source[date.Start:date.End]), date
}
