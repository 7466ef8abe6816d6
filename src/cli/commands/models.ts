import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { compareModelsCommand } from './models/compare.ts';
import { modelHistoryCommand } from './models/history.ts';
import { listModelsCommand } from './models/list.ts';
import { registerModelCommand } from './models/register.ts';
import { replayModelCommand } from './models/replay.ts';
import { showModelCommand } from './models/show.ts';
import { stepCommands } from './models/steps.ts';

/** In the order of a model version's life. */
const commands = [
  ...[listModelsCommand, showModelCommand, registerModelCommand],
  ...[replayModelCommand, compareModelsCommand, ...stepCommands, modelHistoryCommand],
];

const examples = `
Examples:
  docscore models list
  docscore models show review-sentiment
  docscore models register my-model/1.0.0
  docscore models shadow review-sentiment 1.1.0
  docscore models compare review-sentiment
\`docscore models <command> --help\` says more.`;

export function modelsCommand(cli: Cli): Command {
  const group = new Command('models')
    .description('model versions: which there are, which serve, and how that changes')
    .addHelpText('after', examples);
  for (const command of commands)
    group.addCommand(command(cli).exitOverride().showHelpAfterError('(--help says more)'));
  return group;
}
