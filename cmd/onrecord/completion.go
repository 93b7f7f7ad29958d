package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord/facts/gate"
	"github.com/onrecord/onrecord/rules"
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

// completeFlags teaches shells the values of the flags that have a list of them, in the commands that have the flag.
func completeFlags(cmd *cobra.Command) {
	lists := map[string]func() []string{
		"format": func() []string {
			if cmd.Name() == "check" {
				return formatNames()
			}
			return []string{"text", "json"}
		},
		"color": func() []string { return []string{"auto", "always", "never"} },
		"show":  func() []string { return []string{"refuted", "open", "all"} },
		"rules": ruleNames,
		"fail-on": func() []string {
			if cmd.HasParent() && cmd.Parent().Name() == "facts" {
				return gateBars
			}
			return []string{"refuted", "warning", "not_enough_info", "never"}
		},
	}
	for name, list := range lists {
		if flag := cmd.Flags().Lookup(name); flag != nil && flag.Value.Type() != "bool" {
			cmd.RegisterFlagCompletionFunc(name, func(_ *cobra.Command, _ []string, written string) ([]cobra.Completion, cobra.ShellCompDirective) {
				return beginning(list(), written), cobra.ShellCompDirectiveNoFileComp
			})
		}
	}
}

// completeWith teaches shells the arguments of cmd; with files also the names of files.
func completeWith(cmd *cobra.Command, files bool, list func() []string) {
	directive := cobra.ShellCompDirectiveNoFileComp
	if files {
		directive = cobra.ShellCompDirectiveDefault
	}
	cmd.ValidArgsFunction = func(_ *cobra.Command, _ []string, written string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return beginning(list(), written), directive
	}
}

// beginning returns the words of list that begin as written.
func beginning(list []string, written string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(word string) bool { return !strings.HasPrefix(word, written) })
}

// ruleNames lists the rules, those that are off at the end.
func ruleNames() (names []string) {
	for _, r := range slices.Concat(rules.All(), rules.Optional()) {
		names = append(names, r.Name)
	}
	return names
}

func gateRuleNames() (names []string) {
	for _, r := range gate.All() {
		names = append(names, r.Name)
	}
	return names
}
