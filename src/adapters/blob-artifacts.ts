import type { ContainerClient } from '@azure/storage-blob';
import { AppError } from '../domain/errors.ts';
import type { RunKey } from '../domain/run-key.ts';
import type { ArtifactStore } from '../ports.ts';
import { createBlob, readBlob } from './blob-create-only.ts';
import { eraseBlobs } from './blob-erase.ts';

/** Container `artifacts`: `<documentId>/<version>/<run>/…`. */
export function blobArtifacts(container: ContainerClient): ArtifactStore {
  const nameOf = ({ documentId, version, run }: RunKey, name: string) =>
    `${documentId}/${version}/${String(run)}/${name}`;
  const pageOf = (run: RunKey, page: number) => nameOf(run, `pages/${String(page)}.webp`);
  return {
    async read({ name, schema }, run) {
      const stored = await readBlob(container, nameOf(run, name));
      if (!stored)
        throw new AppError('not-found', `This run has no ${name} yet`, { next: 'Try again when its stage is done' });
      const parsed = schema.safeParse(JSON.parse(stored.toString()));
      if (!parsed.success) throw new AppError('invalid', `${name} does not match its schema`, { cause: parsed.error });
      return parsed.data;
    },
    create: ({ name }, run, value) =>
      createBlob(container, nameOf(run, name), JSON.stringify(value), 'application/json'),
    async createPageImage(run, page, image) {
      await createBlob(container, pageOf(run, page), image, 'image/webp');
    },
    readPageImage: (run, page) => readBlob(container, pageOf(run, page)),
    erase: (run) => eraseBlobs(container, nameOf(run, '')),
  };
}
