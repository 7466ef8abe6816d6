import { RolloutChange, RolloutDetail, RolloutView } from '../../../domain/rollout-view.ts';
import { ModelReplay } from '../../../domain/replay-view.ts';
import type { Route } from '../route.ts';
import { changeRollout } from './change-rollout.ts';
import { getRollout, RolloutQuery } from './get-rollout.ts';
import { ModelReplayQuery, replayModel } from './replay-model.ts';

const rollout = { tag: 'Rollouts', route: 'api/models/{model}/rollout' } as const;

/** What operators do with candidates, from the first look to the last. */
export const rolloutRoutes: readonly Route[] = [
  {
    ...rollout,
    name: 'get-rollout',
    method: 'GET',
    who: 'reader',
    summary: 'Which version is in which slot, how the two compare, what the rule says, and who changed what',
    query: RolloutQuery,
    answers: { 200: RolloutDetail },
    handler: getRollout,
  },
  {
    ...rollout,
    name: 'change-rollout',
    method: 'POST',
    who: 'operator',
    idempotent: true,
    ifMatch: true,
    summary: 'Shadow, canary, shift, promote, withdraw, roll back or redeploy, under If-Match where it is given',
    body: RolloutChange,
    answers: { 200: RolloutView },
    handler: changeRollout,
  },
  {
    ...rollout,
    name: 'replay-model',
    method: 'GET',
    route: 'api/models/{model}/replay',
    who: 'operator',
    summary: 'What a version would say of documents that are scored, from their stored features',
    query: ModelReplayQuery,
    answers: { 200: ModelReplay },
    handler: replayModel,
  },
];
