// Command onrecord-archive runs onrecord impact over an archive on the runner that --runner names: prism, in this
// process, unless it says otherwise.
package main

import (
	"context"
	"flag"
	"log"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/gcs"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"github.com/onrecord/onrecord/archive"
)

func main() {
	before := flag.String("old", "", "`folder` of the old facts")
	after := flag.String("new", "", "`folder` of the new facts")
	articles := flag.String("articles", "", "`glob` of articles, one a file")
	lines := flag.String("lines", "", "`glob` of files with one article a line, {\"path\": …, \"text\": …}")
	output := flag.String("output", "changes.jsonl", "`file` for the changes, a line of JSON each")
	published := flag.String("published", "", "`day` that \"last year\" counts from in articles without a date, such as 2025-02-12")
	flag.Parse()
	beam.Init()
	if *before == "" || *after == "" || *published == "" || (*articles == "") == (*lines == "") {
		log.Fatal("give --old, --new, --published, and --articles or --lines")
	}
	files, version, err := archive.Facts(*before, *after)
	if err != nil {
		log.Fatal(err)
	}
	p, s := beam.NewPipelineWithRoot()
	read, glob := archive.ReadFiles, *articles
	if *lines != "" {
		read, glob = archive.ReadLines, *lines
	}
	changes := archive.Changes(s, read(s, glob), beam.CreateList(s, files), *published, version)
	archive.Write(s, *output, changes)
	if err := beamx.Run(context.Background(), p); err != nil {
		log.Fatal(err)
	}
}
