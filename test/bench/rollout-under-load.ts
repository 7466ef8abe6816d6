/**
 * `npm run rollouts`: 50 requests/s for 60 s across shadow, canary 10 %, 30 %, promote and roll back, on three Functions workers.
 * Exit code 1 when a request fails, a change takes longer than 3 s somewhere, a share is not what was asked for, or a sticky key
 * moves back to green while the share rises. `--seconds 30` for a shorter run.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { RolloutChange, RolloutDetail } from '../../src/domain/rollout-view.ts';
import { chooseSlot, versionIn } from '../../src/models/slot.ts';
import { tokenOf } from '../e2e/documents-api.ts';
import { judge, type Change } from '../e2e/rollouts/judge.ts';
import { registerCandidate } from '../e2e/rollouts/register-candidate.ts';
import { steadyRequests } from '../e2e/rollouts/steady-requests.ts';
import type { System } from '../e2e/system.ts';
import { atMost, printFigures, type Figure } from './figures.ts';
import { slotsOfDocuments, uploadNowAndThen } from './rollouts/documents-on-the-way.ts';
import { startThreeWorkers, type LoadedSystem } from './rollouts/three-workers.ts';

const { seconds = '60' } = parseArgs({ options: { seconds: { type: 'string' } } }).values;
const model = 'review-sentiment';
const text = 'The pasta was delicious and our waiter could not have been kinder.';

/** The steps, each at its part of the time. */
const steps: readonly (RolloutChange & { at: number })[] = [
  { at: 0.1, action: 'shadow', modelVersion: '1.1.0' },
  { at: 0.25, action: 'canary', share: 0.1 },
  { at: 0.45, action: 'shift', share: 0.3 },
  { at: 0.65, action: 'promote', force: true, why: 'There are no labels in this run' },
  { at: 0.85, action: 'rollback' },
];

const system = await startThreeWorkers();
try {
  await registerCandidate(system.connectionStrings.Storage, model, '1.1.0');
  const changes: Change[] = [{ rollout: await read(system), askedAt: 0, answeredAt: 0 }];
  const documents = uploadNowAndThen(system, 4000);
  const requests = steadyRequests({
    ...{ url: system.url, functionKey: system.keys.default, model, instance: { text }, perSecond: 50 },
    // Half are customers who come again, half come once.
    keyOf: (index) => (index % 2 === 0 ? `customer-${String((index / 2) % 200)}` : `visitor-${String(index)}`),
  });
  const began = performance.now();
  for (const { at, ...change } of steps) {
    await delay(Math.max(0, at * 1000 * Number(seconds) - (performance.now() - began)));
    changes.push(await take(system, change));
  }
  await delay(Math.max(0, 1000 * Number(seconds) - (performance.now() - began)));
  await requests.stop();
  const uploaded = await documents.stop();
  const { predictions, differ } = await slotsOfDocuments(system, model, uploaded);
  const unaccounted = predictions.filter(
    ({ documentId, slot, modelVersion }) =>
      !changes.some(({ rollout }) => {
        const chosen = chooseSlot(rollout, documentId);
        return chosen === slot && versionIn(rollout, chosen) === modelVersion;
      }),
  );
  printFigures(
    'Rollout under load',
    figuresOf(judge(requests.asked, changes), requests.asked.length, {
      ...{ documents: predictions.length, differ, unaccounted: unaccounted.length },
    }),
  );
} finally {
  await system.end();
}

function figuresOf(
  { failed, strange, slowestChangeMs, movedBack, deviations }: ReturnType<typeof judge>,
  count: number,
  { documents, differ, unaccounted }: Record<'documents' | 'differ' | 'unaccounted', number>,
): Figure[] {
  return [
    { name: 'requests', value: String(count) },
    atMost('not answered with 2xx', failed, 0, ''),
    atMost('answered as no rollout of their time says', strange.length, 0, ''),
    atMost('slowest change, everywhere', slowestChangeMs, 3000, 'ms'),
    ...deviations.map(({ share, requests, sigmas }) =>
      atMost(`blue's share of ${String(requests)} keys, asked for ${String(100 * share)} %`, Math.abs(sigmas), 3, 'σ'),
    ),
    atMost('sticky keys moved back to green', movedBack.length, 0, ''),
    { name: 'documents', value: String(documents) },
    atMost('whose event names another slot than their prediction', differ, 0, ''),
    atMost('scored as no rollout says', unaccounted, 0, ''),
  ];
}

async function read(system: LoadedSystem): Promise<RolloutDetail> {
  return (await (await rollout(system, 'reader')).json()) as RolloutDetail;
}

async function take(system: LoadedSystem, change: RolloutChange): Promise<Change> {
  const askedAt = Date.now();
  const answer = await rollout(system, 'release', change);
  const after = (await answer.json()) as RolloutDetail;
  if (!answer.ok) throw new Error(`${change.action}: ${JSON.stringify(after)}`);
  return { rollout: after, askedAt, answeredAt: Date.now() };
}

async function rollout(system: LoadedSystem, role: 'reader' | 'release', change?: RolloutChange): Promise<Response> {
  const authorization = `Bearer ${await tokenOf(system as System, role)}`;
  return fetch(`${system.url}/api/models/${model}/rollout`, {
    method: change ? 'POST' : 'GET',
    headers: { authorization, 'content-type': 'application/json' },
    ...(change && { body: JSON.stringify(change) }),
  });
}
