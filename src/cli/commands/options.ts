import { InvalidArgumentError, Option, type Command } from 'commander';
import { httpClient, type Client } from '../connect/client.ts';
import { findSystem, type System } from '../connect/find-system.ts';
import type { Cli } from '../cli.ts';

/** Which system to talk to, and as whom. */
export interface AddressOptions {
  readonly url?: string;
  readonly key?: string;
  readonly token?: string;
  readonly scope?: string;
}

/** What all commands that talk to a running system take. */
export interface TalkOptions extends AddressOptions {
  readonly output: 'table' | 'json';
}

export function withAddressOptions(command: Command): Command {
  return command
    .option('--url <url>', 'the system to talk to (default: the one that runs in this folder)')
    .addOption(new Option('--key <key>', 'function key').env('DOCSCORE_KEY'))
    .addOption(new Option('--token <token>', 'for what needs a role').env('DOCSCORE_TOKEN'))
    .addOption(new Option('--scope <scope>', 'get the token from the Azure CLI').env('DOCSCORE_SCOPE'));
}

export function withTalkOptions(command: Command): Command {
  return withAddressOptions(command).addOption(
    new Option('-o, --output <format>', 'table for people, json for programs (one document a line)')
      .choices(['table', 'json'])
      .default('table'),
  );
}

export async function connect(cli: Cli, options: AddressOptions): Promise<{ system: System; client: Client }> {
  const system = await findSystem(options, cli.cwd, cli.home);
  return { system, client: httpClient(system) };
}

export function positiveInteger(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return number;
}

export function portNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65_535)
    throw new InvalidArgumentError('It must be a port: 0 (any that is free) to 65535.');
  return number;
}
