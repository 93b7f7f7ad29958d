//go:build unix

package main

import (
	"os/exec"
	"syscall"
	"testing"
)

// The whole of a run on a draft, with the start of the process. The page faults hardly differ from run to run, however busy
// the machine is; where memory is slow to come they are most of the time.
func BenchmarkStart(b *testing.B) {
	binary := buildBinary(b)
	for name, arguments := range map[string][]string{
		"version": {"version"},
		"check":   {"check", "--isolated", "--no-cache", "--facts", "../../testdata/example/facts", "../../testdata/example/brief.md"},
	} {
		b.Run(name, func(b *testing.B) {
			var faults, cpu float64
			for b.Loop() {
				run := exec.Command(binary, arguments...)
				if out, err := run.CombinedOutput(); err != nil && run.ProcessState.ExitCode() != exitRefuted {
					b.Fatalf("%v\n%s", err, out)
				}
				faults += float64(run.ProcessState.SysUsage().(*syscall.Rusage).Minflt)
				cpu += float64(run.ProcessState.UserTime()+run.ProcessState.SystemTime()) / 1e6
			}
			b.ReportMetric(faults/float64(b.N), "page-faults")
			b.ReportMetric(cpu/float64(b.N), "cpu-ms")
		})
	}
}
