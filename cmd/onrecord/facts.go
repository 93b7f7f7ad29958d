package main

import "github.com/spf13/cobra"

// facts holds the commands on a repository of facts. A new one is a line here.
func (c *Command) facts() *cobra.Command {
	return c.group(&cobra.Command{Use: "facts", Short: "check a repository of facts and look into it"},
		c.factsCheck(), c.factsDiff(), c.factsList(), c.factsShow(), c.factsRules())
}
