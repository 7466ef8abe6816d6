import { Command, InvalidArgumentError } from 'commander';
import type { RolloutChange, RolloutDetail } from '../../../domain/rollout-view.ts';
import type { Cli } from '../../cli.ts';
import { rolloutClient } from '../../connect/rollout-client.ts';
import { usageError } from '../../exit.ts';
import { confirm } from '../../screen/confirm.ts';
import { percent } from '../../screen/format.ts';
import { printableJson } from '../../screen/printable.ts';
import { slotsLine } from '../../screen/rollout-page.ts';
import { connect, withTalkOptions, type TalkOptions } from '../options.ts';

interface StepOptions extends TalkOptions {
  readonly why?: string;
  readonly yes?: boolean;
  /** 0–1. */
  readonly share?: number;
  readonly force?: boolean;
  readonly release?: string;
}

interface Step {
  readonly name: string;
  readonly description: string;
  readonly version?: 'needed' | 'optional';
  readonly examples: string;
  /** What to do, from what is there now. */
  readonly change: (
    now: RolloutDetail | undefined,
    modelVersion: string | undefined,
    options: StepOptions,
  ) => Omit<RolloutChange, 'why'>;
  /** What is asked before. */
  readonly question: (now: RolloutDetail | undefined, change: Omit<RolloutChange, 'why'>) => string;
  readonly options?: (command: Command) => Command;
}

const shadow: Step = {
  name: 'shadow',
  description: 'let a version score what green answers, seen by nobody, to compare the two',
  version: 'needed',
  examples: 'docscore models shadow review-sentiment 1.1.0',
  change: (_now, modelVersion) => ({ action: 'shadow', modelVersion }),
  question: (_now, { modelVersion }) => `Let ${modelVersion ?? ''} score in shadow?`,
};

const canary: Step = {
  name: 'canary',
  description: 'let a version serve a share of the traffic, or change that share',
  version: 'optional',
  examples:
    'docscore models canary review-sentiment 1.1.0 --share 10\n  docscore models canary review-sentiment --share 30',
  options: (command) => command.requiredOption('--share <percent>', 'of the traffic, in percent', shareOf),
  change: (now, modelVersion, { share }) =>
    now?.blue?.mode === 'canary' && (modelVersion ?? now.blue.modelVersion) === now.blue.modelVersion
      ? { action: 'shift', share }
      : { action: 'canary', modelVersion, share },
  question: (now, { modelVersion, share }) =>
    `Let ${modelVersion ?? now?.blue?.modelVersion ?? 'the candidate'} serve ${percent(share)} of the traffic?`,
};

const promote: Step = {
  name: 'promote',
  description: 'let the candidate serve all; the rule must accept it, or you say why it should all the same',
  examples:
    'docscore models promote review-sentiment\n  docscore models promote review-sentiment --force --why "the old one breaks the law"',
  options: (command) =>
    command
      .option('--force', 'against the rule; needs --why')
      .option('--release <digest>', 'of its evidence, for a candidate that a release staged'),
  change: (_now, _modelVersion, { force, release }) => ({
    action: 'promote',
    ...(force && { force }),
    ...(release !== undefined && { releaseDigest: release }),
  }),
  question: (now) => {
    const { verdict, says } = now?.comparison?.decision ?? { verdict: 'nothing', says: 'there is no comparison' };
    return `The rule says ${verdict}: ${says}.\nLet ${now?.blue?.modelVersion ?? 'the candidate'} serve all?`;
  },
};

const withdraw: Step = {
  name: 'withdraw',
  description: 'take the candidate away; green serves all',
  examples: 'docscore models withdraw review-sentiment --why "slower"',
  change: () => ({ action: 'withdraw' }),
  question: (now) => `Withdraw ${now?.blue?.modelVersion ?? 'the candidate'}?`,
};

const rollback: Step = {
  name: 'rollback',
  description: 'let the version serve that served before; a candidate leaves too',
  examples: 'docscore models rollback review-sentiment --why "wrong about irony"',
  change: () => ({ action: 'rollback' }),
  question: (now) => `Roll back from ${now?.green.modelVersion ?? ''} to ${now?.earlier?.[0] ?? 'nothing'}?`,
};

const redeploy: Step = {
  name: 'redeploy',
  description: "let a version serve that served before, or a new model's first",
  version: 'needed',
  examples: 'docscore models redeploy review-sentiment 1.0.0',
  change: (_now, modelVersion) => ({ action: 'redeploy', modelVersion }),
  question: (now, { modelVersion }) =>
    `Let ${modelVersion ?? ''} serve all${now ? ` instead of ${now.green.modelVersion}` : ''}?`,
};

/** The steps of a rollout, in the order of a candidate's life. */
export const stepCommands = [shadow, canary, promote, withdraw, rollback, redeploy].map(
  (step) => (cli: Cli) => stepCommand(cli, step),
);

function stepCommand(cli: Cli, step: Step): Command {
  const command = withTalkOptions(new Command(step.name).description(step.description)).argument('<model>', 'its name');
  if (step.version) command.argument(step.version === 'needed' ? '<version>' : '[version]', 'such as 1.1.0');
  step.options?.(command);
  return command
    .option('--why <text>', 'for the history')
    .option('-y, --yes', 'do not ask')
    .addHelpText('after', `\nAsks first; without a terminal it wants --yes.\n\nExamples:\n  ${step.examples}`)
    .action(async (model: string, ...rest: unknown[]) => {
      const modelVersion = typeof rest[0] === 'string' ? rest[0] : undefined;
      await takeStep(cli, step, { model, modelVersion, options: command.opts<StepOptions>() });
    });
}

interface Wanted {
  readonly model: string;
  readonly modelVersion: string | undefined;
  readonly options: StepOptions;
}

/** Done on what the person has seen: a change by somebody else meanwhile refuses it. */
async function takeStep(cli: Cli, step: Step, { model, modelVersion, options }: Wanted): Promise<void> {
  const { out, err, input } = cli;
  if (!options.yes && !(input.isTTY && err.isTerminal))
    throw usageError('There is nobody to ask here', 'Say --yes if you mean it.');
  const rollouts = rolloutClient((await connect(cli, options)).system);
  const now = await rollouts.find(model, { limit: 1 });
  const change = step.change(now, modelVersion, options);
  if (now && !options.yes) err.line(slotsLine(now));
  if (!options.yes && !(await confirm(cli, step.question(now, change)))) return;
  const after = await rollouts.change(
    model,
    { ...change, ...(options.why !== undefined && { why: options.why }) },
    now?.etag,
  );
  out.line(options.output === 'json' ? printableJson(after) : slotsLine(after));
}

function shareOf(text: string): number {
  const share = Number(text.replace(/\s*%$/, '')) / 100;
  if (!(share > 0 && share <= 1)) throw new InvalidArgumentError('It must be a percentage above 0 and up to 100.');
  return share;
}
