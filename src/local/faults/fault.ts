import { z } from 'zod';

/** The services that can be in trouble. `event-grid` delivers and takes events; `blob` and `queue` are Azurite's. */
const troubledServices = [
  'blob',
  'queue',
  'event-grid',
  'cosmos',
  'event-hubs',
  'document-intelligence',
  'key-vault',
  'issuer',
  'functions',
] as const;
export type TroubledService = (typeof troubledServices)[number];

const ms = z.int().min(0);

/** What an operation meets. A kind that a service cannot have is refused by that service, by name. */
export const Trouble = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('latency'), ms }),
  z.strictObject({
    kind: z.literal('error'),
    status: z.int().min(400).max(599),
    /** The service's own word for it; default: its usual one for that status. */
    code: z.string().min(1).optional(),
    retryAfterMs: ms.optional(),
  }),
  /** The connection is reset: before anything was done, or after the operation was applied. */
  z.strictObject({ kind: z.literal('drop'), when: z.enum(['before', 'after']) }),
  /** A delivery that comes twice. */
  z.strictObject({ kind: z.literal('duplicate') }),
  /** A delivery that comes later. */
  z.strictObject({ kind: z.literal('late'), ms }),
  /** A delivery that the next one overtakes. */
  z.strictObject({ kind: z.literal('reorder') }),
  /** Nothing is served, and every connection is reset. */
  z.strictObject({ kind: z.literal('down') }),
]);
export type Trouble = z.output<typeof Trouble>;

export const Fault = z.strictObject({
  service: z.enum(troubledServices),
  /** Regular expression on the operation, such as `^PUT /ocr` or `^send predictions/`; default: each. */
  operation: z.string().refine(isRegularExpression, 'is no regular expression').optional(),
  trouble: Trouble,
  /** How many operations meet it. Default: until it is removed. */
  times: z.int().min(1).optional(),
  /** How long it lasts, in ms of the system's time. Default: until it is removed. */
  forMs: z.int().min(1).optional(),
  /** Which share of the operations meets it, 0–1. */
  share: z.number().min(0).max(1).default(1),
});
export type Fault = z.output<typeof Fault>;
export type FaultDescription = z.input<typeof Fault>;

function isRegularExpression(text: string): boolean {
  try {
    return Boolean(new RegExp(text));
  } catch {
    return false;
  }
}
