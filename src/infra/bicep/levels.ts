import { z } from 'zod';
import { beside } from './beside.ts';

const Level = z.enum(['off', 'info', 'warning', 'error']);

const Config = z.object({
  analyzers: z
    .object({
      core: z.object({ rules: z.record(z.string(), z.object({ level: Level.optional() })).optional() }).optional(),
    })
    .optional(),
});

/** Rule → how much it counts. */
export type Levels = ReadonlyMap<string, z.infer<typeof Level>>;

/** The levels of the linter's rules in the nearest bicepconfig.json at or above a file. */
export function levelsFor(file: string, read: (path: string) => string): Levels {
  for (let folder = beside(file, '.'); ; folder = beside(folder, '.')) {
    const path = folder === '' ? 'bicepconfig.json' : `${folder}/bicepconfig.json`;
    const text = textOf(path, read);
    if (text !== undefined) {
      const rules = Config.parse(JSON.parse(text)).analyzers?.core?.rules ?? {};
      return new Map(
        Object.entries(rules).flatMap(([rule, { level }]) => (level === undefined ? [] : [[rule, level] as const])),
      );
    }
    if (folder === '' || folder === '/') return new Map();
  }
}

function textOf(path: string, read: (path: string) => string): string | undefined {
  try {
    return read(path);
  } catch {
    return undefined;
  }
}
