import { runProgram } from './run-program.ts';
import { smokeCommand } from './smoke-command.ts';

await runProgram(smokeCommand());
