import { z } from 'zod';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const App = z.enum(['live', 'candidate']);

const base = {
  at: z.iso.datetime(),
  environment: z.enum(['dev', 'prod']),
  /** Digest of what stands before: of the subject, or of the entry before. */
  before: Sha256,
  /** SHA-256 of the canonical JSON of everything else in the entry. */
  digest: Sha256,
};

const ModelVersion = z.strictObject({ model: z.string(), modelVersion: z.string() });

/** What became of a shipped model version in an environment. */
const Staged = ModelVersion.extend({
  /** `shadow`: it is the candidate. `first`: nothing serves yet. Others are left as they are, with the reason. */
  outcome: z.enum(['shadow', 'first', 'serves', 'left']),
  why: z.string().optional(),
});

/** A person's word on an approval. */
export const Approver = z.strictObject({ name: z.string(), account: z.string(), comment: z.string() });
export type Approver = z.infer<typeof Approver>;

/** One thing that happened to a release, in the order of happening. */
export const Entry = z.discriminatedUnion('what', [
  z.strictObject({ ...base, what: z.literal('plan'), changes: z.record(z.string(), z.int()), sha256: Sha256 }),
  z.strictObject({ ...base, what: z.literal('platform'), deployment: z.string() }),
  z.strictObject({ ...base, what: z.literal('events'), deployment: z.string() }),
  z.strictObject({ ...base, what: z.literal('deployed'), app: App, package: Sha256, instead: Sha256.optional() }),
  z.strictObject({ ...base, what: z.literal('staged'), models: z.array(Staged) }),
  z.strictObject({
    ...base,
    what: z.literal('compared'),
    ...ModelVersion.shape,
    verdict: z.string(),
    says: z.string(),
    sha256: Sha256,
  }),
  z.strictObject({
    ...base,
    what: z.literal('smoke'),
    app: App,
    package: Sha256,
    passed: z.int(),
    failed: z.array(z.string()),
    sha256: Sha256,
  }),
  z.strictObject({ ...base, what: z.literal('approved'), by: z.array(Approver).min(1) }),
  z.strictObject({ ...base, what: z.literal('promoted'), models: z.array(ModelVersion) }),
  z.strictObject({ ...base, what: z.literal('finished') }),
  z.strictObject({
    ...base,
    what: z.literal('rolled-back'),
    from: Sha256.optional(),
    to: Sha256.optional(),
    models: z.array(ModelVersion),
  }),
  z.strictObject({
    ...base,
    what: z.literal('withdrawn'),
    why: z.string(),
    /** Whether the candidate app was stopped. */
    app: z.boolean(),
    models: z.array(ModelVersion),
  }),
]);
export type Entry = z.infer<typeof Entry>;

type WithoutChain<T> = T extends unknown ? Omit<T, 'before' | 'digest'> : never;
/** An entry before it gets its place in the chain. */
export type NewEntry = WithoutChain<Entry>;
