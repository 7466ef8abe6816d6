import type { RolloutDetail } from '../../src/domain/rollout-view.ts';
import type { StepContext } from '../../src/release/steps/step.ts';
import { callAs, tokenOf } from '../e2e/documents-api.ts';
import type { System } from '../e2e/system.ts';
import { aDrop, type DropOptions } from './a-drop.ts';
import { anEnvironment, type AnEnvironment } from './steps/an-environment.ts';

/** The model that the releases ship. */
export const model = 'review-sentiment';

/** A release whose two apps are the system that runs. */
export interface RunningRelease extends Pick<AnEnvironment, 'said'> {
  readonly context: StepContext;
}

/**
 * A release of its own that ships this version of the model.
 *
 * @param drop Folder to make, with others beside it.
 */
export async function runningRelease(
  system: System,
  drop: string,
  modelVersion: string,
  change: Pick<DropOptions, 'labels' | 'commit'> = {},
): Promise<RunningRelease> {
  await aDrop(drop, { commit: drop, models: { [model]: modelVersion }, ...change });
  const environment = await anEnvironment(`${drop}-home`, drop, {
    ...{ url: system.url, key: system.keys.default, token: await tokenOf(system, 'release') },
    env: { Storage: system.connectionStrings.Storage },
  });
  return { context: environment.context('job'), said: () => environment.said() };
}

export const rolloutOf = async (system: System) =>
  (await (await callAs(system, 'reader', `/api/models/${model}/rollout`)).json()) as RolloutDetail;

/** A step of the rollout by a person with the role `release`. */
export const stepBy = (system: System, body: object) =>
  callAs(system, 'release', `/api/models/${model}/rollout`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
