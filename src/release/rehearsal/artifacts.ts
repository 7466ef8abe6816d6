import { cp, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Artifacts of a run, and of the runs that it takes some from; each a folder. */
export interface Artifacts {
  /** @throws Error when the name is taken: an artifact is published once. */
  publish(name: string, path: string): Promise<void>;
  /** @param source `current`, or the alias of a pipeline resource. @throws Error when there is none of that name. */
  download(source: string, name: string, target: string): Promise<void>;
  names(source: string): Promise<string[]>;
}

/** @param folder Of this run's. @param others Folders by alias. */
export function openArtifacts(folder: string, others: Readonly<Record<string, string>>): Artifacts {
  const rootOf = (source: string) => {
    const root = source === 'current' ? folder : others[source];
    if (root === undefined) throw new Error(`There is no run of ${source} to take artifacts from`);
    return root;
  };
  return {
    async publish(name, path) {
      if (await stat(join(folder, name)).catch(() => undefined)) throw new Error(`Artifact ${name} already exists`);
      await stat(path).catch(() => {
        throw new Error(`There is nothing to publish at ${path}`);
      });
      await mkdir(folder, { recursive: true });
      await cp(path, join(folder, name), { recursive: true });
    },
    async download(source, name, target) {
      const from = join(rootOf(source), name);
      await stat(from).catch(() => {
        throw new Error(`Artifact ${name} was not found${source === 'current' ? '' : ` in the run of ${source}`}`);
      });
      // What an earlier attempt left is not this artifact.
      await rm(target, { recursive: true, force: true });
      await cp(from, target, { recursive: true });
    },
    names: (source) => readdir(rootOf(source)).catch(() => []),
  };
}
