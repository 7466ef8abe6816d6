import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { tokenSource } from '../cli/connect/tokens.ts';
import { ReleaseError } from './run-program.ts';
import type { Outcome } from './smoke/check.ts';
import { junitOf } from './smoke/junit.ts';
import { runSmoke } from './smoke/run-smoke.ts';

interface SmokeCliOptions {
  readonly key?: string;
  readonly token?: string;
  readonly scope?: string;
  readonly commit?: string;
  readonly digest?: string;
  /** A file; `false`: none. */
  readonly document?: string | false;
  readonly models: boolean;
  readonly junit?: string;
  readonly timeout: number;
  readonly output: 'text' | 'json';
}

const examples = `
Asks live, ready, version, OpenAPI, one prediction per model version in a slot, and sends one document all the way (deleted afterwards, which
takes a token with the role operator). Exit code 1 names what failed.

Examples:
  npm run smoke -- http://127.0.0.1:7071 --key "$KEY" --token "$(npx docscore token)"
  npm run smoke -- https://func-docscore-prod.azurewebsites.net --key "$KEY" --no-document --junit smoke.xml`;

/** `npm run smoke`: see `--help`. */
export function smokeCommand(): Command {
  return new Command('smoke')
    .description('ask an app from outside whether it does what people need')
    .argument('<url>', 'of the app')
    .addOption(new Option('--key <key>', 'function key').env('DOCSCORE_KEY'))
    .addOption(new Option('--token <token>', 'with the role operator').env('DOCSCORE_TOKEN'))
    .addOption(new Option('--scope <scope>', 'get the token from the Azure CLI').env('DOCSCORE_SCOPE'))
    .option('--commit <commit>', 'that it must be of')
    .option('--digest <sha256>', 'of the package that it must be')
    .option('--document <file>', 'to send (default: a scanned receipt)')
    .option('--no-document', 'leave out the document; where triggers are disabled')
    .option('--no-models', 'no model needs to serve yet: before a first release')
    .option('--junit <file>', 'write a report')
    .option('--timeout <seconds>', 'of each check', seconds, 120)
    .addOption(
      new Option('--output <format>', 'text for people, json for programs').choices(['text', 'json']).default('text'),
    )
    .addHelpText('after', examples)
    .action(smoke);
}

async function smoke(url: string, options: SmokeCliOptions): Promise<void> {
  const { key, commit, digest, document, models, junit, timeout, output } = options;
  const system = { url: addressOf(url), key, tokenFor: tokenSource(options) };
  const onOutcome = (outcome: Outcome) => {
    if (output === 'text') console.log(outcomeLine(outcome));
  };
  const outcomes = await runSmoke({
    ...{ system, expected: { commit, digest }, document, mayServeNothing: !models, timeout, onOutcome },
  });
  if (junit !== undefined) await writeFile(junit, junitOf(`smoke ${system.url}`, outcomes));
  if (output === 'json') console.log(JSON.stringify({ url: system.url, outcomes }));
  mustPass(outcomes);
}

/** `✓ live  12 ms  live`. */
export const outcomeLine = ({ name, ms, says, isPassed }: Outcome): string =>
  `${isPassed ? '✓' : '✗'} ${name.padEnd(40)} ${String(Math.round(ms)).padStart(7)} ms  ${says}`;

/** @throws ReleaseError that names what failed. */
export function mustPass(outcomes: readonly Outcome[]): void {
  const failed = outcomes.filter(({ isPassed }) => !isPassed).map(({ name, says }) => `${name}: ${says}`);
  if (failed.length > 0) throw new ReleaseError(`The smoke test failed\n${failed.join('\n')}`);
}

function addressOf(text: string): string {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) throw new InvalidArgumentError(`${text} is not an http(s) address`);
  return url.href.replace(/\/+$/, '');
}

function seconds(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new InvalidArgumentError('It must be a number of seconds above 0.');
  return number;
}
