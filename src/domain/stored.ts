import type { Audit } from './audit.ts';
import type { Erasure } from './erasure.ts';
import type { Head } from './head.ts';
import type { Job } from './job.ts';
import type { Outbox } from './outbox.ts';
import type { Prediction } from './prediction.ts';

/** An item as read, with the ETag that fences the next write of it. */
export interface Stored<T> {
  readonly item: T;
  readonly etag: string;
}

export type DocumentItem = Head | Job | Prediction | Outbox | Audit | Erasure;

/** One write of a batch: `create` fails when the id exists, `replace` and `erase` when the item changed since it was read. */
export type Write =
  | { readonly create: DocumentItem }
  | { readonly replace: DocumentItem; readonly etag: string }
  | { readonly erase: DocumentItem; readonly etag: string };
