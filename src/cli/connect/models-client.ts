import { ModelDetail, ModelList } from '../../domain/model-view.ts';
import { AppError } from '../../domain/errors.ts';
import { bestBy } from '../../models/choose-version.ts';
import { CliError } from '../exit.ts';
import { ask, notDocscore, queryOf } from './ask.ts';
import type { System } from './find-system.ts';

/** What docscore says of its models. All throw CliError: 1 when refused or not there, 3 when nobody is there. */
export interface ModelsClient {
  list(): Promise<ModelList>;
  /** @param wanted `1.2.0`, `latest` or `best:<metric>`; absent: the one that serves, else the latest. */
  show(model: string, wanted?: string): Promise<ModelDetail>;
}

export function modelsClient(system: System): ModelsClient {
  const one = async (model: string, modelVersion?: string): Promise<ModelDetail> => {
    const path = `/api/models/${encodeURIComponent(model)}${queryOf({ modelVersion })}`;
    const detail = await ask(system, { path, schema: ModelDetail });
    if (detail) return detail;
    const what = modelVersion === undefined ? `model ${model}` : `version ${modelVersion} of model ${model}`;
    throw new CliError(1, `There is no ${what}`, { next: 'See what is there with `docscore models list`.' });
  };
  return {
    async list() {
      const list = await ask(system, { path: '/api/models', schema: ModelList });
      if (!list) throw notDocscore(system, 'models API');
      return list;
    },
    async show(model, wanted) {
      const [, metric] = /^best:(.+)$/.exec(wanted ?? '') ?? [];
      if (wanted !== undefined && wanted !== 'latest' && metric === undefined) return await one(model, wanted);
      const detail = await one(model);
      if (metric !== undefined)
        return best(metric, await Promise.all(detail.versions.map((version) => one(model, version))));
      if (wanted === undefined && detail.manifest) return detail;
      return await one(model, detail.versions[0]);
    },
  };
}

function best(metric: string, details: readonly ModelDetail[]): ModelDetail {
  try {
    const { modelVersion } = bestBy(
      metric,
      details.flatMap(({ manifest }) => manifest ?? []),
    );
    const found = details.find(({ manifest }) => manifest?.modelVersion === modelVersion);
    if (found) return found;
  } catch (error) {
    if (error instanceof AppError) throw new CliError(1, error.message, { cause: error, next: error.next });
    throw error;
  }
  throw new Error(`The version with the best ${metric} is not among those asked for`);
}
