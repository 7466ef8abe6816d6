import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { LocalCloudError } from '../../local/cloud/local-cloud-error.ts';
import { startParts, type Addresses } from '../../local/cloud/start-parts.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../exit.ts';
import { milliseconds } from '../screen/format.ts';
import { toldToEnd, untilTold } from '../start/told-to-end.ts';
import { consoleLine } from './console-line.ts';
import type { LocalOptions } from './local-options.ts';
import { partsOf } from './parts-of.ts';

/** More than the host gives its calls and hooks: who asks to end has their results. */
const stopWithinMs = 20_000;

/**
 * `docscore local`: services of the local cloud until a signal ends them. Ends the process.
 *
 * @throws CliError 2 for what makes no sense, before anything was started.
 */
export async function local(cli: Cli, options: LocalOptions): Promise<never> {
  const ending = toldToEnd();
  const tell = options.json ? cli.err : cli.out;
  const parts = await startParts({
    ...(await partsOf(cli, options)),
    log(line) {
      const text = consoleLine(line, { at: new Date(), verbose: options.verbose === true, paint: tell.paint });
      if (text !== undefined) tell.line(text);
    },
    onStep: (name, ms) => tell.line(`${tell.paint('green', '✓')} ${name.padEnd(24)}${milliseconds(ms).padStart(8)} ms`),
  }).catch((error: unknown) => {
    throw error instanceof LocalCloudError ? new CliError(2, error.message, { cause: error }) : error;
  });
  if (options.json) cli.out.line(JSON.stringify(parts.addresses));
  else for (const line of addressLines(parts.addresses)) cli.out.line(line);
  await Promise.race([untilTold(ending), ...(options.endWithStdin ? [untilStdinEnds()] : [])]);
  await Promise.race([parts.stop(), delay(stopWithinMs)]);
  process.exit(0);
}

async function untilStdinEnds(): Promise<void> {
  const ends = once(process.stdin, 'end');
  process.stdin.resume();
  await ends;
}

function addressLines(addresses: Addresses): string[] {
  const named = Object.entries(addresses as Record<string, unknown>).flatMap(([name, address]) =>
    typeof address === 'string'
      ? [[name, address] as const]
      : Object.entries(Object(address) as Record<string, string>).map(
          ([field, value]) => [`${name}.${field}`, value] as const,
        ),
  );
  return ['', ...named.map(([name, value]) => `${name.padEnd(30)}${value}`), '', 'Ctrl-C ends it.'];
}
