import { ModelParams, PredictAnswer } from '../../domain/model-view.ts';
import { CliError } from '../exit.ts';
import { ask, queryOf } from './ask.ts';
import type { System } from './find-system.ts';

/** A named value of an instance, as it is sent. */
export type Instance = Readonly<Record<string, unknown>>;

export interface ScoreOptions {
  readonly modelVersion?: string | undefined;
  /** What moved each answer; linear models only. */
  readonly explain?: boolean | undefined;
  /** Keep instances and answers, so that feedback can name them. */
  readonly record?: boolean | undefined;
}

/** Scoring over HTTP. Both throw CliError: 1 when refused or not there, 3 when nobody is there. */
export interface ScoringClient {
  /** What an instance is made of. */
  params(model: string, modelVersion?: string): Promise<ModelParams>;
  /** At most 1,000 instances, in whose order the predictions are. */
  predict(model: string, instances: readonly Instance[], options: ScoreOptions): Promise<PredictAnswer>;
}

export function scoringClient(system: System): ScoringClient {
  const pathOf = (model: string) => `/api/models/${encodeURIComponent(model)}`;
  const sure = <T>(answer: T | undefined, model: string): T => {
    if (answer !== undefined) return answer;
    throw new CliError(1, `There is no model ${model}, or not this version of it in a slot`, {
      next: 'See what is there with `docscore models list`.',
    });
  };
  return {
    async params(model, modelVersion) {
      const path = `${pathOf(model)}/params${queryOf({ modelVersion })}`;
      return sure(await ask(system, { path, schema: ModelParams }), model);
    },
    async predict(model, instances, { modelVersion, explain, record }) {
      const flags = { ...(explain === true && { explain: '1' }), ...(record === true && { record: '1' }) };
      const path = `${pathOf(model)}/predict${queryOf({ modelVersion, ...flags })}`;
      return sure(await ask(system, { method: 'POST', path, schema: PredictAnswer, body: { instances } }), model);
    },
  };
}
