import { beforeAll, describe, expect, it } from 'vitest';
import type { NewEntry } from '../../../src/release/evidence/entry.ts';
import { readEvidence, record } from '../../../src/release/evidence/evidence-folder.ts';
import { withdrawCandidate } from '../../../src/release/steps/candidate.ts';
import { compareModels } from '../../../src/release/steps/compare-models.ts';
import { promoteModels } from '../../../src/release/steps/promote-models.ts';
import { rollBack } from '../../../src/release/steps/roll-back.ts';
import { stageModels } from '../../../src/release/steps/stage-models.ts';
import { call } from '../../e2e/documents-api.ts';
import { runningSystem } from '../../e2e/running-system.ts';
import type { DropOptions } from '../a-drop.ts';
import { model, rolloutOf, runningRelease, stepBy, type RunningRelease } from '../running-releases.ts';
import { scratch } from '../scratch.ts';

const by = [{ name: 'Ada', account: 'ada@contoso.com', comment: 'fine' }];
const approved = (): NewEntry => ({ at: new Date().toISOString(), environment: 'prod', what: 'approved', by });

describe('the models of a release', () => {
  const path = scratch();
  const running = runningSystem();
  let first: RunningRelease;
  const release = (name: string, modelVersion: string, change: Pick<DropOptions, 'labels'> = {}) =>
    runningRelease(running.system, path(name), modelVersion, change);

  beforeAll(async () => {
    first = await release('first', '1.1.0');
  });

  it('gets the new model version into shadow, once', async () => {
    const { context } = first;

    await stageModels(context, {});
    await stageModels(context, {});

    expect(await rolloutOf(running.system)).toMatchObject({
      green: { modelVersion: '1.0.0' },
      blue: { modelVersion: '1.1.0', mode: 'shadow' },
    });
    const outputs = first.said().filter((line) => line.startsWith('##vso'));
    expect(outputs).toEqual(
      Array(2).fill('##vso[task.setvariable variable=candidates;isOutput=true]review-sentiment/1.1.0'),
    );
    await compareModels(context, {});
    const { entries } = await readEvidence(context.place);
    expect(entries.at(-1)).toMatchObject({ what: 'compared', model, verdict: 'not enough data' });
  });

  it('lets nobody else promote what a release has staged', async () => {
    const answer = await stepBy(running.system, { action: 'promote', force: true, why: 'now' });
    const other = await release('other', '1.1.0');
    await record(other.context.place, approved());

    expect(await answer.json()).toMatchObject({
      code: 'conflict',
      detail: expect.stringMatching(/only that release promotes it/) as unknown,
    });
    await promoteModels(other.context, {});
    expect((await rolloutOf(running.system)).green).toEqual({ modelVersion: '1.0.0' });
    expect(other.said()).toContainEqual(expect.stringContaining('1.1.0 is the candidate of another release'));
  });

  it('promotes after an approval only, with the approver and the release in the history', async () => {
    const { context } = first;

    await expect(promoteModels(context, {})).rejects.toThrow(/names nobody who approved/);
    await record(context.place, approved());
    await promoteModels(context, {});
    await promoteModels(context, {});

    const { digest } = await readEvidence(context.place);
    const { green, blue, history } = await rolloutOf(running.system);
    expect([green, blue]).toEqual([{ modelVersion: '1.1.0' }, undefined]);
    const why = `release ${digest.slice(0, 12)}, approved by Ada (ada@contoso.com): fine`;
    expect(history[0]).toMatchObject({ action: 'promote', isForced: true, releaseDigest: digest, why });
    expect(history.filter(({ action }) => action === 'promote')).toHaveLength(1);
  });

  it('goes back to the model before when the release is rolled back', async () => {
    await rollBack(first.context);

    expect((await rolloutOf(running.system)).green).toEqual({ modelVersion: '1.0.0' });
    await stageModels(first.context, {});
    expect(first.said()).toContainEqual(expect.stringContaining('left (it was rolled back)'));
  });

  it('loses its candidate when the release is withdrawn, but not one of a later release or of a person', async () => {
    const second = await release('second', '1.2.0');
    const third = await release('third', '1.3.0');
    await stageModels(second.context, {});
    await stageModels(third.context, {});
    expect((await rolloutOf(running.system)).blue?.modelVersion).toBe('1.3.0');

    await withdrawCandidate(second.context);
    expect((await rolloutOf(running.system)).blue?.modelVersion).toBe('1.3.0');
    await withdrawCandidate(third.context);

    const { blue, history } = await rolloutOf(running.system);
    expect(blue).toBeUndefined();
    expect(history[0]).toMatchObject({
      action: 'withdraw',
      why: expect.stringContaining('withdrawn by hand') as unknown,
    });
    expect(history[2]).toMatchObject({
      action: 'withdraw',
      why: expect.stringContaining('superseded by release') as unknown,
    });
    await stepBy(running.system, { action: 'shadow', modelVersion: '1.2.0' });
    await stageModels(third.context, {});
    expect((await rolloutOf(running.system)).blue).toMatchObject({ modelVersion: '1.2.0' });
    expect(third.said()).toContainEqual(expect.stringContaining('a person made 1.2.0 the candidate'));
  });

  it('keeps out a model that the rule speaks against, whoever approved', async () => {
    await stepBy(running.system, { action: 'withdraw' });
    const { system } = running;
    const worse = await release('worse', '2.0.0', { labels: (labels) => labels.toReversed() });
    await stageModels(worse.context, {});
    const instances = Array.from({ length: 30 }, (_, index) => ({
      text: `I loved the soup, visit number ${String(index)}.`,
    }));
    const send = (address: string, body: object) =>
      call(system, address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const answer = await send(`/api/models/${model}/predict?record=1`, { instances });
    const { predictions } = (await answer.json()) as { predictions: { id: string }[] };
    const judged = predictions.map(({ id }) => send('/api/feedback', { predictionId: id, correct: true }));
    expect(new Set((await Promise.all(judged)).map(({ ok }) => ok))).toEqual(new Set([true]));

    await compareModels(worse.context, {});
    await record(worse.context.place, approved());
    await expect(promoteModels(worse.context, {})).rejects.toThrow(/review-sentiment 2.0.0: the rule says keep/);

    const { entries } = await readEvidence(worse.context.place);
    expect(entries.map((entry) => (entry.what === 'compared' ? entry.verdict : entry.what))).toEqual([
      'staged',
      'keep',
      'approved',
    ]);
    expect((await rolloutOf(running.system)).green).toEqual({ modelVersion: '1.0.0' });
  });
});
