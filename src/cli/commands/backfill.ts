import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { operatorClient } from '../connect/operator-client.ts';
import { plural } from '../screen/format.ts';
import { liveRegion } from '../screen/live-region.ts';
import { printableJson } from '../screen/printable.ts';
import { connect, withTalkOptions, type TalkOptions } from './options.ts';

const examples = `
Looks at every blob of the container now and registers those that docscore does not know: what was there before it, and what
no event told of. The sweep does the same by and by.

Examples:
  docscore backfill
  docscore backfill --output json`;

export const backfillCommand = (cli: Cli) =>
  withTalkOptions(new Command('backfill').description('register blobs that are there and not known'))
    .addHelpText('after', examples)
    .action(async (options: TalkOptions) => {
      const operators = operatorClient((await connect(cli, options)).system);
      const progress = cli.err.isTerminal ? liveRegion(cli.err) : undefined;
      let [looked, registered, next]: [number, number, string | undefined] = [0, 0, undefined];
      try {
        do {
          const page = await operators.backfill(next);
          looked += page.looked;
          registered += page.registered;
          next = page.next;
          progress?.draw([sentence(looked, registered)]);
        } while (next !== undefined);
      } finally {
        progress?.close();
      }
      if (options.output === 'json') cli.out.line(printableJson({ looked, registered }));
      else cli.out.line(sentence(looked, registered));
    });

const sentence = (looked: number, registered: number) =>
  `${plural(looked, 'blob')} looked at, ${registered.toLocaleString('en')} registered`;
