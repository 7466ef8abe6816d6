import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../evidence/digest.ts';
import { readEvidence, record } from '../evidence/evidence-folder.ts';
import { ReleaseError } from '../run-program.ts';
import { junitOf } from '../smoke/junit.ts';
import { runSmoke } from '../smoke/run-smoke.ts';
import { mustPass, outcomeLine } from '../smoke-command.ts';
import { platformOf } from './platform.ts';
import type { AppName, StepContext, StepResult } from './step.ts';
import { systemOf } from './system.ts';

/** Of the document, in seconds: a cold app takes a while to read its first. */
const timeout = 300;

/** The smoke test against one of the apps; its result goes into the evidence whether it passed or not. @throws ReleaseError naming what failed. */
export async function smokeStep(
  context: StepContext,
  { app, document }: { readonly app: AppName; readonly document?: boolean },
): Promise<StepResult> {
  const { place, environment, now, say } = context;
  const { package: built, commit } = await readEvidence(place);
  if (!built) throw new ReleaseError('The evidence names no package: it is of models only');
  const system = await systemOf(context, await platformOf(context), app);
  const expected = { commit, digest: built.contents };
  const onOutcome = (outcome: Parameters<typeof outcomeLine>[0]) => say(outcomeLine(outcome));
  const outcomes = await runSmoke({
    ...{ system, expected, timeout, onOutcome, mayServeNothing: app === 'candidate' },
    ...(document === false && { document }),
  });
  const report = junitOf(`smoke ${environment} ${app}`, outcomes);
  await mkdir(place.folder, { recursive: true });
  await writeFile(join(place.folder, `smoke-${environment}-${app}.xml`), report);
  const failed = outcomes.filter(({ isPassed }) => !isPassed).map(({ name }) => name);
  const passed = outcomes.length - failed.length;
  const entry = { what: 'smoke', app, package: built.sha256, passed, failed, sha256: sha256(report) } as const;
  await record(place, { at: now().toISOString(), environment, ...entry });
  mustPass(outcomes);
  return { app, passed, failed };
}
