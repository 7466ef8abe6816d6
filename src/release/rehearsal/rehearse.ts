import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expandPipeline } from '../pipeline/expand-pipeline.ts';
import { ReleaseError } from '../run-program.ts';
import { decide } from './decide.ts';
import { readDecisions, takeDecision } from './decisions-file.ts';
import { makeDrop } from './make-drop.ts';
import { openRehearsalStage, type RehearsalStage } from './open-rehearsal.ts';
import { askedLines, paintFor, planLines, recordLine } from './print.ts';
import { rehearsePipeline } from './rehearse-pipeline.ts';
import type { Waiting } from './rehearsal.ts';
import { nextRun, type RunFile, writeRunFile } from './run-folder.ts';
import { writeRunPage } from './run-page.ts';
import { startWebhook } from './webhook.ts';

export interface RehearseCommandOptions {
  readonly dir: string;
  readonly env?: readonly string[];
  readonly skip?: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly drop?: string;
  readonly as: string;
  readonly approvers: readonly string[];
  readonly branch: string;
  readonly now?: Date;
  readonly decide?: string;
  readonly rejectedAs: 'Failed' | 'Skipped';
  readonly fresh?: boolean;
  readonly verbose?: boolean;
}

/**
 * A whole rehearsal in a terminal. Ctrl-C cancels the run as Azure DevOps would, so that what has to be withdrawn is; the second one ends it.
 *
 * @throws ReleaseError when the pipeline would be refused, or did not succeed.
 */
export async function rehearse(root: string, file: string, options: RehearseCommandOptions): Promise<void> {
  const { dir, as: requestedBy, approvers, fresh = false } = options;
  const paint = paintFor(process.stdout);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const decisions = options.decide === undefined ? [] : await readDecisions(options.decide);
  const takesFromCi = sayPlan(root, file, options, say);
  if (fresh) await rm(join(dir, 'environments'), { recursive: true, force: true });
  const { id, folder } = await nextRun(join(dir, 'runs'));
  const log = createWriteStream(join(folder, 'log.txt'));
  const cancelled = new AbortController();
  const onSignal = () => {
    if (cancelled.signal.aborted) process.exit(130);
    say('Cancelling: what was begun is withdrawn. Again to end at once.');
    cancelled.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  let stage: RehearsalStage | undefined;
  const webhook = await startWebhook((text) => say(`  Webhook: ${text}`));
  try {
    // Only a pipeline that takes from another's run needs what ci would have made.
    const drop =
      options.drop ??
      (takesFromCi ? await packaged({ root, folder, run: id, signal: cancelled.signal, say }) : undefined);
    stage = await openRehearsalStage({
      root,
      dir: join(dir, 'environments'),
      requestedBy,
      approvers,
      firstRun: id,
      hearAz: (line) => log.write(`${line}\n`),
    });
    const { devops } = stage;
    let run: RunFile = {
      ...{ id, file, requestedBy, pid: process.pid, records: [] },
      devops: {
        url: devops.url,
        project: stage.file.project,
        tokens: Object.fromEntries([requestedBy, ...approvers].map((name) => [name, devops.tokenOf(name)])),
      },
    };
    const save = (change: Partial<RunFile> = {}) => writeRunFile(folder, (run = { ...run, ...change }));
    const asked = (waiting: Waiting) => {
      const { id: approval, environment, approvers: names, instructions, expiresAt } = waiting;
      const shown = {
        id: approval,
        environment,
        approvers: [...names],
        instructions,
        expiresAt: expiresAt.toISOString(),
      };
      writes = writes.then(() => save({ waiting: shown })).then(() => answer(waiting, shown));
    };
    const answer = async ({ environment }: Waiting, waiting: NonNullable<RunFile['waiting']>) => {
      const decision = takeDecision(decisions, environment);
      if (!decision)
        for (const line of askedLines({ ...waiting, stage: '', expiresAt: new Date(waiting.expiresAt) }, id, paint))
          say(line);
      else if (decision.decision === 'cancel') cancelled.abort();
      else if (decision.decision === 'time-out')
        stage?.clock.advance(Date.parse(waiting.expiresAt) - stage.clock.now());
      else
        await decide(run, {
          status: decision.decision === 'approve' ? 'approved' : 'rejected',
          as: decision.by,
          comment: decision.comment,
        });
    };
    let writes = save();
    const rehearsed = await rehearsePipeline({
      ...{
        root,
        file,
        stage,
        folder,
        parameters: options.parameters,
        branch: options.branch,
        rejectedAs: options.rejectedAs,
      },
      ...{
        taken: drop === undefined ? {} : { ci: drop },
        secrets: { 'release-webhook': webhook.url },
        env: process.env,
        signal: cancelled.signal,
        asked,
      },
      ...(options.env && { only: options.env }),
      ...(options.skip && { skip: options.skip }),
      ...(options.now && { at: options.now }),
      listener: {
        changed(record) {
          const line = recordLine(record, paint);
          if (line !== undefined) say(line);
          log.write(
            `${new Date().toISOString()} ${record.id} ${record.state} ${record.result ?? ''} ${record.note ?? ''}\n`,
          );
          if (record.state !== 'waiting' && record.name === 'approval') delete run.waiting;
        },
        printed(record, line) {
          log.write(`${record.id} │ ${line}\n`);
          if (options.verbose) say(paint('dim', `      │ ${line}`));
        },
      },
    });
    await writes;
    const result = cancelled.signal.aborted ? 'canceled' : rehearsed.succeeded ? 'succeeded' : 'failed';
    delete run.devops;
    await save({ result, records: [...rehearsed.records] });
    const page = await writeRunPage(folder, run, rehearsed.pipeline);
    say(`\nRun ${id} ${result}. Page: ${page}`);
    if (result !== 'succeeded')
      throw new ReleaseError(`The run ${result === 'canceled' ? 'was cancelled' : 'failed'}`, {
        next: `npm run rehearse -- look ${id}`,
      });
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    await stage?.stop();
    await webhook.stop();
    log.end();
  }
}

/** @returns Whether the pipeline takes artifacts from the run of another. */
function sayPlan(
  root: string,
  file: string,
  { parameters }: RehearseCommandOptions,
  say: (line: string) => void,
): boolean {
  const { pipeline } = expandPipeline({ root, file, parameters });
  if (!pipeline) return false; // Refused, with the problems, when it is run.
  say(file);
  for (const line of planLines(pipeline)) say(line);
  say('');
  return pipeline.resources.pipelines.length > 0;
}

async function packaged({
  root,
  folder,
  run,
  signal,
  say,
}: {
  root: string;
  folder: string;
  run: number;
  signal: AbortSignal;
  say: (line: string) => void;
}): Promise<string> {
  say('Making the package (ci would have) …');
  return makeDrop({
    root,
    folder: join(folder, 'ci'),
    run,
    env: process.env,
    signal,
    hear: (line) => say(`  ${line}`),
  });
}
