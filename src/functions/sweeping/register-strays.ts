import type { Upload } from '../../domain/upload.ts';
import { documentId } from '../../jobs/identity.ts';
import type { Logger, Services } from '../../ports.ts';
import { intake } from '../intake.ts';
import { settleAll } from '../settle-all.ts';
import { nextPage, type Cursor } from './cursor.ts';

const batch = 1000;

const atOnce = 4;

/** Blobs whose event was lost, or that were there before docscore: one page of the listing per sweep, round and round. */
export async function registerStrays(
  services: Services,
  cursor: Cursor,
  traceparent: string,
  log: Logger,
): Promise<void> {
  const blobs = await nextPage(cursor, (next) => services.uploads.list({ limit: batch, next }));
  const settled = services.now().getTime() - services.limits.sweepGraceSeconds * 1000;
  const isSettled = ({ lastModified }: Upload) => lastModified.getTime() < settled; // Younger ones' events may be on their way.
  await registerUnknown(services, blobs.filter(isSettled), traceparent, log);
}

/** @returns how many of these blobs were news. */
export async function registerUnknown(
  services: Services,
  blobs: readonly Upload[],
  traceparent: string,
  log: Logger,
): Promise<number> {
  const idOf = ({ container, name }: Upload) => documentId(container, name);
  const known = await services.documents.readVersions(blobs.map(idOf));
  let registered = 0;
  const strays = blobs.filter((blob) => known.get(idOf(blob)) !== blob.version);
  await settleAll(strays, atOnce, async (blob) => {
    const { container, name, version } = blob;
    log.warn({ event: 'blob.without-job', documentId: idOf(blob), version });
    if (await intake(services, { container, name, traceparent }, log)) registered += 1;
  });
  return registered;
}
