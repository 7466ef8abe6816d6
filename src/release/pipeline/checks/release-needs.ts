import type { Problem } from '../../../infra/problem.ts';
import { problemAt } from '../problem-at.ts';
import type { Checked } from './facts.ts';
import { comesBefore, releaseCalls, type ReleaseCall } from './release-calls.ts';

/** A step, and the app that it is about where that matters. */
interface Need {
  readonly name: string;
  /** `same`: as the step that needs it. */
  readonly app?: 'same' | 'live' | 'candidate';
  readonly why: string;
}

const platform = { name: 'deploy-platform', why: 'nothing is there yet to deploy to' };
const staged = { name: 'stage-models', why: 'no model version waits' };

/** What must have been done on the same deployment, here or in a stage before. */
const before: Readonly<Record<string, readonly Need[]>> = {
  'deploy-code': [platform],
  smoke: [{ name: 'deploy-code', app: 'same', why: 'there is no code to ask' }],
  'promote-models': [staged],
  'compare-models': [staged],
  'withdraw-candidate': [staged],
  finish: [{ name: 'deploy-code', app: 'candidate', why: 'there is no candidate to end' }],
};

/** What must follow. */
const after: Readonly<Record<string, readonly Need[]>> = {
  'deploy-code': [{ name: 'smoke', app: 'same', why: 'nobody asks whether it works' }],
  'stage-models': [{ name: 'promote-models', why: 'what is staged never goes live' }],
};

/** Environment variables that a step reads, which the agent does not set by itself. Source: src/release/steps. */
const variables: Readonly<Record<string, readonly string[]>> = {
  plan: ['OPERATORS_GROUP_ID', 'READERS_GROUP_ID', 'AUTH_AUDIENCE', 'ALERT_EMAIL'],
  'deploy-platform': ['OPERATORS_GROUP_ID', 'READERS_GROUP_ID', 'AUTH_AUDIENCE', 'ALERT_EMAIL'],
  notify: ['RELEASE_WEBHOOK'],
  'record-approval': ['SYSTEM_ACCESSTOKEN'],
  'withdraw-candidate': ['SYSTEM_ACCESSTOKEN'],
};

/** The steps of a release need one another, in their order, and need what they read from their environment. */
export function checkReleaseNeeds({ pipeline }: Checked): readonly Problem[] {
  const calls = releaseCalls(pipeline);
  return calls.flatMap((call) => {
    const { name, at, placed } = call;
    if (placed.hook === 'onFailure') return missingVariables(call);
    const lacks = (needs: readonly Need[] = [], isMet: (other: ReleaseCall) => boolean, where: string) =>
      needs
        .filter((need) => !calls.some((other) => fits(other, need, call) && isMet(other)))
        .map((need) =>
          problemAt(at, 'release-order', `No '${describe(need, call)}' comes ${where} '${name}': ${need.why}`),
        );
    return [
      ...lacks(before[name], (other) => comesBefore(other, call, pipeline), 'before'),
      ...lacks(after[name], (other) => comesBefore(call, other, pipeline), 'after'),
      ...missingVariables(call),
    ];
  });
}

const appOf = ({ app }: Need, call: ReleaseCall) => (app === 'same' ? call.option('--app') : app);

const fits = (other: ReleaseCall, need: Need, call: ReleaseCall) =>
  other.name === need.name &&
  other.option('--environment') === call.option('--environment') &&
  (need.app === undefined || other.option('--app') === appOf(need, call));

function describe(need: Need, call: ReleaseCall): string {
  const app = appOf(need, call);
  return app === undefined ? need.name : `${need.name} --app ${app}`;
}

const missingVariables = ({ name, at, placed: { step } }: ReleaseCall): readonly Problem[] =>
  (variables[name] ?? [])
    .filter((variable) => !(variable in step.env))
    .map((variable) => problemAt(at, 'missing-variable', `Step '${name}' reads ${variable}: map it by env:`));
