import { testCommand } from './command/test-command.ts';

/** `npm run test:models`: see `--help`. */
try {
  process.exitCode = await testCommand(process.argv.slice(2), console.log);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
