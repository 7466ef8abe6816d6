import { releaseCommand } from './release-command.ts';
import { runProgram } from './run-program.ts';

await runProgram(releaseCommand());
