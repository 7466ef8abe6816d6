import { expandPipeline, type Expansion } from '../../../src/release/pipeline/expand-pipeline.ts';

/** Expands `a.yml` of files that are in no repository. */
export function expandFiles(
  files: Readonly<Record<string, string>>,
  parameters: Readonly<Record<string, unknown>> = {},
): Expansion {
  return expandPipeline({ root: '', file: 'a.yml', parameters, read: (file) => files[file] });
}

/** A pipeline of one job with these steps. */
export function stepsPipeline(steps: string, head = ''): string {
  const indented = steps
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
  return `${head}pool: { vmImage: ubuntu-24.04 }\nsteps:\n${indented}\n`;
}

/** The scripts of all steps, in the order in which they run. */
export const scriptsOf = ({ pipeline }: Expansion): readonly (string | undefined)[] =>
  (pipeline?.stages ?? []).flatMap(({ jobs }) =>
    jobs.flatMap(({ steps }) => steps.filter(({ kind }) => kind === 'script').map(({ script }) => script)),
  );

/** `line:column code` of each problem, the file before it when it is not `a.yml`. */
export const placesOf = ({ problems }: Pick<Expansion, 'problems'>): readonly string[] =>
  problems.map(({ file, line, column, code }) => `${file === 'a.yml' ? '' : `${file}:`}${line}:${column} ${code}`);
