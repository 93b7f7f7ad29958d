package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A start of the program is most of what the check of a small draft takes, and the easiest to spoil: a package that makes
// tables or compiles patterns before main begins, be it one of a library's that hardly anybody needs. What they allocate
// is the same on every machine.
func TestStartIsCheap(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	const mostBytes, mostObjects = 2450 << 10, 29000
	run := exec.Command(buildBinary(t), "version")
	run.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	var trace bytes.Buffer
	run.Stderr = &trace
	if err := run.Run(); err != nil {
		t.Fatal(err)
	}
	type cost struct {
		bytes   int
		objects int
		name    string
	}
	var costs []cost
	total := cost{}
	for _, m := range regexp.MustCompile(`(?m)^init (\S+) @.* (\d+) bytes, (\d+) allocs$`).FindAllStringSubmatch(trace.String(), -1) {
		c := cost{name: m[1]}
		c.bytes, _ = strconv.Atoi(m[2])
		c.objects, _ = strconv.Atoi(m[3])
		total.bytes, total.objects = total.bytes+c.bytes, total.objects+c.objects
		costs = append(costs, c)
	}
	if len(costs) < 20 {
		t.Fatalf("the trace has %d packages:\n%s", len(costs), trace.String())
	}
	if total.bytes <= mostBytes && total.objects <= mostObjects {
		return
	}
	slices.SortFunc(costs, func(a, b cost) int { return b.bytes - a.bytes })
	var largest strings.Builder
	for _, c := range costs[:15] {
		fmt.Fprintf(&largest, "%9d bytes %6d objects  %s\n", c.bytes, c.objects, c.name)
	}
	t.Errorf("%d bytes in %d objects are made before main begins, more than %d in %d:\n%s", total.bytes, total.objects, mostBytes, mostObjects, &largest)
}

// A run makes only the command that it runs: it must be as it is among all.
func TestCommandAlone(t *testing.T) {
	c := &Command{Stdout: io.Discard, Stderr: io.Discard, Env: func(string) string { return "" }, Now: time.Now}
	all := c.tree("")
	for _, s := range c.subcommands() {
		alone := c.tree(s.name)
		if got := names(alone); !slices.Equal(got, []string{s.name, "help"}) {
			t.Errorf("%s comes with %v", s.name, got)
		}
		among, _, err := all.Find([]string{s.name})
		if err != nil {
			t.Fatal(err)
		}
		var want, got bytes.Buffer
		c.describe(&want, among)
		c.describe(&got, alone.Commands()[0])
		if want.String() != got.String() || among.Name() != s.name {
			t.Errorf("%s: alone\n%samong all\n%s", s.name, &got, &want)
		}
	}
	if got := len(names(all)); got != len(c.subcommands())+1 {
		t.Errorf("there are %d commands", got)
	}
}
