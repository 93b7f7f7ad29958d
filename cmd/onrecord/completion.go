package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// shells are those for which onrecord writes completions.
var shells = []string{"bash", "zsh", "fish", "powershell"}

// completion prints a script that teaches a shell to complete commands, flags and their values.
func (c *Command) completion() *cobra.Command {
	cmd := &cobra.Command{Use: "completion SHELL", Short: "print the completion script of a shell: " + strings.Join(shells, ", "), ValidArgs: shells}
	cmd.Example = `  source <(onrecord completion bash)                                    # in ~/.bashrc
  onrecord completion zsh > "${fpath[1]}/_onrecord"
  onrecord completion fish > ~/.config/fish/completions/onrecord.fish
  onrecord completion powershell | Out-String | Invoke-Expression       # in $PROFILE`
	return c.does(cmd, func() int {
		if cmd.Flags().NArg() != 1 {
			return c.fail(fmt.Errorf("name one shell: %s", strings.Join(shells, ", ")))
		}
		shell := cmd.Flags().Arg(0)
		if err := oneOf("completion", shell, shells); err != nil {
			return c.fail(err)
		}
		var err error
		switch shell {
		case "bash":
			err = cmd.Root().GenBashCompletionV2(c.Stdout, true)
		case "zsh":
			err = cmd.Root().GenZshCompletion(c.Stdout)
		case "fish":
			err = cmd.Root().GenFishCompletion(c.Stdout, true)
		case "powershell":
			err = cmd.Root().GenPowerShellCompletionWithDesc(c.Stdout)
		}
		if err != nil {
			return c.fail(fmt.Errorf("write completions: %w", err))
		}
		return exitClean
	})
}
