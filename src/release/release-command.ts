import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { azureCli } from './steps/az.ts';
import type { EnvironmentName, StepContext, StepResult } from './steps/step.ts';

interface SharedOptions {
  readonly environment: EnvironmentName;
  readonly drop: string;
  readonly evidence: string;
  readonly output: 'text' | 'json';
}

interface Step {
  readonly name: string;
  readonly description: string;
  readonly options?: readonly Option[];
  /** Loads what it needs when it is called: `--help` and the checks of the pipelines need none of it. */
  readonly take: (context: StepContext, options: never) => Promise<StepResult>;
}

const needsApp = () => new Option('--app <name>', 'which app').choices(['live', 'candidate']).makeOptionMandatory();
const anyApp = () => new Option('--app <name>', 'which app is asked').choices(['live', 'candidate']).default('live');

/** In the order of a release. */
const steps: readonly Step[] = [
  {
    name: 'verify',
    description: 'refuse package, models, infrastructure or evidence that were changed since ci',
    options: [new Option('--expect <digest>', 'of the release, as an earlier stage found it; empty: any').default('')],
    take: async (context, options) => (await import('./steps/verify.ts')).verify(context, options),
  },
  {
    name: 'plan',
    description: 'what the infrastructure would change (what-if), into the evidence',
    take: async (context) => (await import('./steps/deploy-platform.ts')).plan(context),
  },
  {
    name: 'deploy-platform',
    description: 'deploy infra/main.bicep',
    take: async (context) => (await import('./steps/deploy-platform.ts')).deployPlatform(context),
  },
  {
    name: 'deploy-code',
    description: 'deploy the package that the evidence names, and wait until it answers',
    options: [needsApp(), new Option('--roll-back', 'allow a package that is older than the one there')],
    take: async (context, options) => (await import('./steps/deploy-code.ts')).deployCode(context, options),
  },
  {
    name: 'deploy-events',
    description: 'deploy infra/events.bicep; the code must be there',
    take: async (context) => (await import('./steps/deploy-platform.ts')).deployEvents(context),
  },
  {
    name: 'stage-models',
    description: 'register the shipped model versions, and put those that are newer than green into shadow',
    options: [anyApp()],
    take: async (context, options) => (await import('./steps/stage-models.ts')).stageModels(context, options),
  },
  {
    name: 'compare-models',
    description: 'green beside blue, and what the rule says, into the evidence',
    options: [new Option('--minutes <number>', 'wait for a verdict at most this long').argParser(minutes).default(0)],
    take: async (context, options) => (await import('./steps/compare-models.ts')).compareModels(context, options),
  },
  {
    name: 'smoke',
    description: 'ask the app from outside, as npm run smoke does',
    options: [needsApp(), new Option('--no-document', 'leave out the document; where triggers are disabled')],
    take: async (context, options) => (await import('./steps/smoke.ts')).smokeStep(context, options),
  },
  {
    name: 'notify',
    description: 'tell the webhook that something waits for an approval',
    options: [new Option('--what <thing>', 'what waits').choices(['candidate', 'models']).makeOptionMandatory()],
    take: async (context, options) => (await import('./steps/notify.ts')).notify(context, options),
  },
  {
    name: 'record-approval',
    description: 'who approved this run, into the evidence',
    take: async (context) => (await import('./steps/record-approval.ts')).recordApproval(context),
  },
  {
    name: 'promote-models',
    description: 'let the staged model versions serve, unless the rule says keep',
    options: [new Option('--without-approval', 'nobody was asked; only for dev')],
    take: async (context, options) => (await import('./steps/promote-models.ts')).promoteModels(context, options),
  },
  {
    name: 'finish',
    description: 'stop the candidate app: it is no longer needed',
    take: async (context) => (await import('./steps/candidate.ts')).finish(context),
  },
  {
    name: 'roll-back',
    description: 'deploy what served before this release again, models included',
    take: async (context) => (await import('./steps/roll-back.ts')).rollBack(context),
  },
  {
    name: 'withdraw-candidate',
    description: 'stop the candidate app and withdraw its models, with the name and reason of whoever rejected it',
    take: async (context) => (await import('./steps/candidate.ts')).withdrawCandidate(context),
  },
];

/** `npm run release`: see `--help`. The pipelines call its steps; so can a person who is signed in with `az`. */
export function releaseCommand(): Command {
  const program = new Command('release').description(
    'the steps of a release, in their order; docs/release.md says who calls which',
  );
  for (const step of steps) program.addCommand(commandOf(step));
  return program;
}

function commandOf({ name, description, options = [], take }: Step): Command {
  const command = new Command(name).description(description);
  for (const option of options) command.addOption(option);
  const environment = new Option('--environment <name>', 'where').choices(['dev', 'prod']);
  return command
    .addOption(name === 'verify' ? environment : environment.makeOptionMandatory())
    .requiredOption('--drop <folder>', 'what ci made: evidence.json, docscore.zip, models, infra')
    .requiredOption('--evidence <folder>', 'what happened so far, and where this step writes what it did')
    .addOption(
      new Option('--output <format>', 'text for people, json for programs').choices(['text', 'json']).default('text'),
    )
    .action(async (chosen: SharedOptions) => {
      const result = await take(contextOf(chosen), chosen as never);
      if (chosen.output === 'json') console.log(JSON.stringify({ step: name, ...result }));
    });
}

function contextOf({ environment, drop, evidence, output }: SharedOptions): StepContext {
  return {
    root: join(import.meta.dirname, '../..'),
    environment,
    place: { drop: resolve(drop), folder: resolve(evidence) },
    az: azureCli(process.env),
    env: process.env,
    now: () => new Date(),
    say: (line) => {
      if (output === 'text') console.log(line);
    },
    print: console.log,
  };
}

function minutes(text: string): number {
  const number = Number(text);
  if (!(number >= 0)) throw new InvalidArgumentError('It must be a number of minutes, 0 or more.');
  return number;
}
