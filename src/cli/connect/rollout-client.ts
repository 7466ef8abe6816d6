import { ModelReplay } from '../../domain/replay-view.ts';
import { RolloutDetail, RolloutView, type RolloutChange } from '../../domain/rollout-view.ts';
import { CliError } from '../exit.ts';
import { ask, queryOf } from './ask.ts';
import type { System } from './find-system.ts';

/** Rollouts over HTTP. All throw CliError: 1 when refused or not there, 3 when nobody is there. */
export interface RolloutClient {
  /** `undefined` when no version of the model serves. */
  find(model: string, page?: { limit?: number; next?: string | undefined }): Promise<RolloutDetail | undefined>;
  get(model: string, page?: { limit?: number; next?: string | undefined }): Promise<RolloutDetail>;
  /** @param etag Of what the person has seen; absent for a model's first version. */
  change(model: string, change: RolloutChange, etag: string | undefined): Promise<RolloutView>;
  /** One page of documents, latest first. */
  replay(
    model: string,
    query: { modelVersion: string; since?: string | undefined; next?: string | undefined },
  ): Promise<ModelReplay>;
}

/** What takes the role `release`. */
const releases: readonly RolloutChange['action'][] = ['promote', 'redeploy'];

export function rolloutClient(system: System): RolloutClient {
  const pathOf = (model: string) => `/api/models/${encodeURIComponent(model)}`;
  const find: RolloutClient['find'] = (model, page = {}) =>
    ask(system, { path: `${pathOf(model)}/rollout${queryOf({ ...page })}`, schema: RolloutDetail, role: 'reader' });
  return {
    find,
    async get(model, page) {
      const detail = await find(model, page);
      if (detail) return detail;
      throw new CliError(1, `No version of ${model} serves`, { next: '`docscore models list` shows what there is.' });
    },
    async change(model, body, etag) {
      const view = await ask(system, {
        ...{ method: 'POST', path: `${pathOf(model)}/rollout`, schema: RolloutView, body },
        role: releases.includes(body.action) ? 'release' : 'operator',
        ...(etag !== undefined && { headers: { 'if-match': etag } }),
      });
      if (view) return view;
      throw noSuchVersion(model, body.modelVersion);
    },
    async replay(model, query) {
      const path = `${pathOf(model)}/replay${queryOf({ ...query, limit: 100 })}`;
      const page = await ask(system, { path, schema: ModelReplay, role: 'operator' });
      if (page) return page;
      throw noSuchVersion(model, query.modelVersion);
    },
  };
}

const noSuchVersion = (model: string, modelVersion: string | undefined) =>
  new CliError(1, `There is no ${modelVersion === undefined ? '' : `version ${modelVersion} of `}model ${model}`, {
    next: 'See what is there with `docscore models list`.',
  });
