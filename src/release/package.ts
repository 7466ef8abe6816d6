import { packageCommand } from './package-command.ts';
import { runProgram } from './run-program.ts';

await runProgram(packageCommand());
