import { AppError } from '../domain/errors.ts';
import type { RunKey } from '../domain/run-key.ts';
import type { ArtifactStore } from '../ports.ts';

/** Beyond the port: what anybody sees who lists the container. */
export interface MemoryArtifacts extends ArtifactStore {
  names(): string[];
}

/** The same promises without a server. */
export function memoryArtifacts(): MemoryArtifacts {
  const json = new Map<string, string>();
  const images = new Map<string, Uint8Array>();
  const nameOf = ({ documentId, version, run }: RunKey, name: string) =>
    `${documentId}/${version}/${String(run)}/${name}`;
  return {
    read({ name, schema }, run) {
      const stored = json.get(nameOf(run, name));
      if (stored === undefined) return Promise.reject(new AppError('not-found', `This run has no ${name} yet`));
      const parsed = schema.safeParse(JSON.parse(stored));
      if (parsed.success) return Promise.resolve(parsed.data);
      return Promise.reject(new AppError('invalid', `${name} does not match its schema`, { cause: parsed.error }));
    },
    create({ name }, run, value) {
      const key = nameOf(run, name);
      if (json.has(key)) return Promise.resolve('exists');
      json.set(key, JSON.stringify(value));
      return Promise.resolve('created');
    },
    createPageImage(run, page, image) {
      const key = nameOf(run, String(page));
      if (!images.has(key)) images.set(key, image);
      return Promise.resolve();
    },
    readPageImage: (run, page) => Promise.resolve(images.get(nameOf(run, String(page)))),
    erase(run) {
      for (const map of [json, images])
        for (const name of map.keys()) if (name.startsWith(nameOf(run, ''))) map.delete(name);
      return Promise.resolve();
    },
    names: () => [...json.keys(), ...images.keys()],
  };
}
