import type { Command } from 'commander';
import type { CommandFacts } from './facts.ts';

/** What a program takes, from the program itself. */
export function commandFacts(command: Command): CommandFacts {
  return {
    options: Object.fromEntries(
      command.options.map(({ long, flags, required, optional, mandatory, argChoices }) => [
        long ?? flags,
        { takesValue: required || optional, isMandatory: mandatory, choices: argChoices },
      ]),
    ),
  };
}

export const subcommandFacts = (command: Command): Readonly<Record<string, CommandFacts>> =>
  Object.fromEntries(command.commands.map((sub) => [sub.name(), commandFacts(sub)]));
