import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import type { StartOptions } from '../start/start-options.ts';
import { portNumber } from './options.ts';

const examples = `
Without files: the samples of seed/documents, whose answers are compared with their ground truth.
A folder with a manifest.json: the documents that it lists; else all its files but dot-files.

Examples:
  npm start
  npm start -- ~/scans receipt.jpg
  npm start -- --once --fresh

Exit codes with --once: 0 all have ended, 1 a document is dead or a sample's answer is wrong. 2: a bad setting, a missing path, or docscore runs
here already.`;

export const startCommand = (cli: Cli) =>
  new Command('start')
    .description('start the whole local cloud, feed it documents, and show them on their way')
    .argument('[files...]', 'files and folders to feed instead of the samples')
    .option('--once', 'end when all documents have ended')
    .option('--fresh', 'forget everything first: clears .docscore')
    .option('--verbose', "print the functions' log, as func start does")
    .option('--port <n>', 'port of the Functions host, 7071 if free', portNumber)
    .option('--blob-port <n>', 'port of Blob Storage, 10000 if free', portNumber)
    .option('--queue-port <n>', 'port of Queue Storage, 10001 if free', portNumber)
    .option('--cosmos-port <n>', 'port of Cosmos DB, 8081 if free', portNumber)
    .option('--event-hubs-port <n>', 'port of Event Hubs, 5672 if free', portNumber)
    .option('--event-grid-port <n>', 'port of Event Grid, 6500 if free', portNumber)
    .option('--issuer-port <n>', 'port of the issuer of tokens, 6600 if free', portNumber)
    .option(
      '--control [port]',
      'open the control endpoint for faults, clock and deployments, at 7070 if free',
      portNumber,
    )
    .addHelpText('after', examples)
    .action(async (paths: string[], options: StartOptions) => {
      // The local cloud takes a while to load; the other commands need none of it.
      const { start } = await import('../start/start.ts');
      await start(cli, paths, options);
    });
