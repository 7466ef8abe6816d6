import { AzError } from './az-error.ts';
import { azCommands, type AzCommand } from './commands.ts';

/** A command with its options, each of which may have several values. */
export interface AzCall {
  readonly command: AzCommand['words'];
  readonly options: ReadonlyMap<string, readonly string[]>;
  /** @throws AzError 2 where it is not given. */
  one(option: string): string;
}

/** @throws AzError 2, in az's words, for a command or an option that no step may use. */
export function readArguments(args: readonly string[]): AzCall {
  const first = args.findIndex((arg) => arg.startsWith('-'));
  const words = args.slice(0, first < 0 ? args.length : first).join(' ');
  const known = azCommands.find((command) => command.words === words);
  if (!known)
    throw new AzError(
      2,
      `'${words}' is misspelled or not recognized by the system. (The rehearsal knows src/release/az/commands.ts.)`,
    );
  const options = optionsIn(args.slice(first < 0 ? args.length : first));
  const taken = ['--output', ...known.required, ...(known.optional ?? [])];
  const unknown = [...options.keys()].filter((option) => !taken.includes(option));
  if (unknown.length > 0) throw new AzError(2, `unrecognized arguments: ${unknown.join(' ')}`);
  const missing = known.required.filter((option) => !options.has(option));
  if (missing.length > 0) throw new AzError(2, `the following arguments are required: ${missing.join(', ')}`);
  return {
    command: words,
    options,
    one(option) {
      const [value, ...more] = options.get(option) ?? [];
      if (value === undefined || more.length > 0) throw new AzError(2, `argument ${option}: expected one argument`);
      return value;
    },
  };
}

function optionsIn(args: readonly string[]): Map<string, string[]> {
  const options = new Map<string, string[]>();
  let values: string[] = [];
  for (const arg of args)
    if (arg.startsWith('--')) {
      values = options.get(arg) ?? [];
      options.set(arg, values);
    } else values.push(arg);
  return options;
}
