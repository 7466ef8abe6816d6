import { AppError } from '../domain/errors.ts';
import type { Manifest } from '../domain/manifest.ts';

/** Metrics of which less is more. */
const lowerIsBetter: ReadonlySet<string> = new Set(['logLoss', 'brierScore', 'calibrationError']);

/** Sorts model versions, the latest first. */
export function latestFirst(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]];
  const place = left.findIndex((number, index) => number !== right[index]);
  return place === -1 ? 0 : (right[place] ?? 0) - (left[place] ?? 0);
}

type Named = Pick<Manifest, 'model' | 'modelVersion'>;

/** Sorts by name, then by version, the latest first. */
export const byName = (a: Named, b: Named): number =>
  a.model === b.model ? latestFirst(a.modelVersion, b.modelVersion) : a.model < b.model ? -1 : 1;

/**
 * The version with the best figure; of equal ones the latest.
 *
 * @throws AppError `not-found` when no version has that metric; it names those that they have.
 */
export function bestBy<M extends Pick<Manifest, 'model' | 'modelVersion' | 'metrics'>>(
  metric: string,
  versions: readonly M[],
): M {
  const sign = lowerIsBetter.has(metric) ? -1 : 1;
  const ranked = versions
    .flatMap((version) => {
      const figure = Object.hasOwn(version.metrics, metric) ? version.metrics[metric] : undefined;
      return figure === undefined ? [] : [{ version, figure }];
    })
    .sort((a, b) => sign * (b.figure - a.figure) || latestFirst(a.version.modelVersion, b.version.modelVersion));
  if (ranked[0]) return ranked[0].version;
  const known = [...new Set(versions.flatMap(({ metrics }) => Object.keys(metrics)))].sort().join(', ');
  throw new AppError('not-found', `No version of ${versions[0]?.model ?? 'this model'} has the metric ${metric}`, {
    next: known === '' ? 'Their manifests hold no metrics.' : `They have ${known}.`,
  });
}
