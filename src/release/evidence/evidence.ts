import { z } from 'zod';
import { canonicalJson, sha256 } from './digest.ts';
import { Entry, type NewEntry } from './entry.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Relative to the folder `drop`. */
const FileOf = { file: z.string(), sha256: Sha256 };

/** What is released: never changes after ci made it. */
const Subject = z.strictObject({
  schema: z.literal(1),
  commit: z.string(),
  /** The run that packaged. `id` rises with every run of the organisation; 0: not in Azure DevOps. */
  run: z.strictObject({ id: z.int().min(0), number: z.string(), url: z.string() }),
  /** Absent where only models are released. `contents`: what `GET /api/version` answers as `digest`. */
  package: z.strictObject({ ...FileOf, bytes: z.int(), contents: Sha256 }).optional(),
  /** `sha256`: of all files of the model version's folder. */
  models: z.array(z.strictObject({ model: z.string(), modelVersion: z.string(), folder: z.string(), sha256: Sha256 })),
  infra: z.strictObject({ folder: z.string(), sha256: Sha256 }).optional(),
  sbom: z.strictObject(FileOf).optional(),
  tests: z.strictObject({ ...FileOf, passed: z.int(), failed: z.literal(0) }).optional(),
  /** What `npm run rehearse` wrote when it walked this commit's release. */
  rehearsal: z.strictObject(FileOf).optional(),
});
export type Subject = z.infer<typeof Subject>;

/**
 * `evidence.json`: what was built and tested, and what happened to it since. Each entry names the digest before it, so that nothing
 * can be changed, left out or put in between without every later digest being wrong.
 */
export const Evidence = Subject.extend({
  /** SHA-256 of the subject's canonical JSON: the digest of the release. */
  digest: Sha256,
  entries: z.array(Entry),
});
export type Evidence = z.infer<typeof Evidence>;

export const newEvidence = (subject: Subject): Evidence => ({ ...subject, digest: digestOf(subject), entries: [] });

/** The evidence with one more entry at its end. */
export function append(evidence: Evidence, entry: NewEntry): Evidence {
  const before = evidence.entries.at(-1)?.digest ?? evidence.digest;
  const unsigned = { ...entry, before };
  return { ...evidence, entries: [...evidence.entries, Entry.parse({ ...unsigned, digest: digestOf(unsigned) })] };
}

/** @throws Error that names what is not as it was written. */
export function parseEvidence(json: string, path: string): Evidence {
  const { data, error } = Evidence.safeParse(parsed(json, path));
  if (!data) throw new Error(`${path} is not evidence\n${z.prettifyError(error)}`);
  const { digest, entries, ...subject } = data;
  if (digestOf(subject) !== digest) throw new Error(`${path} was changed: what is released does not fit its digest`);
  let before = digest;
  for (const [index, entry] of entries.entries()) {
    const { digest: own, ...unsigned } = entry;
    const where = `entry ${String(index + 1)} (${entry.what})`;
    if (entry.before !== before) throw new Error(`${path} was changed: ${where} does not follow the one before it`);
    if (digestOf(unsigned) !== own) throw new Error(`${path} was changed: ${where} does not fit its digest`);
    before = own;
  }
  return data;
}

const digestOf = (value: unknown) => sha256(canonicalJson(value));

function parsed(json: string, path: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new Error(`${path} was changed: it is not JSON`, { cause });
  }
}
