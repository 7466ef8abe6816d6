import { rehearseCommand } from './rehearsal/command.ts';
import { runProgram } from './run-program.ts';

await runProgram(rehearseCommand());
