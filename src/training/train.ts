import { trainCommand } from './command/train-command.ts';

/** `npm run train`: see `--help`. The same sources and data give the same bytes. */
try {
  process.exitCode = await trainCommand(process.argv.slice(2), console.log);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
