import type { HttpHandler } from '@azure/functions';
import type { z } from 'zod';
import type { Services } from '../../ports.ts';

/**
 * Who may call a route: anybody, whoever has a function key, or whoever has a token with that role. `operator` may what
 * `reader` may, `release` what both may.
 */
export type Who = 'anonymous' | 'key' | 'reader' | 'operator' | 'release';

/** A body in one direction: JSON of a schema, or bytes of these content types. */
export type Content = z.ZodType | { readonly contentTypes: readonly string[] };

/** One HTTP function: what the host registers, who may call it, and what the OpenAPI document says of it. */
export interface Route {
  /** The function's name, and the `operationId`. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As the Functions host reads it: `api/documents/{id}`. */
  readonly route: string;
  readonly who: Who;
  readonly tag: 'Documents' | 'Scoring' | 'Rollouts' | 'Operations' | 'Open Inference Protocol';
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly body?: Content;
  /** By status; every route may answer a problem besides. */
  readonly answers: Readonly<Record<number, Content>>;
  /** Whether an `Idempotency-Key` makes a repeated request answer as the first did. */
  readonly idempotent?: boolean;
  /** Whether `If-Match` makes the change depend on what was read: 412 when it is something else now. */
  readonly ifMatch?: boolean;
  /** What the 412 shows as its member `present`: what stands there now. */
  readonly present?: z.ZodType;
  readonly handler: (services: Services) => HttpHandler;
}
