import { join } from 'node:path';
import { ReleaseError } from '../run-program.ts';
import { definedOf } from './defined-of.ts';
import { runShell } from './shell.ts';

/**
 * Makes what ci would have published, by ci's own step: `npm run package`.
 *
 * @param options.run Number of the run; a later release has a higher one.
 * @returns A folder that holds `drop`.
 */
export async function makeDrop(options: {
  readonly root: string;
  readonly folder: string;
  readonly run: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly hear: (line: string) => void;
}): Promise<string> {
  const { root, folder, run, env, signal, hear } = options;
  const given = definedOf(env);
  const code = await runShell({
    script: `npm run --silent package -- --out "${join(folder, 'drop')}"`,
    folder: root,
    env: { ...given, BUILD_BUILDID: String(run), BUILD_BUILDNUMBER: `rehearsal.${run}` },
    hear,
    signal,
  });
  if (code !== 0) throw new ReleaseError('The package was not made', { next: 'npm run package says why.' });
  return folder;
}
