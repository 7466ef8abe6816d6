import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../src/release/az/arguments.ts';
import { AzError } from '../../../src/release/az/az-error.ts';
import { azCommands } from '../../../src/release/az/commands.ts';

const show = ['functionapp', 'show', '--resource-group', 'rg', '--name', 'app'];

/** How az ends. */
function refusal(args: readonly string[]): AzError {
  try {
    readArguments(args).one('--name');
  } catch (error) {
    if (error instanceof AzError) return error;
    throw error;
  }
  throw new Error('It was not refused');
}

describe('the arguments of az', () => {
  it.each(azCommands.map((command) => [command.words, command.required] as const))(
    'are read for `az %s`',
    (words, required) => {
      const call = readArguments([
        ...words.split(' '),
        ...required.flatMap((option) => [option, 'x']),
        '--output',
        'json',
      ]);

      expect(call.command).toBe(words);
      expect(required.map((option) => call.one(option))).toEqual(required.map(() => 'x'));
    },
  );

  it('may give an option several values, together or one by one', () => {
    const { options } = readArguments([
      ...['deployment', 'group', 'create', '--resource-group', 'rg', '--name', 'n', '--template-file', 'main.bicep'],
      ...['--parameters', 'dev.bicepparam', 'a=1', '--parameters', 'b=--x'],
    ]);

    expect(options.get('--parameters')).toEqual(['dev.bicepparam', 'a=1', 'b=--x']);
  });

  it.each([
    [['group', 'delete', '--name', 'rg'], "'group delete' is misspelled or not recognized"],
    [[], "'' is misspelled or not recognized"],
    [[...show, '--slot', 'x'], 'unrecognized arguments: --slot'],
    [show.slice(0, 4), 'the following arguments are required: --name'],
    [[...show, 'other'], 'argument --name: expected one argument'],
    [show.slice(0, 5), 'argument --name: expected one argument'],
  ])('%j are refused as bad arguments', (args, words) => {
    const { exitCode, message } = refusal(args);

    expect(exitCode).toBe(2);
    expect(message).toContain(words);
  });
});
