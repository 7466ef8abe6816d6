import type { Problem } from '../../../infra/problem.ts';
import { placeOf } from '../build/read.ts';
import type { Position, Step } from '../expanded.ts';
import { nearest } from '../nearest.ts';
import { problemAt } from '../problem-at.ts';
import type { Checked } from './facts.ts';
import { publishedBefore, publishedBy, publishedIn, type Published } from './published.ts';
import { stepsOf, type PlacedStep } from './walk.ts';

/** What is downloaded must be published before: by an earlier stage or step, or by the pipeline that it comes from. */
export function checkArtifacts({ pipeline, facts }: Checked): readonly Problem[] {
  const steps = stepsOf(pipeline);
  const aliases = new Map(pipeline.resources.pipelines.map(({ alias, source }) => [alias, source]));
  const aliasPlaces = new Map(pipeline.resources.pipelines.map(({ alias, at }) => [alias, placeOf(at, 'pipeline')]));
  return [
    ...publishedTwice(steps),
    ...steps.flatMap((placed): readonly Problem[] => {
      const download = downloadOf(placed.step);
      if (download === undefined) return [];
      const { source, sourceAt, artifact, artifactAt } = download;
      const origin = aliases.get(source);
      if (source !== 'current' && origin === undefined) {
        const known = nearest(source, ['current', ...aliases.keys()], aliasPlaces);
        return [problemAt(sourceAt, 'unknown-pipeline', `There is no pipeline resource '${source}'${known}`)];
      }
      const other = facts.pipelines[origin ?? ''];
      if (origin !== undefined && other === undefined) return [];
      const published = other === undefined ? publishedBefore(placed, pipeline) : publishedIn(other);
      if (published.some(({ name }) => fits(name, artifact))) return [];
      const places = new Map(published.map(({ name, at }) => [name, at]));
      const message = `Nothing publishes the artifact '${artifact}' ${origin === undefined ? 'before' : `in ${origin}`}`;
      return [
        problemAt(
          artifactAt,
          'missing-artifact',
          `${message}${nearest(artifact, [...places.keys()], places) || published.slice(0, 3).map(say).join('')}`,
        ),
      ];
    }),
  ];
}

const say = ({ name, at }: Published) => `; there is '${name}' (${at.file}:${at.line})`;

interface Download {
  readonly source: string;
  readonly sourceAt: Position;
  readonly artifact: string;
  readonly artifactAt: Position;
}

/** undefined for a step that downloads nothing, or everything that there is. */
function downloadOf(step: Step): Download | undefined {
  const input = (...names: string[]) => names.find((name) => step.inputs[name] !== undefined);
  if (step.kind === 'download') {
    const { source = 'none', artifact, implicit } = step.inputs;
    if (source === 'none' || implicit !== undefined) return undefined;
    const at = placeOf(step.source, 'download');
    return {
      source,
      sourceAt: at,
      artifact: artifact ?? '*',
      artifactAt: artifact === undefined ? at : placeOf(step.source, 'artifact'),
    };
  }
  if (step.task?.startsWith('DownloadPipelineArtifact@') !== true) return undefined;
  if ((step.inputs[input('buildType', 'source') ?? ''] ?? 'current') !== 'current') return undefined;
  const named = input('artifactName', 'artifact');
  const pattern = input('itemPattern', 'patterns');
  const key = named ?? pattern ?? '';
  const [artifact = '*'] = (step.inputs[key] ?? '*').split('/');
  const at = placeOf(step.source, `inputs.${key}`);
  return { source: 'current', sourceAt: at, artifact, artifactAt: at };
}

/** In one run a name is used once. */
function publishedTwice(steps: readonly PlacedStep[]): readonly Problem[] {
  const all = steps.flatMap(({ step }) => publishedBy(step));
  return all
    .filter(({ name }, index) => all.findIndex((other) => other.name === name) < index)
    .map(({ name, at }) => problemAt(at, 'duplicate-name', `The artifact '${name}' is published twice in a run`));
}

/** `$(…)` and `*` stand for anything, on both sides. */
const fits = (published: string, wanted: string) =>
  published === wanted || asPattern(wanted).test(published) || asPattern(published).test(wanted);

const asPattern = (name: string) =>
  new RegExp(
    `^${name.replaceAll(/\$\([^)]*\)|\*+|[\\^$.|?+()[\]{}]/g, (part) => (/^(\$\(|\*)/.test(part) ? '.*' : `\\${part}`))}$`,
  );
