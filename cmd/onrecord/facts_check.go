package main

import (
	"errors"

	"github.com/spf13/pflag"
)

// factsCheck runs the gate over facts files.
func (c *Command) factsCheck(s *subcommand, args []string) int {
	flags := pflag.NewFlagSet("facts check", pflag.ContinueOnError)
	if code, ok := c.parse(s, flags, args); !ok {
		return code
	}
	_, err := loadFacts(flags.Args())
	if flags.NArg() == 0 {
		err = errors.New("name facts files or folders to check")
	}
	if err != nil {
		return c.fail(err)
	}
	return exitClean
}

// factsRules prints the list of the gate's rules.
func (c *Command) factsRules(s *subcommand, args []string) int {
	flags := pflag.NewFlagSet("facts rules", pflag.ContinueOnError)
	code, _ := c.parse(s, flags, args)
	return code
}
