import type { Audit } from './audit.ts';
import type { Correction } from './correction.ts';
import type { Erasure } from './erasure.ts';
import type { Feedback } from './feedback.ts';
import type { Head } from './head.ts';
import type { Inbox } from './inbox.ts';
import type { Job } from './job.ts';
import type { Outbox } from './outbox.ts';
import type { Prediction } from './prediction.ts';
import type { Recorded } from './recorded.ts';
import type { RecordedShadow } from './recorded-shadow.ts';
import type { RequestOutbox } from './request-outbox.ts';
import type { Shadow } from './shadow.ts';

/** An item as read, with the ETag that fences the next write of it. */
export interface Stored<T> {
  readonly item: T;
  readonly etag: string;
}

export type DocumentItem = Head | Job | Prediction | Shadow | Outbox | Audit | Erasure | Correction;

/** What is kept about a request, under its id. */
export type RequestItem = Inbox | Recorded | RecordedShadow | RequestOutbox | Feedback;

/** One write of a batch: `create` fails when the id exists, `replace` and `erase` when the item changed since it was read. */
export type WriteOf<Item> =
  | { readonly create: Item }
  | { readonly replace: Item; readonly etag: string }
  | { readonly erase: Item; readonly etag: string };

export type Write = WriteOf<DocumentItem>;
export type RequestWrite = WriteOf<RequestItem>;
